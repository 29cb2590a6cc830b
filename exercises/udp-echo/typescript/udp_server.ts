// Servidor de eco por UDP / UDP echo server: node udp_server.ts [HOST PORT [BUFFER]]

function usage(): never {
  console.error("Uso / Usage: node udp_server.ts [HOST PORT [BUFFER]]");
  process.exit(1);
}

function readNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 65535) usage();
  return number;
}

function readArguments(given: string[]) {
  if (given.length === 1 || given.length > 3) usage();
  const [host = "127.0.0.1", port = "5001", buffer = "65535"] = given;
  return { host, port: readNumber(port), buffer: readNumber(buffer) };
}

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function serve(host: string, port: number, buffer: number): void {
  // Qué debes escribir:
  // 1. createSocket("udp4") de node:dgram.
  // 2. on("error"): si el puerto está ocupado, mensaje con console.error() y process.exit(1).
  // 3. bind(port, host). Muestra un aviso cuando ya esté abierto.
  // 4. on("message", (datagram, sender) => ...): toma solo los primeros `buffer` bytes, con
  //    subarray(), y muéstralos en una línea con toString().
  // 5. Devuelve esos bytes con send(bytes, sender.port, sender.address, (error) => ...), por el
  //    mismo socket. Un datagrama vacío también se devuelve.
  //
  // What to write:
  // 1. createSocket("udp4") of node:dgram.
  // 2. on("error"): if the port is in use, a message with console.error() and process.exit(1).
  // 3. bind(port, host). Print a notice once it is open.
  // 4. on("message", (datagram, sender) => ...): keep only the first `buffer` bytes, with
  //    subarray(), and print them on a line with toString().
  // 5. Return those bytes with send(bytes, sender.port, sender.address, (error) => ...), through
  //    the same socket. An empty datagram is echoed too.
  notWritten(`serve(${host}, ${port}, ${buffer}):`);
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
serve(host, port, buffer);
