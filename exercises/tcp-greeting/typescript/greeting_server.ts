// Saluda a cada cliente por TCP / Greets each client over TCP: node greeting_server.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node greeting_server.ts [HOST PORT]");
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

function serve(host: string, port: number): void {
  // Qué debes escribir:
  // 1. createServer() de node:net. La función que recibe cada socket atiende a un cliente.
  // 2. server.on("error"): si el puerto está ocupado, mensaje con console.error() y
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Muestra que esperas conexiones cuando ya escuche.
  // 4. Cada cliente: muestra su dirección, socket.remoteAddress y socket.remotePort. Saluda y
  //    cierra con socket.end(saludo), sin esperar a que diga algo. Con socket.resume() descartas lo
  //    que haya escrito.
  // 5. socket.on("error"): muestra el aviso. Sin él, la conexión rota de un cliente detiene todo el
  //    servidor.
  //
  // What to write:
  // 1. createServer() of node:net. The function that gets each socket serves one client.
  // 2. server.on("error"): if the port is taken, a message with console.error() and
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Say that you wait for connections once it listens.
  // 4. Each client: print its address, socket.remoteAddress and socket.remotePort. Greet and close
  //    with socket.end(greeting), without waiting for it to speak. socket.resume() drops what it
  //    may have written.
  // 5. socket.on("error"): print a notice. Without it, one client's broken connection stops the
  //    whole server.
  notWritten(`serve(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
serve(host, port);
