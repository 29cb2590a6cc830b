// Servidor de eco por TCP: node tcp_server.ts [HOST PORT [BUFFER]]

import { setDefaultResultOrder } from "node:dns";
import { createServer, type Socket } from "node:net";

function usage(): never {
  console.error("Uso: node tcp_server.ts [HOST PORT [BUFFER]]");
  process.exit(1);
}

function readNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 65535) usage();
  return number;
}

function readArguments(given: string[]) {
  if (given.length === 1 || given.length > 3) usage();
  const [host = "127.0.0.1", port = "5000", buffer = "1024"] = given;
  return { host, port: readNumber(port), buffer: readNumber(buffer) };
}

function show(chunk: Buffer, buffer: number): void {
  for (let start = 0; start < chunk.length; start += buffer) {
    console.log("Recibido:", chunk.subarray(start, start + buffer).toString());
  }
}

function echo(socket: Socket, buffer: number): void {
  console.log(`Conexión desde: ${socket.remoteAddress}:${socket.remotePort}`);
  socket.on("data", (chunk) => show(chunk, buffer));
  // Sin esto, un RST de un cliente detendría el servidor / without this, one client's RST would stop the server.
  socket.on("error", (error) => console.log("Conexión perdida:", error.message));
  // pipe() devuelve los bytes, espera al cliente lento y cierra cuando él cierra
  // pipe() echoes the bytes, waits for a slow client and closes when the client closes.
  socket.pipe(socket);
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
setDefaultResultOrder("ipv4first"); // "localhost" es 127.0.0.1, no ::1 / "localhost" is 127.0.0.1, not ::1

// allowHalfOpen: el cliente puede dejar de enviar y aún recibir / a client may stop sending and still receive.
const server = createServer({ allowHalfOpen: true }, (socket) => echo(socket, buffer));
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => console.log(`Servidor en escucha en ${host}:${port}`));
