// Servidor del chat por TCP: node chat_server.ts [HOST PORT]

import { createServer, type Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";

function usage(): never {
  console.error("Uso: node chat_server.ts [HOST PORT]");
  process.exit(1);
}

function readNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 65535) usage();
  return number;
}

function readArguments(given: string[]) {
  if (given.length !== 0 && given.length !== 2) usage();
  const [host = "127.0.0.1", port = "8000"] = given;
  return { host, port: readNumber(port) };
}

function converse(socket: Socket): void {
  const name = `${socket.remoteAddress}:${socket.remotePort}`;
  // Guarda los bytes de una letra incompleta / keeps the bytes of an incomplete character.
  const decoder = new StringDecoder("utf8");
  console.log(`${name} se conectó`);
  // "data" trae lo que haya llegado, no "un mensaje" / "data" brings what has arrived, not "a message".
  socket.on("data", (chunk) => {
    console.log(`${name}: ${decoder.write(chunk)}`);
    socket.write(`Mensaje recibido (${chunk.length} bytes)`);
  });
  socket.on("end", () => console.log(`${name} se fue`));
  // Sin esto, un cliente que corta detiene al servidor / without it, a client that breaks off stops the server.
  socket.on("error", (error) => console.log(`${name} se perdió: ${error.message}`));
}

const { host, port } = readArguments(process.argv.slice(2));
const server = createServer(converse);
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => console.log(`Servidor del chat en ${host}:${port}`));
