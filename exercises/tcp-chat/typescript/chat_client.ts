// Cliente del chat por TCP / TCP chat client: node chat_client.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node chat_client.ts [HOST PORT]");
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

function converse(host: string, port: number): void {
  // Qué debes escribir:
  // 1. connect({ host, port, family: 4 }) de node:net. socket.on("error"): mensaje con
  //    console.error() y process.exit(1); también cubre que no haya servidor.
  // 2. Lee líneas del teclado con createInterface() de node:readline ("line"). question() pierde las
  //    líneas que llegan cuando nadie pregunta.
  // 3. Con la línea salir, o al acabarse la entrada ("close" de readline), termina: no la envíes,
  //    cierra con socket.end(). Una línea vacía no se envía.
  // 4. Envía la línea con write(), sin nada más.
  // 5. socket.on("data"): muestra lo que llegue, también si nadie escribe. setEncoding("utf8")
  //    junta las letras que llegan partidas.
  // 6. socket.on("end") antes de que tú cierres: el servidor se fue. Mensaje con console.error() y
  //    process.exit(1).
  //
  // What to write:
  // 1. connect({ host, port, family: 4 }) of node:net. socket.on("error"): a message with
  //    console.error() and process.exit(1); it covers a missing server too.
  // 2. Read lines from the keyboard with createInterface() of node:readline ("line"). question()
  //    loses lines that come while nobody asks.
  // 3. At the line salir, or at the end of the input ("close" of readline), end: do not send it,
  //    close with socket.end(). An empty line is not sent.
  // 4. Send the line with write(), and nothing else.
  // 5. socket.on("data"): show whatever comes, also while nobody types. setEncoding("utf8") joins
  //    characters that arrive split.
  // 6. socket.on("end") before you have closed: the server is gone. A message with console.error()
  //    and process.exit(1).
  notWritten(`converse(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
converse(host, port);
