// Cliente de archivos por TCP / TCP file client: node file_client.ts [HOST PORT [FILE]]

function usage(): never {
  console.error("Uso / Usage: node file_client.ts [HOST PORT [FILE]]");
  process.exit(1);
}

function readArguments(given: string[]) {
  if (given.length === 1 || given.length > 3) usage();
  const [host = "127.0.0.1", text = "5000", path = "local_files.txt"] = given;
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return { host, port, path };
}

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function sendFile(host: string, port: number, path: string): void {
  // Qué debes escribir:
  // 1. Lee el archivo con readFileSync(path) de node:fs, sin codificación: te da los bytes. Si no
  //    se puede, mensaje con console.error() y process.exit(1).
  // 2. connect({ host, port, family: 4 }) de node:net. socket.on("error"): mensaje y
  //    process.exit(1); también cubre que no haya servidor.
  // 3. Envía la cabecera: PUT, el tamaño en bytes (length de los bytes, no del texto), el nombre y
  //    un "\n". El nombre es solo la última parte de la ruta: basename(path) de node:path.
  // 4. Envía el contenido, sin nada más, con socket.write().
  // 5. Junta lo que trae on("data") hasta tener la línea completa de la respuesta y muéstrala.
  //    on("end") antes: el servidor se fue; mensaje y process.exit(1).
  // 6. Cierra con socket.end(). Si la respuesta no empieza con OK, muéstrala con console.error() y
  //    termina con process.exit(1).
  //
  // What to write:
  // 1. Read the file with readFileSync(path) of node:fs, without an encoding: it gives the bytes.
  //    If that fails, a message with console.error() and process.exit(1).
  // 2. connect({ host, port, family: 4 }) of node:net. socket.on("error"): a message and
  //    process.exit(1); it covers a missing server too.
  // 3. Send the header: PUT, the size in bytes (length of the bytes, not of the text), the name and
  //    a "\n". The name is only the last part of the path: basename(path) of node:path.
  // 4. Send the content, and nothing else, with socket.write().
  // 5. Join what on("data") brings until you have the whole line of the reply and print it.
  //    on("end") before that: the server is gone; a message and process.exit(1).
  // 6. Close with socket.end(). If the reply does not begin with OK, print it with console.error()
  //    and end with process.exit(1).
  notWritten(`sendFile(${host}, ${port}, ${path}):`);
}

const { host, port, path } = readArguments(process.argv.slice(2));
sendFile(host, port, path);
