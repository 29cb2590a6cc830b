// Servidor para varios clientes / Server for several clients: node concurrent_server.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node concurrent_server.ts [HOST PORT]");
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

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function serve(host: string, port: number): void {
  // Qué debes escribir:
  // 1. createServer() de node:net, con { allowHalfOpen: true }. Node llama a la función que le das
  //    una vez por cliente, con su socket: lo que guardes en variables de esa función es solo de
  //    ese cliente.
  // 2. server.on("error"): si el puerto está ocupado, console.error() y process.exitCode = 1.
  //    server.listen({ host, port }).
  // 3. Muestra socket.remoteAddress y socket.remotePort de cada cliente que llega.
  // 4. socket.on("data") entrega lo que haya llegado: muéstralo con toString(). Devuelve los
  //    mismos bytes con write() o, mejor, con socket.pipe(socket), que espera al cliente lento y
  //    cierra cuando él cierra.
  // 5. socket.on("error"): muestra el aviso. Sin él, la conexión rota de un cliente detiene el
  //    servidor, y con él a todos los demás.
  //
  // What to write:
  // 1. createServer() of node:net, with { allowHalfOpen: true }. Node calls the function you give
  //    it once for each client, with its socket: what you keep in variables of that function
  //    belongs to that client only.
  // 2. server.on("error"): if the port is in use, console.error() and process.exitCode = 1.
  //    server.listen({ host, port }).
  // 3. Print socket.remoteAddress and socket.remotePort of every client that comes.
  // 4. socket.on("data") gives whatever has arrived: print it with toString(). Return the same
  //    bytes with write() or, better, with socket.pipe(socket), which waits for a slow client and
  //    closes when the client closes.
  // 5. socket.on("error"): print a notice. Without it, one client's broken connection stops the
  //    server, and with it all the others.
  notWritten(`serve(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
serve(host, port);
