// Servidor de archivos por TCP: node file_server.ts [HOST PORT]

import { setDefaultResultOrder } from "node:dns";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { createServer, type Socket } from "node:net";

function usage(): never {
  console.error("Uso: node file_server.ts [HOST PORT]");
  process.exit(1);
}

function readArguments(given: string[]) {
  if (given.length !== 0 && given.length !== 2) usage();
  const [host = "127.0.0.1", text = "5000"] = given;
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return { host, port };
}

// Los bytes de una conexión, en orden y sin perder los que sobran / the bytes of a connection, in order, none lost.
class Incoming {
  #chunks: AsyncIterator<Buffer>;
  #rest = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#chunks = socket.iterator({ destroyOnReturn: false });
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done === true) return false;
    this.#rest = Buffer.concat([this.#rest, value]);
    return true;
  }

  /** Hasta el \n, sin él; null si ya no hay más / up to the \n, without it; null at the end. */
  async line(): Promise<string | null> {
    let end = this.#rest.indexOf("\n");
    while (end === -1) {
      if (this.#rest.length > 4096 || !(await this.#more())) return null;
      end = this.#rest.indexOf("\n");
    }
    return this.#take(end + 1).toString().slice(0, -1);
  }

  /** Entre 1 y `most` bytes / from 1 to `most` bytes. */
  async part(most: number): Promise<Buffer> {
    if (this.#rest.length === 0 && !(await this.#more())) throw new Error("el cliente cerró antes de enviar todo");
    return this.#take(Math.min(most, this.#rest.length));
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }
}

async function receive(incoming: Incoming, size: number, file: FileHandle | null): Promise<void> {
  for (let left = size; left > 0;) {
    const part = await incoming.part(left);
    await file?.writeFile(part);
    left -= part.length;
  }
}

let transfers = 0;

async function store(incoming: Incoming, size: number, name: string): Promise<void> {
  // Con otro nombre hasta que esté completo / under another name until it is whole.
  transfers += 1;
  const partial = `.${process.pid}-${transfers}.part`;
  const file = await open(partial, "w");
  try {
    await receive(incoming, size, file);
    await file.close();
    await rename(partial, name);
  } catch (error) {
    await file.close();
    await rm(partial, { force: true });
    throw error;
  }
}

// El nombre viene de la red: no puede salir de la carpeta / it comes from the network: it must not leave the folder.
function isSafe(name: string): boolean {
  return !["", ".", ".."].includes(name) && !/[/\\\0]/.test(name);
}

async function converse(socket: Socket): Promise<void> {
  const incoming = new Incoming(socket);
  for (;;) {
    const line = await incoming.line();
    if (line === null) return;
    const [, digits, name = ""] = /^PUT (\d+) (.*)$/.exec(line) ?? [];
    if (digits === undefined) {
      socket.write("ERROR cabecera no valida\n");
      return;
    }
    const size = Number(digits);
    if (!isSafe(name)) {
      await receive(incoming, size, null);
      socket.write("ERROR nombre no permitido\n");
      continue;
    }
    await store(incoming, size, name);
    console.log(`Guardado: ${name} (${size} bytes)`);
    socket.write(`OK ${size}\n`);
  }
}

async function attend(socket: Socket): Promise<void> {
  // Sin esto, un RST de un cliente detendría el servidor / without this, one client's RST would stop the server.
  socket.on("error", (error) => console.log("Conexión perdida:", error.message));
  try {
    await converse(socket);
    socket.end();
  } catch (error) {
    console.log("No se guardó:", error instanceof Error ? error.message : error);
    socket.destroy();
  }
}

const { host, port } = readArguments(process.argv.slice(2));
setDefaultResultOrder("ipv4first"); // "localhost" es 127.0.0.1, no ::1 / "localhost" is 127.0.0.1, not ::1

const server = createServer({ allowHalfOpen: true }, (socket) => void attend(socket));
server.on("error", (error) => {
  console.error(`No se pudo abrir el puerto: ${error.message}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => console.log(`Servidor en escucha en ${host}:${port}`));
