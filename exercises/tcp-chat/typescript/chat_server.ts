// Servidor del chat por TCP / TCP chat server: node chat_server.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node chat_server.ts [HOST PORT]");
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

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function serve(host: string, port: number): void {
  // Qué debes escribir:
  // 1. createServer() de node:net. La función que recibe cada socket conversa con un cliente.
  // 2. server.on("error"): si el puerto está ocupado, mensaje con console.error() y
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Muestra un aviso cuando ya escuche.
  // 4. Cada socket: on("data") entrega lo que haya llegado. Muéstralo con console.log() y contesta
  //    con write() una confirmación, con las palabras que quieras.
  // 5. socket.on("error"): muestra el aviso. Sin él, la conexión rota de un cliente detiene todo el
  //    servidor.
  //
  // What to write:
  // 1. createServer() of node:net. The function that gets each socket converses with one client.
  // 2. server.on("error"): if the port is in use, a message with console.error() and
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Print a notice once it listens.
  // 4. Each socket: on("data") gives whatever has arrived. Show it with console.log() and answer
  //    with write() a confirmation, in any words you like.
  // 5. socket.on("error"): print a notice. Without it, one client's broken connection stops the
  //    whole server.
  notWritten(`serve(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
serve(host, port);
