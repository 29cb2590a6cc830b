// Cliente de eco por TLS / TLS echo client: node tls_client.ts [HOST PORT [CA [TOKEN]]]

const usage = 'Uso / Usage: node tls_client.ts [HOST PORT [CA [TOKEN]]]';
const defaults = ['127.0.0.1', '8443', 'cert.pem', 'secreto'];

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

function converse(host: string, port: number, _ca: string, _token: string): void {
  // Qué debes escribir:
  // 1. connect({ host, port, ca }) de node:tls, con el contenido del archivo ca (readFileSync). Verifica el
  //    certificado del servidor por sí solo: no lo desactives.
  // 2. El evento 'error' (también: no se confía en el servidor): mensaje con console.error(), código distinto de 0.
  // 3. En el evento 'secureConnect', y nunca antes, envía el token y '\n'.
  // 4. Junta 3 bytes: si no son 'OK\n', mensaje y código distinto de 0.
  // 5. Lee una línea del teclado (vacía: 'Hola Mundo Cruel'), envíala sin su final de línea y junta tantos bytes
  //    como enviaste. El evento 'end' antes de tiempo: mensaje y código distinto de 0.
  // 6. Muestra el eco y cierra con connection.end().
  //
  // What to write:
  // 1. connect({ host, port, ca }) of node:tls, with the content of the file ca (readFileSync). It verifies the
  //    certificate of the server by itself: do not switch that off.
  // 2. The event 'error' (also: the server is not trusted): a message with console.error(), a code other than 0.
  // 3. In the event 'secureConnect', and never before, send the token and '\n'.
  // 4. Join 3 bytes: unless they are 'OK\n', a message and a code other than 0.
  // 5. Read one line of input (empty: 'Hola Mundo Cruel'), send it without its line end, and join as many bytes as
  //    you sent. The event 'end' too early: a message and a code other than 0.
  // 6. Print the echo and close with connection.end().
  notWritten(`converse(${host}, ${port}):`);
}

const given = process.argv.slice(2);
if (![0, 2, 3, 4].includes(given.length)) fail(usage);
const [host = '', port = '', ca = '', token = ''] = [...given, ...defaults.slice(given.length)];
converse(host, readPort(port), ca, token);
