// Cliente de eco por TCP / TCP echo client: node tcp_client.ts [HOST PORT [BUFFER]]

function usage(): never {
  console.error("Uso / Usage: node tcp_client.ts [HOST PORT [BUFFER]]");
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

function converse(host: string, port: number, buffer: number): void {
  // Qué debes escribir:
  // 1. connect({ host, port, family: 4 }) de node:net. socket.on("error"): mensaje con
  //    console.error() y process.exit(1); también cubre que no haya servidor.
  // 2. Con la conexión hecha ("connect"), lee una línea con createInterface() de node:readline. Si
  //    viene vacía o la entrada se acabó, usa "Hola Mundo Cruel". Después, process.stdin.destroy():
  //    con la entrada abierta, el programa no termina.
  // 3. Envía Buffer.from(línea), sin nada más, con socket.write().
  // 4. on("data"): muestra cada fragmento en su línea; si trae más de `buffer` bytes, córtalo con
  //    subarray(). Junta los bytes con Buffer.concat() hasta tener tantos como enviaste (bytes, no
  //    letras).
  // 5. on("end") antes de tiempo: el servidor se fue. Mensaje con console.error() y
  //    process.exit(1).
  // 6. Muestra el eco completo (toString() de todos los bytes juntos) y cierra con
  //    socket.destroySoon().
  //
  // What to write:
  // 1. connect({ host, port, family: 4 }) of node:net. socket.on("error"): a message with
  //    console.error() and process.exit(1); it covers a missing server too.
  // 2. Once connected ("connect"), read one line with createInterface() of node:readline. If it is
  //    empty, or the input is over, use "Hola Mundo Cruel". Then process.stdin.destroy(): while the
  //    input is open, the program does not end.
  // 3. Send Buffer.from(line), and nothing else, with socket.write().
  // 4. on("data"): print every fragment on its own line; if it holds more than `buffer` bytes, cut
  //    it with subarray(). Join the bytes with Buffer.concat() until you hold as many as you sent
  //    (bytes, not letters).
  // 5. on("end") too early: the server is gone. A message with console.error() and process.exit(1).
  // 6. Print the whole echo (toString() of all the bytes together) and close with
  //    socket.destroySoon().
  notWritten(`converse(${host}, ${port}, ${buffer}):`);
}

const { host, port, buffer } = readArguments(process.argv.slice(2));
converse(host, port, buffer);
