// Recibe un mensaje por TCP: node message_server.ts [HOST PORT]

import { setDefaultResultOrder } from "node:dns";
import { createServer, type Socket } from "node:net";

function usage(): never {
  console.error("Uso: node message_server.ts [HOST PORT]");
  process.exit(1);
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return port;
}

function readArguments(given: string[]) {
  if (given.length !== 0 && given.length !== 2) usage();
  const [host = "127.0.0.1", port = "12345"] = given;
  return { host, port: readPort(port) };
}

function attend(socket: Socket): void {
  console.log(`Conexión desde: ${socket.remoteAddress}:${socket.remotePort}`);
  server.close(); // no más clientes: el programa termina con esta conexión / no more clients: it ends with this one
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", (error) => {
    console.error("Se perdió la conexión:", error.message);
    process.exitCode = 1;
  });
  // El mensaje termina cuando el cliente cierra, no con un "data"
  // The message ends when the client closes, not with one "data".
  socket.on("end", () => {
    const message = Buffer.concat(chunks);
    // Se decodifica el conjunto: un fragmento puede partir una letra / decode the whole: a fragment may split a letter.
    console.log("Mensaje recibido:", message.toString());
    socket.end(`Recibí ${message.length} bytes`);
  });
}

const { host, port } = readArguments(process.argv.slice(2));
setDefaultResultOrder("ipv4first"); // "localhost" es 127.0.0.1, no ::1 / "localhost" is 127.0.0.1, not ::1

// allowHalfOpen: el cliente puede dejar de enviar y aún recibir / a client may stop sending and still receive.
const server = createServer({ allowHalfOpen: true }, attend);
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => console.log("Esperando conexión..."));
