// Servidor de eco por TLS: node tls_server.ts [HOST PORT [CERT KEY [TOKEN]]]
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type TLSSocket } from 'node:tls';

const usage = 'Uso: node tls_server.ts [HOST PORT [CERT KEY [TOKEN]]]';
const defaults = ['127.0.0.1', '8443', 'cert.pem', 'key.pem', 'secreto'];
const longestToken = 1024;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function readPort(text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= 65535 ? number : fail(usage);
}

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail(`No se puede leer ${path}: ${String(error)}`);
  }
}

// Tarda lo mismo con cualquier token / takes the same time for every token.
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function attend(connection: TLSSocket, token: Buffer): void {
  let start = Buffer.alloc(0);
  let accepted = false;
  connection.on('error', (error) => console.log('Conexión perdida:', error.message));
  connection.on('end', () => connection.end());
  connection.on('data', (bytes: Buffer) => {
    if (accepted) {
      console.log('Recibido:', bytes.toString());
      connection.write(bytes);
      return;
    }
    // Un evento "data" puede traer solo una parte, o más que la línea / may bring less than the line, or more.
    start = Buffer.concat([start, bytes]);
    const end = start.indexOf('\n');
    if (end === -1 && start.length <= longestToken) return;
    accepted = end !== -1 && isSame(start.subarray(0, end), token);
    if (!accepted) {
      connection.end('NO\n');
      return;
    }
    connection.write('OK\n');
    connection.write(start.subarray(end + 1));
  });
}

const given = process.argv.slice(2);
if (![0, 2, 4, 5].includes(given.length)) fail(usage);
const [host = '', port = '', cert = '', key = '', token = ''] = [...given, ...defaults.slice(given.length)];

const options = { cert: readFile(cert), key: readFile(key), minVersion: 'TLSv1.2', allowHalfOpen: true } as const;
const server = createServer(options, (connection) => attend(connection, Buffer.from(token)));
// Un saludo que falla es asunto de ese cliente / a handshake that fails is that client's affair.
server.on('tlsClientError', (error) => console.log('Saludo fallido:', error.message));
server.on('error', (error) => fail(`No se pudo iniciar el servidor: ${error.message}`));
server.listen(readPort(port), host, () => console.log(`Servidor en escucha en ${host}:${port}`));
