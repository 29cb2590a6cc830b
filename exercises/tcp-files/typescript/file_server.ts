// Servidor de archivos por TCP / TCP file server: node file_server.ts [HOST PORT]

function usage(): never {
  console.error("Uso / Usage: node file_server.ts [HOST PORT]");
  process.exit(1);
}

function readArguments(given: string[]) {
  if (given.length !== 0 && given.length !== 2) usage();
  const [host = "127.0.0.1", text = "5000"] = given;
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) usage();
  return { host, port };
}

function notWritten(part: string): never {
  console.error(part, "Esta parte aún no está escrita / This part is not written yet.");
  process.exit(1);
}

function serve(host: string, port: number): void {
  // Qué debes escribir:
  // 1. createServer({ allowHalfOpen: true }, ...) y listen({ host, port }) de node:net.
  //    server.on("error"): puerto ocupado; mensaje con console.error() y process.exit(1).
  // 2. Por cada conexión, junta con Buffer.concat() lo que trae on("data"): una cabecera puede
  //    llegar en partes, y junto con el contenido. Busca en los bytes el primer "\n".
  // 3. La cabecera es PUT, el tamaño y el nombre (que puede tener espacios). Los bytes que siguen
  //    ya son contenido; toma exactamente tantos como dice el tamaño. Lo que sobra es la cabecera
  //    siguiente.
  // 4. Si el nombre está vacío, es "." o "..", o tiene "/" o "\\", no lo guardes y, cuando haya
  //    llegado el contenido, responde ERROR y el motivo. Si no entiendes la cabecera, responde
  //    ERROR y cierra.
  // 5. Guarda los Buffer tal como llegaron (node:fs). Si el cliente se va antes, no debe quedar
  //    nada con ese nombre.
  // 6. Con el archivo ya escrito, muestra su nombre y responde OK, el tamaño y un "\n".
  // 7. on("end"): cierra con socket.end(). on("error"): sin esto, una conexión cortada detendría el
  //    servidor.
  //
  // What to write:
  // 1. createServer({ allowHalfOpen: true }, ...) and listen({ host, port }) of node:net.
  //    server.on("error"): port in use; a message with console.error() and process.exit(1).
  // 2. For every connection, join with Buffer.concat() what on("data") brings: a header may come in
  //    pieces, and together with the content. Look for the first "\n" in the bytes.
  // 3. The header is PUT, the size and the name (which may have spaces). The bytes after it are
  //    content already; take exactly as many as the size says. What is left is the next header.
  // 4. If the name is empty, is "." or "..", or has "/" or "\\" in it, do not store it and, once the
  //    content has come, reply ERROR and why. If you do not understand the header, reply ERROR and
  //    close.
  // 5. Store the Buffers as they came (node:fs). If the client leaves before, nothing must stay
  //    under that name.
  // 6. With the file written, print its name and reply OK, the size and a "\n".
  // 7. on("end"): close with socket.end(). on("error"): without it, a broken connection would stop
  //    the server.
  notWritten(`serve(${host}, ${port}):`);
}

const { host, port } = readArguments(process.argv.slice(2));
serve(host, port);
