/** What no check asks of the worked solutions: Ctrl+C ends those in Python without a traceback, whatever they wait for. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { certificates } from '../certificates/certificates.ts';
import { referenceFolder } from '../cli/project.ts';
import { isIn } from '../kernel/process-tree.ts';
import { Folder } from '../testing/folder.ts';
import { eventually } from '../testing/started.ts';

type Silent = { readonly port: number; readonly server: Server; readonly met: Promise<unknown> };

function start(program: string, args: readonly string[], folder?: string) {
  const [exercise = '', file = ''] = program.split('/');
  const options = { reject: false, timeout: 15_000, env: { PYTHONUNBUFFERED: '1' }, ...(folder && { cwd: folder }) };
  return execa('python3', [join(referenceFolder, exercise, 'python', file), '127.0.0.1', ...args], options);
}

async function certificateFolder(): Promise<Folder> {
  const { authority, trusted } = await certificates();
  return Folder.of({
    'ca.pem': authority,
    'cert.pem': trusted.certificate,
    'key.pem': trusted.key,
    'local_files.txt': 'a',
  });
}

/** Resolves when the first client is there; nobody ever answers it. */
async function silentServer(isTls: boolean): Promise<Silent> {
  const { trusted } = await certificates();
  const server = isTls ? createTlsServer({ key: trusted.key, cert: trusted.certificate }) : createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const met = once(server, isTls ? 'secureConnection' : 'connection');
  return { port: portOf(server), server, met };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port');
  return address.port;
}

/** Nobody listens on it any more. */
async function freePort(): Promise<number> {
  const { port, server } = await silentServer(false);
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Between two lines Python only makes a note of a signal, and may go on to wait for something else: it has to wait first,
 * with nothing more to come. What this side has yet to send, as TLS does after a handshake, goes out with the next turn.
 */
async function interrupt(program: ReturnType<typeof start>): Promise<void> {
  await setImmediate();
  await setImmediate();
  await eventually(() => expect(isIn('S', program.pid ?? 0)).toBe(true));
  program.kill('SIGINT');
}

describe('Ctrl+C ends a client quietly', () => {
  test.each([
    ['tcp-chat/chat_client.py', []],
    ['tcp-echo/tcp_client.py', []],
    ['tcp-files/file_client.py', ['local_files.txt']],
    ['tcp-framing/users_client.py', []],
    ['tcp-greeting/greeting_client.py', []],
    ['tls-echo/tls_client.py', ['ca.pem', 'secreto']],
  ])('%s', async (program, args) => {
    await using folder = await certificateFolder();
    const { port, server, met } = await silentServer(program.startsWith('tls'));
    const client = start(program, [String(port), ...args], folder.path);
    client.stdin.write('list\n');
    await met;
    await interrupt(client);
    const { exitCode, stderr } = await client;
    server.close();
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
  });

  test('udp-echo/udp_client.py', async () => {
    const server = createSocket('udp4');
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    const client = start('udp-echo/udp_client.py', [String(server.address().port)]);
    client.stdin.write('list\n');
    await once(server, 'message');
    await interrupt(client);
    const { exitCode, stderr } = await client;
    server.close();
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
  });
});

describe('Ctrl+C ends a server quietly while a client is there', () => {
  test.each([
    ['tcp-chat/chat_server.py', []],
    ['tcp-concurrent/concurrent_server.py', []],
    ['tcp-echo/tcp_server.py', []],
    ['tcp-files/file_server.py', []],
    ['tcp-framing/users_server.py', []],
    ['tcp-greeting/greeting_server.py', []],
    ['tcp-message/message_server.py', []],
    ['tls-echo/tls_server.py', ['cert.pem', 'key.pem', 'secreto']],
  ])('%s', async (program, args) => {
    await using folder = await certificateFolder();
    const port = await freePort();
    const server = start(program, [String(port), ...args], folder.path);
    await once(server.stdout, 'data');
    const client = connect(port, '127.0.0.1').on('error', () => {});
    await once(client, 'connect');
    await interrupt(server);
    const { exitCode, stderr } = await server;
    client.destroy();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});
