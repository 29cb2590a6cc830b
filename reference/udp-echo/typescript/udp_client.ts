// Cliente de eco por UDP: node udp_client.ts [HOST PORT [BUFFER]]

import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createInterface } from "node:readline";

const WAIT_MS = 500;
const ATTEMPTS = 2;

function usage(): never {
  console.error("Uso: node udp_client.ts [HOST PORT [BUFFER]]");
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
  const [host = "127.0.0.1", port = "5001", buffer = "65535"] = given;
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

function send(socket: Socket, message: Buffer): void {
  socket.send(message, (error) => {
    if (error) fail(error.message);
  });
}

function requestEcho(socket: Socket, message: Buffer): Promise<Buffer> {
  let attempts = 1;
  send(socket, message);
  // Un datagrama se puede perder: se reenvía / a datagram can get lost: send it again.
  const timer = setInterval(() => {
    console.log("Sin respuesta todavía");
    if (attempts === ATTEMPTS) fail("el servidor no respondió");
    attempts += 1;
    send(socket, message);
  }, WAIT_MS);
  return new Promise((resolve) => {
    socket.once("message", (datagram) => {
      clearInterval(timer);
      resolve(datagram);
    });
  });
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
const socket = createSocket("udp4");
socket.on("error", (error) => fail(error.message));
// connect() no envía nada: descarta lo que llegue de otros / it only filters other senders.
socket.connect(port, host);
await once(socket, "connect");

const echo = await requestEcho(socket, await readMessage());
console.log("Eco:", echo.subarray(0, buffer).toString());
socket.close();
