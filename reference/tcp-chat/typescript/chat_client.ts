// Cliente del chat por TCP: node chat_client.ts [HOST PORT]

import { connect } from "node:net";
import { createInterface } from "node:readline";

function usage(): never {
  console.error("Uso: node chat_client.ts [HOST PORT]");
  process.exit(1);
}

function fail(reason: string): never {
  console.error(`Se perdió el servidor: ${reason}`);
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

const { host, port } = readArguments(process.argv.slice(2));
const socket = connect({ host, port, family: 4 });
const keyboard = createInterface({ input: process.stdin });
let isLeaving = false;

// Guarda los bytes de una letra incompleta / keeps the bytes of an incomplete character.
socket.setEncoding("utf8");
socket.on("data", (text) => console.log(`Servidor: ${text}`));
socket.on("error", (error) => fail(error.message));
socket.on("end", () => {
  if (!isLeaving) fail("cerró la conexión");
});

console.log("Escribe tus mensajes; salir termina.");
keyboard.on("line", (line) => {
  if (isLeaving) return;
  if (line === "salir") keyboard.close();
  else socket.write(line); // vacía no envía nada / an empty one sends nothing
});
keyboard.on("close", () => {
  isLeaving = true;
  // FIN: ya no envía, pero aún lee lo que falte / it sends no more, and still reads what is missing.
  socket.end();
  process.stdin.destroy(); // si sigue abierta, el programa no termina / while it is open the program does not end
});
