// Cliente de usuarios por TCP: node users_client.ts [HOST PORT]

import { connect } from "node:net";
import { createInterface } from "node:readline";

const COMMANDS = "Órdenes: register NOMBRE, remove NOMBRE, list, subscribe, quit";

function usage(): never {
  console.error("Uso: node users_client.ts [HOST PORT]");
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
  const [host = "127.0.0.1", port = "5000"] = given;
  return { host, port: readNumber(port) };
}

/** La petición que corresponde a una orden, sin su id / the request a command stands for, without its id. */
function readCommand(line: string): { op: string; name?: string } | undefined {
  const { op = "", name } = /^(?<op>\S+)(?:\s+(?<name>.+))?$/.exec(line.trim())?.groups ?? {};
  if (op === "register" || op === "remove") return name === undefined ? undefined : { op, name };
  return (op === "list" || op === "subscribe") && name === undefined ? { op } : undefined;
}

const { host, port } = readArguments(process.argv.slice(2));
const socket = connect({ host, port, family: 4 });
const keyboard = createInterface({ input: process.stdin });
let lastId = 0;
let unanswered = 0;
let isLeaving = false;

function leaveWhenAnswered(): void {
  if (isLeaving && unanswered === 0) socket.destroySoon();
}

function show(line: string): void {
  const message = JSON.parse(line);
  if ("event" in message) {
    console.log(`Aviso: ${message.event} ${message.name}`);
    return;
  }
  if (message.ok) console.log(["Listo.", ...(message.users ?? [])].join("\n  "));
  else console.log("El servidor lo rechazó:", message.error);
  unanswered -= 1;
  leaveWhenAnswered();
}

// "data" trae lo que haya llegado: se junta y se muestra cada línea completa
// "data" brings what has arrived: join it and show every whole line.
let pending = Buffer.alloc(0);
socket.on("data", (chunk: Buffer) => {
  pending = Buffer.concat([pending, chunk]);
  for (let end = pending.indexOf("\n"); end !== -1; end = pending.indexOf("\n")) {
    const line = pending.subarray(0, end).toString();
    pending = pending.subarray(end + 1);
    show(line);
  }
});
socket.on("error", (error) => fail(error.message));
socket.on("end", () => fail("cerró la conexión"));
socket.on("close", () => process.exit());

console.log(COMMANDS);
keyboard.on("line", (line) => {
  if (isLeaving) return;
  if (line.trim() === "quit") return keyboard.close();
  const request = readCommand(line);
  if (request === undefined) return console.error(COMMANDS);
  lastId += 1;
  unanswered += 1;
  socket.write(JSON.stringify({ id: lastId, ...request }) + "\n");
});
keyboard.on("close", () => {
  isLeaving = true;
  leaveWhenAnswered();
});
