// Servidor de eco por TLS / TLS echo server: node tls_server.ts [HOST PORT [CERT KEY [TOKEN]]]

const usage = 'Uso / Usage: node tls_server.ts [HOST PORT [CERT KEY [TOKEN]]]';
const defaults = ['127.0.0.1', '8443', 'cert.pem', 'key.pem', 'secreto'];

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function readPort(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= 65535 ? number : fail(usage);
}

function notWritten(part: string): never {
  console.log(part, 'Esta parte aún no está escrita / This part is not written yet.');
  process.exit(1);
}

function serve(host: string, port: number, _cert: string, _key: string, _token: string): void {
  // Qué debes escribir:
  // 1. createServer({ cert, key, minVersion: 'TLSv1.2' }, attend), de node:tls, con el contenido de los archivos
  //    (readFileSync). Si no se pueden leer: mensaje con console.error() y código distinto de 0.
  // 2. server.listen(port, host). Un saludo que falla llega como 'tlsClientError': el servidor sigue.
  // 3. Para cada cliente, el evento 'data': junta lo que llega hasta el primer '\n'; eso es el token.
  // 4. Si no es el token, connection.end('NO\n'). Si lo es, write('OK\n') y devuelve todo lo demás, también lo
  //    que llegó junto con el token.
  // 5. El evento 'error' de una conexión termina solo esa conexión.
  //
  // What to write:
  // 1. createServer({ cert, key, minVersion: 'TLSv1.2' }, attend) of node:tls, with the content of the files
  //    (readFileSync). If they cannot be read: a message with console.error() and a code other than 0.
  // 2. server.listen(port, host). A handshake that fails comes as 'tlsClientError': the server goes on.
  // 3. For each client the event 'data': join what comes up to the first '\n'; that is the token.
  // 4. If it is not the token, connection.end('NO\n'). If it is, write('OK\n') and return all the rest, what came
  //    together with the token too.
  // 5. The event 'error' of a connection ends that connection only.
  notWritten(`serve(${host}, ${port}):`);
}

const given = process.argv.slice(2);
if (![0, 2, 4, 5].includes(given.length)) fail(usage);
const [host = '', port = '', cert = '', key = '', token = ''] = [...given, ...defaults.slice(given.length)];
serve(host, readPort(port), cert, key, token);
