// Servidor de usuarios por TCP / TCP users server: node users_server.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node users_server.ts [HOST PORT]");
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
  // 1. createServer() de node:net: la función que recibe cada socket atiende a un cliente.
  //    server.on("error"): si el puerto está ocupado, console.error() y process.exitCode = 1.
  // 2. socket.on("data") entrega lo que haya llegado: júntalo con Buffer.concat() y separa las
  //    líneas por "\n". Lo que queda sin \n es el comienzo de la siguiente: guárdalo. Si pasa
  //    de 4096 bytes, responde line-too-long y descarta hasta el \n.
  // 3. Cada línea es una petición: muéstrala y léela con JSON.parse(), después de decodificarla
  //    con new TextDecoder("utf-8", { fatal: true }). Si no es un objeto JSON, responde
  //    bad-json.
  // 4. Haz lo pedido (register, remove, list, subscribe) o responde el error que corresponde.
  // 5. Responde con socket.write(JSON.stringify(respuesta) + "\n"). Después de un cambio, avisa
  //    a todos los suscritos.
  // 6. socket.on("close"): olvídalo como suscrito. socket.on("error"): sin él, la conexión rota
  //    de un cliente detiene todo el servidor.
  //
  // What to write:
  // 1. createServer() of node:net: the function that gets each socket serves one client.
  //    server.on("error"): if the port is in use, console.error() and process.exitCode = 1.
  // 2. socket.on("data") gives whatever has arrived: join it with Buffer.concat() and split it
  //    into lines at "\n". What is left without a \n is the start of the next line: keep it.
  //    Beyond 4096 bytes, reply line-too-long and drop everything up to the \n.
  // 3. Every line is a request: print it and read it with JSON.parse(), after decoding it with
  //    new TextDecoder("utf-8", { fatal: true }). If it is no JSON object, reply bad-json.
  // 4. Do what is asked (register, remove, list, subscribe) or reply with the right error.
  // 5. Reply with socket.write(JSON.stringify(reply) + "\n"). After a change, tell every
  //    subscriber.
  // 6. socket.on("close"): forget it as a subscriber. socket.on("error"): without it, one
  //    client's broken connection stops the whole server.
  notWritten(`serve(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
serve(host, port);
