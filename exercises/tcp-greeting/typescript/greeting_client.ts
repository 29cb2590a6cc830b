// Muestra el saludo de un servidor TCP / Shows the greeting of a TCP server: node greeting_client.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node greeting_client.ts [HOST PORT]");
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

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function converse(host: string, port: number): void {
  // Qué debes escribir:
  // 1. connect({ host, port, family: 4 }) de node:net. socket.on("error"): mensaje con
  //    console.error() y process.exit(1); también cubre que no haya servidor.
  // 2. socket.setTimeout(2000, ...): si el servidor no dice nada, mensaje y process.exit(1).
  // 3. No envíes nada. on("data"): junta los fragmentos.
  // 4. on("end"): el servidor terminó. Muestra el saludo (Buffer.concat(...).toString()); si no
  //    llegó ni un byte, mensaje con console.error() y process.exit(1).
  //
  // What to write:
  // 1. connect({ host, port, family: 4 }) of node:net. socket.on("error"): a message with
  //    console.error() and process.exit(1); it covers a missing server too.
  // 2. socket.setTimeout(2000, ...): if the server says nothing, a message and process.exit(1).
  // 3. Send nothing. on("data"): join the chunks.
  // 4. on("end"): the server is done. Print the greeting (Buffer.concat(...).toString()); if not a
  //    single byte came, a message with console.error() and process.exit(1).
  notWritten(`converse(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
converse(host, port);
