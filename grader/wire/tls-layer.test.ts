import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { certificates } from '../certificates/certificates.ts';
import { freePort } from '../launch/ports.ts';
import { ByteLog, fromText, toText } from '../model/bytes.ts';
import { eventually } from '../testing/started.ts';
import { TcpListener } from './tcp-listener.ts';
import { connectTcp, TcpPeer } from './tcp-peer.ts';
import type { TlsEvents, TlsRole } from './tls-layer.ts';

const never = new AbortController().signal;

function until(isSo: () => boolean): Promise<void> {
  return eventually(() => expect(isSo()).toBe(true));
}

/** What a layer told, in the order it came; bytes joined. */
class Told implements TlsEvents {
  readonly facts: string[] = [];
  readonly bytes = new ByteLog();
  readonly onBytes = (bytes: Uint8Array) => this.bytes.append(bytes);
  readonly onEstablished = (version: string, distrust: string | null) => this.facts.push(`${version} ${distrust}`);
  readonly onFailed = (reason: string, raw: Uint8Array) => this.facts.push(`failed: ${reason} ${toText(raw)}`.trim());
  readonly onNotified = () => this.facts.push('notified');
  readonly onClosed = (how: string) => this.facts.push(how);

  get text(): string {
    return toText(this.bytes.bytes);
  }
}

async function clientRole(only?: 'TLSv1.1' | 'TLSv1.2'): Promise<TlsRole> {
  return { kind: 'client', authority: (await certificates()).authority, host: '127.0.0.1', only };
}

/** A server of somebody else's, which echoes, and the grader's peer that calls it. */
async function calling(kind: 'trusted' | 'expired' | 'untrusted' | 'other-name', role: TlsRole) {
  const { certificate, key } = (await certificates())[kind];
  const sockets: TLSSocket[] = [];
  const server = createServer({ cert: certificate, key }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const told = new Told();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const peer = await connectTcp({ host: '127.0.0.1', port }, told, never);
  if ('error' in peer) throw new Error(peer.error);
  peer.secure(role, told);
  return {
    told,
    peer,
    sockets,
    [Symbol.dispose]: () => {
      peer[Symbol.dispose]();
      server.close();
    },
  };
}

/** The grader in the place of the server, with what it told of its only visitor. */
async function listening(kind: 'trusted' | 'untrusted') {
  const { certificate, key } = (await certificates())[kind];
  const told = new Told();
  const peers: TcpPeer[] = [];
  const listener = await TcpListener.open({ host: '127.0.0.1', port: await freePort('tcp', '127.0.0.1') }, (socket) => {
    const peer = new TcpPeer(socket, told);
    peers.push(peer);
    peer.secure({ kind: 'server', certificate, key }, told);
    socket.resume();
  });
  if ('error' in listener) throw new Error(listener.error);
  return { told, peers, listener, [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() };
}

describe('Calling a server', () => {
  test('bytes go both ways, and the program closes in order', async () => {
    using call = await calling('trusted', await clientRole());
    await call.peer.write(fromText('hola'));
    await until(() => call.told.text === 'hola');
    expect(call.told.facts).toEqual(['TLSv1.3 null']);
    await call.peer.halfClose();
    await until(() => call.told.facts.includes('fin'));
    expect(call.told.facts).toEqual(['TLSv1.3 null', 'notified', 'fin']);
  });

  test('a program that drops the connection under TLS has not notified anybody', async () => {
    using call = await calling('trusted', await clientRole());
    await until(() => call.sockets.length === 1);
    call.sockets[0]?.destroy();
    await until(() => call.told.facts.length === 2);
    expect(call.told.facts).toEqual(['TLSv1.3 null', 'fin']);
  });

  test.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['untrusted', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('what is wrong with the certificate is told: %s', async (kind, code) => {
    using call = await calling(kind, await clientRole());
    await until(() => call.told.facts.length === 1);
    expect(call.told.facts).toEqual([`TLSv1.3 ${code}`]);
  });

  test('one version only can be offered', async () => {
    using call = await calling('trusted', await clientRole('TLSv1.2'));
    await until(() => call.told.facts.length === 1);
    expect(call.told.facts).toEqual(['TLSv1.2 null']);
  });

  test('a version that is too old is refused', async () => {
    using call = await calling('trusted', await clientRole('TLSv1.1'));
    await until(() => call.told.facts.length > 0);
    expect(call.told.facts[0]).toBe('failed: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
  });

  test('sealed bytes are records that can be written bit by bit', async () => {
    using call = await calling('trusted', await clientRole());
    const sealed = await call.peer.seal(fromText('hola'));
    expect(sealed[0]).toBe(23);
    for (const byte of sealed) await call.peer.writeRaw(Uint8Array.of(byte));
    await call.peer.write(fromText(' y adiós'));
    await until(() => call.told.text === 'hola y adiós');
  });

  test('a server that speaks no TLS is told by what it says instead', async () => {
    const server = createPlainServer((socket) => socket.on('error', () => {}).write('Hola, soy texto'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const told = new Told();
    const peer = await connectTcp({ host: '127.0.0.1', port }, told, never);
    if ('error' in peer) throw new Error(peer.error);
    using _ = peer;
    peer.secure(await clientRole(), told);
    await until(() => told.facts.length > 0);
    expect(told.facts[0]).toMatch(/^failed: ERR_SSL_\w+ Hola, soy texto$/);
    server.close();
  });
});

describe('Being called', () => {
  test('bytes go both ways, and an end in order is answered in order', async () => {
    await using place = await listening('trusted');
    const client = connect({
      port: place.listener.address.port,
      host: '127.0.0.1',
      ca: (await certificates()).authority,
    });
    client.write('hola');
    await until(() => place.told.text === 'hola');
    await place.peers[0]?.write(fromText('OK'));
    await once(client, 'readable');
    expect(String(client.read())).toBe('OK');
    client.end();
    await once(client, 'end');
    expect(place.told.facts.slice(0, 2)).toEqual(['TLSv1.3 null', 'notified']);
    client.destroy();
  });

  test('a client that does not trust the certificate says so, and sends nothing', async () => {
    await using place = await listening('untrusted');
    const client = connect({
      port: place.listener.address.port,
      host: '127.0.0.1',
      ca: (await certificates()).authority,
    });
    client.on('error', () => {});
    client.write('secreto');
    await until(() => place.told.facts.length > 0);
    expect(place.told.facts[0]).toMatch(/^failed: (ERR_SSL_\w*ALERT\w*|fin|reset)$/);
    expect(place.told.text).toBe('');
  });
});
