// Envía un mensaje por TCP / Sends a message over TCP: node message_client.ts [HOST PORT [MESSAGE]]

function usage(): never {
  console.error("Uso / Usage: node message_client.ts [HOST PORT [MESSAGE]]");
  process.exit(1);
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return port;
}

function readArguments(given: string[]) {
  if (given.length === 1 || given.length > 3) usage();
  const [host = "127.0.0.1", port = "12345", message = "Hola desde el cliente"] = given;
  return { host, port: readPort(port), message };
}

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function converse(host: string, port: number, message: string): void {
  // Qué debes escribir:
  // 1. connect({ host, port, family: 4 }) de node:net. socket.on("error"): mensaje con
  //    console.error() y process.exitCode = 1; también cubre que no haya servidor.
  // 2. Con la conexión hecha ("connect"), envía el mensaje, sin nada más, y di que terminaste:
  //    socket.end(message) hace las dos cosas.
  // Extra: on("data") y on("end"): junta lo que contesta el servidor y muéstralo.
  //
  // What to write:
  // 1. connect({ host, port, family: 4 }) of node:net. socket.on("error"): a message with
  //    console.error() and process.exitCode = 1; it covers a missing server too.
  // 2. Once connected ("connect"), send the message, and nothing else, and say that you are done:
  //    socket.end(message) does both.
  // Extra: on("data") and on("end"): join what the server answers and print it.
  notWritten(`converse(${host}, ${port}, ${message}):`);
}

const { host, port, message } = readArguments(process.argv.slice(2));
converse(host, port, message);
