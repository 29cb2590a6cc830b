// Envía un mensaje por TCP: node message_client.ts [HOST PORT [MESSAGE]]

import { connect } from "node:net";

function usage(): never {
  console.error("Uso: node message_client.ts [HOST PORT [MESSAGE]]");
  process.exit(1);
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return port;
}

function readArguments(given: string[]) {
  if (given.length === 1 || given.length > 3) usage();
  const [host = "127.0.0.1", port = "12345", message = "Hola desde el cliente"] = given;
  return { host, port: readPort(port), message };
}

const { host, port, message } = readArguments(process.argv.slice(2));
const answer: Buffer[] = [];

// end() envía y dice "terminé de enviar": el servidor ve el final y aún puede contestar
// end() sends and says "I am done sending": the server sees the end and can still answer.
const socket = connect({ host, port, family: 4 }, () => socket.end(message));
socket.on("data", (chunk) => answer.push(chunk));
socket.on("end", () => {
  if (answer.length > 0) console.log("Respuesta:", Buffer.concat(answer).toString());
});
socket.on("error", (error) => {
  console.error(`No se pudo enviar el mensaje: ${error.message}`);
  process.exitCode = 1;
});
