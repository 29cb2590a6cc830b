// Muestra el saludo de un servidor TCP: node greeting_client.ts [HOST PORT]

import { connect } from "node:net";

const PATIENCE_MS = 1000;

function usage(): never {
  console.error("Uso: node greeting_client.ts [HOST PORT]");
  process.exit(1);
}

function fail(reason: string): never {
  console.error(`No se recibió el saludo: ${reason}`);
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

const { host, port } = readArguments(process.argv.slice(2));
const greeting: Buffer[] = [];

const socket = connect({ host, port, family: 4 });
socket.setTimeout(PATIENCE_MS, () => fail("el servidor no respondió a tiempo"));
socket.on("error", (error) => fail(error.message));
socket.on("data", (chunk) => greeting.push(chunk));
// El saludo termina cuando el servidor cierra, no con un "data"
// The greeting ends when the server closes, not with one "data".
socket.on("end", () => {
  if (greeting.length === 0) fail("el servidor cerró sin saludar");
  // Se decodifica el conjunto: un fragmento puede partir una letra / decode the whole: a fragment may split a letter.
  console.log("Mensaje del servidor:", Buffer.concat(greeting).toString());
});
