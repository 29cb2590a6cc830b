// Saluda a cada cliente por TCP: node greeting_server.ts [HOST PORT]

import { setDefaultResultOrder } from "node:dns";
import { createServer, type Socket } from "node:net";

const GREETING = "¡Hola! Te damos la bienvenida.";
const PATIENCE_MS = 5000;

function usage(): never {
  console.error("Uso: node greeting_server.ts [HOST PORT]");
  process.exit(1);
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return port;
}

function readArguments(given: string[]) {
  if (given.length !== 0 && given.length !== 2) usage();
  const [host = "127.0.0.1", port = "5000"] = given;
  return { host, port: readPort(port) };
}

function greet(socket: Socket): void {
  console.log(`Conexión establecida desde ${socket.remoteAddress}:${socket.remotePort}`);
  // Sin esto, un RST de un cliente detendría el servidor / without this, one client's RST would stop the server.
  socket.on("error", (error) => console.log("Conexión perdida:", error.message));
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.end(GREETING); // envía y avisa el final / sends, and announces the end
  socket.resume(); // lee y descarta: cerrar con datos sin leer enviaría RST / closing with data unread would send RST
}

const { host, port } = readArguments(process.argv.slice(2));
setDefaultResultOrder("ipv4first"); // "localhost" es 127.0.0.1, no ::1 / "localhost" is 127.0.0.1, not ::1

const server = createServer(greet);
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => console.log(`Esperando conexiones en ${host}:${port}`));
