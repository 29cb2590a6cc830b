// Recibe un mensaje por TCP / Receives a message over TCP: node message_server.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node message_server.ts [HOST PORT]");
  process.exit(1);
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return port;
}

function readArguments(given: string[]) {
  if (given.length !== 0 && given.length !== 2) usage();
  const [host = "127.0.0.1", port = "12345"] = given;
  return { host, port: readPort(port) };
}

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function serve(host: string, port: number): void {
  // Qué debes escribir:
  // 1. createServer() de node:net, con { allowHalfOpen: true }: el cliente puede dejar de enviar y
  //    aún recibir una respuesta. La función que recibe el socket atiende al cliente.
  // 2. server.on("error"): si el puerto está ocupado, mensaje con console.error() y
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Muestra "Esperando conexión..." cuando ya escuche.
  // 4. Al llegar el cliente, muestra su dirección: socket.remoteAddress y socket.remotePort. Llama
  //    a server.close(): ya no acepta a otros, y el programa termina con esta conexión.
  // 5. on("data"): junta los fragmentos. on("end"): el cliente terminó; muestra el mensaje
  //    (Buffer.concat(...).toString()) y cierra con socket.end().
  // 6. socket.on("error"): la conexión se rompió; dilo con un mensaje propio.
  //
  // What to write:
  // 1. createServer() of node:net, with { allowHalfOpen: true }: the client may stop sending and
  //    still receive an answer. The function that gets the socket serves the client.
  // 2. server.on("error"): if the port is taken, a message with console.error() and
  //    process.exitCode = 1.
  // 3. server.listen({ host, port }). Print "Esperando conexión..." once it listens.
  // 4. When the client comes, print its address: socket.remoteAddress and socket.remotePort. Call
  //    server.close(): it accepts nobody else, and the program ends with this connection.
  // 5. on("data"): join the chunks. on("end"): the client is done; print the message
  //    (Buffer.concat(...).toString()) and close with socket.end().
  // 6. socket.on("error"): the connection broke; say so with a message of your own.
  notWritten(`serve(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
serve(host, port);
