// Cliente de eco por TLS: node tls_client.ts [HOST PORT [CA [TOKEN]]]
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { connect } from 'node:tls';

const usage = 'Uso: node tls_client.ts [HOST PORT [CA [TOKEN]]]';
const defaults = ['127.0.0.1', '8443', 'cert.pem', 'secreto'];

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

async function readMessage(): Promise<string> {
  console.log('Escribe un mensaje y presiona Enter:');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line || 'Hola Mundo Cruel';
  return 'Hola Mundo Cruel';
}

const given = process.argv.slice(2);
if (![0, 2, 3, 4].includes(given.length)) fail(usage);
const [host = '', port = '', ca = '', token = ''] = [...given, ...defaults.slice(given.length)];

// Verifica quién responde: certificado, fechas y nombre / verifies who answers: certificate, dates and name.
const connection = connect({ host, port: readPort(port), ca: readFile(ca) });
let received = Buffer.alloc(0);
let message: Buffer | undefined;

// Solo aquí terminó el saludo / only here the handshake is over.
connection.on('secureConnect', () => connection.write(`${token}\n`));
connection.on('error', (error) => fail(`No se pudo completar el eco: ${error.message}`));
connection.on('end', () => fail('El servidor cerró antes de responder todo'));
connection.on('data', (bytes: Buffer) => {
  received = Buffer.concat([received, bytes]);
  void proceed();
});

let isAsking = false;

async function proceed(): Promise<void> {
  if (message === undefined) {
    if (received.length < 3 || isAsking) return;
    if (received.toString() !== 'OK\n') fail('El servidor no aceptó el token');
    isAsking = true;
    received = Buffer.alloc(0);
    message = Buffer.from(await readMessage());
    connection.write(message);
  }
  if (received.length < message.length) return;
  console.log('Eco:', received.toString());
  // end() se despide dentro de TLS (close_notify) / end() says goodbye inside TLS.
  connection.removeAllListeners('end');
  connection.end();
}
