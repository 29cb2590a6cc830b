// Cliente de eco por UDP / UDP echo client: node udp_client.ts [HOST PORT [BUFFER]]

function usage(): never {
  console.error("Uso / Usage: node udp_client.ts [HOST PORT [BUFFER]]");
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

function converse(host: string, port: number, buffer: number): void {
  // Qué debes escribir:
  // 1. createSocket("udp4") de node:dgram y connect(port, host). No envía nada: fija el destino y
  //    descarta los datagramas de otras direcciones.
  // 2. on("error"): mensaje con console.error() y process.exit(1). Así se ve que no hay servidor.
  // 3. Con "connect", lee una línea con createInterface() de node:readline. Si viene vacía o la
  //    entrada se acabó, usa "Hola Mundo Cruel". Después, process.stdin.destroy(): con la entrada
  //    abierta, el programa no termina.
  // 4. Envía Buffer.from(línea) en un solo datagrama con send(datagrama, (error) => ...).
  // 5. on("message"): muestra los primeros `buffer` bytes de la respuesta (puede estar vacía) y
  //    cierra con close().
  // 6. Si en medio segundo (setTimeout o setInterval) no llega, envía una vez más y espera otro
  //    medio segundo. Si tampoco, mensaje con console.error() y process.exit(1).
  //
  // What to write:
  // 1. createSocket("udp4") of node:dgram and connect(port, host). Nothing is sent: it sets the
  //    destination and drops datagrams from other addresses.
  // 2. on("error"): a message with console.error() and process.exit(1). This is how a missing
  //    server shows.
  // 3. On "connect", read one line with createInterface() of node:readline. If it is empty, or the
  //    input is over, use "Hola Mundo Cruel". Then process.stdin.destroy(): while the input is
  //    open, the program does not end.
  // 4. Send Buffer.from(line) as a single datagram with send(datagram, (error) => ...).
  // 5. on("message"): print the first `buffer` bytes of the answer (it may be empty) and close with
  //    close().
  // 6. If none comes within half a second (setTimeout or setInterval), send once more and wait
  //    another half second. If none comes then either, a message with console.error() and
  //    process.exit(1).
  notWritten(`converse(${host}, ${port}, ${buffer}):`);
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
converse(host, port, buffer);
