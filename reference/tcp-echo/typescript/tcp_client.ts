// Cliente de eco por TCP: node tcp_client.ts [HOST PORT [BUFFER]]

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";

function usage(): never {
  console.error("Uso: node tcp_client.ts [HOST PORT [BUFFER]]");
  process.exit(1);
}

function fail(reason: string): never {
  console.error(`No se pudo completar el eco: ${reason}`);
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

async function readMessage(): Promise<Buffer> {
  console.log("Escribe un mensaje y presiona Enter:");
  let message = "";
  for await (const line of createInterface({ input: process.stdin })) {
    message = line;
    break;
  }
  process.stdin.destroy(); // si sigue abierta, el programa no termina / while it is open the program does not end
  return Buffer.from(message || "Hola Mundo Cruel");
}

function show(chunk: Buffer, buffer: number): void {
  for (let start = 0; start < chunk.length; start += buffer) {
    console.log("Fragmento:", chunk.subarray(start, start + buffer).toString());
  }
}

function lost(): never {
  fail("el servidor cerró antes de devolver todo el mensaje");
}

// "data" trae lo que haya llegado: se junta hasta tenerlo todo / "data" brings what has arrived: join it all.
function receiveEcho(socket: Socket, expected: number, buffer: number): Promise<Buffer> {
  let received = Buffer.alloc(0);
  return new Promise((resolve) => {
    socket.on("data", (chunk) => {
      show(chunk, buffer);
      received = Buffer.concat([received, chunk]);
      if (received.length < expected) return;
      socket.off("end", lost);
      resolve(received);
    });
  });
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
const socket = connect({ host, port, family: 4 });
socket.on("error", (error) => fail(error.message));
socket.on("end", lost);
await once(socket, "connect");

const message = await readMessage();
socket.write(message);
const echo = await receiveEcho(socket, message.length, buffer);
// Se decodifica el conjunto: un fragmento puede partir una letra / decode the whole: a fragment may split a letter.
console.log("Eco completo:", echo.toString());
socket.destroySoon();
