// Servidor de eco por TCP / TCP echo server: node tcp_server.ts [HOST PORT [BUFFER]]

function usage(): never {
  console.error("Uso / Usage: node tcp_server.ts [HOST PORT [BUFFER]]");
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

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function serve(host: string, port: number, buffer: number): void {
  // Qué debes escribir:
  // 1. createServer() de node:net, con { allowHalfOpen: true }: el cliente puede dejar de enviar y
  //    aún esperar respuesta. La función que recibe cada socket atiende a un cliente.
  // 2. server.on("error"): si el puerto está ocupado, mensaje con console.error() y
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Muestra un aviso cuando ya escuche.
  // 4. Cada socket: on("data") entrega lo que haya llegado. Muestra cada fragmento en su línea con
  //    toString(); si trae más de `buffer` bytes, córtalo con subarray() en fragmentos de ese
  //    tamaño.
  // 5. Devuelve los mismos bytes: write() o, mejor, socket.pipe(socket), que espera al cliente
  //    lento y cierra cuando él cierra.
  // 6. socket.on("error"): muestra el aviso. Sin él, la conexión rota de un cliente detiene todo el
  //    servidor.
  //
  // What to write:
  // 1. createServer() of node:net, with { allowHalfOpen: true }: a client may stop sending and
  //    still wait for the answer. The function that gets each socket serves one client.
  // 2. server.on("error"): if the port is in use, a message with console.error() and
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Print a notice once it listens.
  // 4. Each socket: on("data") gives whatever has arrived. Print every fragment on its own line
  //    with toString(); if it holds more than `buffer` bytes, cut it with subarray() into fragments
  //    of that size.
  // 5. Return the same bytes: write() or, better, socket.pipe(socket), which waits for a slow
  //    client and closes when the client closes.
  // 6. socket.on("error"): print a notice. Without it, one client's broken connection stops the
  //    whole server.
  notWritten(`serve(${host}, ${port}, ${buffer}):`);
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
serve(host, port, buffer);
