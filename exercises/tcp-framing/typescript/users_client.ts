// Cliente de usuarios por TCP / TCP users client: node users_client.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node users_client.ts [HOST PORT]");
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

function converse(host: string, port: number): void {
  // Qué debes escribir:
  // 1. connect({ host, port, family: 4 }) de node:net. socket.on("error"): mensaje con
  //    console.error() y process.exit(1); también cubre que no haya servidor.
  // 2. Lee órdenes con createInterface() de node:readline ("line"): register NOMBRE, remove
  //    NOMBRE, list, subscribe, quit. Si no entiendes una, dilo y no envíes nada.
  // 3. Envía cada petición como una línea: JSON.stringify({ id: 1, op: "list" }) + "\n". Los id
  //    son 1, 2, 3...
  // 4. socket.on("data"): junta lo que llega, sepáralo por "\n" (en los bytes) y muestra cada
  //    mensaje: los usuarios de una lista, el código de un error, el nombre de un aviso.
  // 5. Con quit, o al acabarse la entrada ("close" de readline), espera las respuestas que
  //    faltan y cierra con socket.destroySoon(); código 0.
  // 6. socket.on("end") antes de eso: el servidor se fue. Mensaje con console.error() y
  //    process.exit(1).
  //
  // What to write:
  // 1. connect({ host, port, family: 4 }) of node:net. socket.on("error"): a message with
  //    console.error() and process.exit(1); it covers a missing server too.
  // 2. Read commands with createInterface() of node:readline ("line"): register NAME, remove
  //    NAME, list, subscribe, quit. If one makes no sense, say so and send nothing.
  // 3. Send every request as one line: JSON.stringify({ id: 1, op: "list" }) + "\n". The ids
  //    are 1, 2, 3...
  // 4. socket.on("data"): join what arrives, split it at "\n" (in the bytes) and show every
  //    message: the users of a list, the code of an error, the name in an event.
  // 5. On quit, or at the end of the input ("close" of readline), wait for the replies that are
  //    missing and close with socket.destroySoon(); code 0.
  // 6. socket.on("end") before that: the server is gone. A message with console.error() and
  //    process.exit(1).
  notWritten(`converse(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
converse(host, port);
