// Servidor de eco para varios clientes a la vez: node concurrent_server.ts [HOST PORT]

import { setDefaultResultOrder } from "node:dns";
import { createServer, type Socket } from "node:net";

function usage(): never {
  console.error("Uso: node concurrent_server.ts [HOST PORT]");
  process.exit(1);
}

function readNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 65535) usage();
  return number;
}

function readArguments(given: string[]) {
  if (given.length !== 0 && given.length !== 2) usage();
  const [host = "127.0.0.1", port = "5000"] = given;
  return { host, port: readNumber(port) };
}

// Node llama a esta función una vez por cliente: sus variables son de ese cliente
// Node calls this function once for each client: its variables belong to that client.
function attend(socket: Socket): void {
  const client = `${socket.remoteAddress}:${socket.remotePort}`;
  console.log(`${client} se conectó`);
  socket.on("data", (chunk) => console.log(`${client}: ${chunk.toString()}`));
  socket.on("close", () => console.log(`${client} se fue`));
  // Sin esto, un RST de un cliente detendría el servidor / without this, one client's RST would stop the server.
  socket.on("error", (error) => console.log(`${client} se perdió: ${error.message}`));
  // pipe() devuelve los bytes, espera al cliente lento y cierra cuando él cierra
  // pipe() echoes the bytes, waits for a slow client and closes when the client closes.
  socket.pipe(socket);
}

const { host, port } = readArguments(process.argv.slice(2));
setDefaultResultOrder("ipv4first"); // "localhost" es 127.0.0.1, no ::1 / "localhost" is 127.0.0.1, not ::1

// allowHalfOpen: el cliente puede dejar de enviar y aún recibir / a client may stop sending and still receive.
const server = createServer({ allowHalfOpen: true }, attend);
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => console.log(`Servidor en escucha en ${host}:${port}`));
