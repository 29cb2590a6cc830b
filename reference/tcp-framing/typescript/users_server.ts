// Servidor de usuarios por TCP: node users_server.ts [HOST PORT]

import { setDefaultResultOrder } from "node:dns";
import { createServer, type Socket } from "node:net";

const LONGEST_LINE = 4096;

type Message = Record<string, unknown>;

const users: string[] = [];
const subscribers = new Set<Socket>();

function usage(): never {
  console.error("Uso: node users_server.ts [HOST PORT]");
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

function send(socket: Socket, message: Message): void {
  socket.write(JSON.stringify(message) + "\n");
}

/** Junta lo que llega y entrega línea por línea; null por una demasiado larga / null for a line too long. */
class LineReader {
  pending = Buffer.alloc(0);
  skipping = false;

  *take(chunk: Buffer): Generator<Buffer | null> {
    this.pending = Buffer.concat([this.pending, chunk]);
    for (let end = this.pending.indexOf("\n"); end !== -1; end = this.pending.indexOf("\n")) {
      const line = this.pending.subarray(0, end);
      this.pending = this.pending.subarray(end + 1);
      if (!this.skipping) yield line.length <= LONGEST_LINE ? line : null;
      this.skipping = false;
    }
    if (this.pending.length <= LONGEST_LINE) return;
    if (!this.skipping) yield null;
    this.pending = Buffer.alloc(0);
    this.skipping = true;
  }
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

function readRequest(line: Buffer): Message | undefined {
  try {
    const value: unknown = JSON.parse(strictUtf8.decode(line));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

type Outcome = { fault: string } | { event?: Message; users?: string[] };

function change({ op, name }: Message): Outcome {
  if (typeof name !== "string" || name === "") return { fault: "missing-field" };
  const place = users.indexOf(name);
  if (op === "register") {
    if (place !== -1) return { fault: "duplicate-user" };
    users.push(name);
    return { event: { event: "registered", name } };
  }
  if (place === -1) return { fault: "unknown-user" };
  users.splice(place, 1);
  return { event: { event: "removed", name } };
}

function perform(request: Message, socket: Socket): Outcome {
  if (!("id" in request) || !("op" in request)) return { fault: "missing-field" };
  switch (request.op) {
    case "register":
    case "remove":
      return change(request);
    case "list":
      return { users };
    case "subscribe":
      subscribers.add(socket);
      return {};
    default:
      return { fault: "unknown-op" };
  }
}

function answer(line: Buffer | null, socket: Socket): void {
  console.log("Petición:", line === null ? "(demasiado larga)" : line.toString());
  if (line === null) return send(socket, { id: null, ok: false, error: "line-too-long" });
  const request = readRequest(line);
  if (request === undefined) return send(socket, { id: null, ok: false, error: "bad-json" });
  const outcome = perform(request, socket);
  const id = request.id ?? null;
  if ("fault" in outcome) return send(socket, { id, ok: false, error: outcome.fault });
  // JSON.stringify() deja fuera lo que es undefined / leaves out what is undefined.
  send(socket, { id, ok: true, users: outcome.users });
  if (outcome.event !== undefined) for (const subscriber of subscribers) send(subscriber, outcome.event);
}

function attend(socket: Socket): void {
  console.log(`Conexión desde: ${socket.remoteAddress}:${socket.remotePort}`);
  const reader = new LineReader();
  socket.on("data", (chunk: Buffer) => {
    for (const line of reader.take(chunk)) answer(line, socket);
  });
  // Sin esto, un RST de un cliente detendría el servidor / without this, one client's RST would stop the server.
  socket.on("error", (error) => console.log("Conexión perdida:", error.message));
  socket.on("end", () => subscribers.delete(socket));
  socket.on("close", () => subscribers.delete(socket));
}

const { host, port } = readArguments(process.argv.slice(2));
setDefaultResultOrder("ipv4first"); // "localhost" es 127.0.0.1, no ::1 / "localhost" is 127.0.0.1, not ::1

const server = createServer(attend);
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => console.log(`Servidor en escucha en ${host}:${port}`));
