// Cliente de archivos por TCP: node file_client.ts [HOST PORT [FILE]]

import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { basename } from "node:path";

function usage(): never {
  console.error("Uso: node file_client.ts [HOST PORT [FILE]]");
  process.exit(1);
}

function fail(reason: string): never {
  console.error(`No se pudo enviar el archivo: ${reason}`);
  process.exit(1);
}

function readArguments(given: string[]) {
  if (given.length === 1 || given.length > 3) usage();
  const [host = "127.0.0.1", text = "5000", path = "local_files.txt"] = given;
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return { host, port, path };
}

// La respuesta es una línea y puede llegar en partes / the reply is one line and may come in pieces.
function receiveReply(socket: Socket): Promise<string> {
  let received = Buffer.alloc(0);
  return new Promise((resolve) => {
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.includes("\n")) resolve(received.toString().trimEnd());
    });
    socket.on("end", () => fail("el servidor cerró sin responder"));
  });
}

function readContent(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const { host, port, path } = readArguments(process.argv.slice(2));
const content = readContent(path);
const socket = connect({ host, port, family: 4 });
socket.on("error", (error) => fail(error.message));
// Cuenta bytes: content es un Buffer, no un texto / it counts bytes: content is a Buffer, not a text.
socket.write(`PUT ${content.length} ${basename(path)}\n`);
socket.write(content);

const reply = await receiveReply(socket);
if (!reply.startsWith("OK ")) fail(`el servidor lo rechazó: ${reply}`);
console.log("Respuesta del servidor:", reply);
socket.destroySoon();
