import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readSocketTable } from '../kernel/socket-table.ts';
import { ByteLog, toText } from '../model/bytes.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { eventually } from '../testing/started.ts';
import { connectTcp, type TcpPeer } from './tcp-peer.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const mebibytes = (count: number) => new Uint8Array(count * 1024 * 1024);
const never = new AbortController().signal;

/** Both ends of a connection: the peer with what it was told, and the socket of the other side. */
class Conversation implements AsyncDisposable {
  readonly peer: TcpPeer;
  readonly other: Socket;
  readonly received: ByteLog;
  readonly closed: string[];
  readonly otherEvents: string[] = [];
  readonly #server: Server;

  private constructor(server: Server, other: Socket, peer: TcpPeer, received: ByteLog, closed: string[]) {
    this.#server = server;
    this.other = other;
    this.peer = peer;
    this.received = received;
    this.closed = closed;
    other.on('error', (error: NodeJS.ErrnoException) => this.otherEvents.push(String(error.code)));
    other.on('end', () => this.otherEvents.push('fin'));
  }

  static async open(): Promise<Conversation> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const called = new Promise<Socket>((resolve) => {
      server.once('connection', resolve);
    });
    const received = new ByteLog();
    const closed: string[] = [];
    const peer = await connectTcp(
      { host: '127.0.0.1', port: portOf(server) },
      { onBytes: (bytes) => received.append(bytes), onClosed: (how) => closed.push(how) },
      never,
    );
    if ('error' in peer) throw new Error(peer.error);
    return new Conversation(server, await called, peer, received, closed);
  }

  /** What the other side has read so far, from now on. */
  read(): { text: string; bytes: number } {
    const seen = { text: '', bytes: 0 };
    this.other.on('data', (bytes: Uint8Array) => {
      seen.bytes += bytes.length;
      if (seen.bytes < 1000) seen.text += toText(bytes);
    });
    return seen;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.peer[Symbol.dispose]();
    this.other.destroy();
    await close(this.#server);
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen');
  return address.port;
}

describe('A peer', () => {
  test('knows both addresses of its connection', async () => {
    await using talk = await Conversation.open();
    expect(talk.peer.local).toEqual({ host: '127.0.0.1', port: talk.other.remotePort });
    expect(talk.peer.remote).toEqual({ host: '127.0.0.1', port: talk.other.localPort });
  });

  test('goes on reading after it has closed its own direction', async () => {
    await using talk = await Conversation.open();
    const seen = talk.read();
    await talk.peer.write(bytesOf('hola'));
    await talk.peer.halfClose();
    await eventually(() => expect([seen.text, ...talk.otherEvents]).toEqual(['hola', 'fin']));
    talk.other.end(mebibytes(1));
    await eventually(() => expect(talk.closed).toEqual(['fin']));
    expect(talk.received.bytes).toHaveLength(1024 * 1024);
  });

  test('goes on writing after the other side has closed its direction', async () => {
    await using talk = await Conversation.open();
    const seen = talk.read();
    talk.other.end('adiós');
    await eventually(() => expect(talk.closed).toEqual(['fin']));
    expect(toText(talk.received.bytes)).toBe('adiós');
    await talk.peer.write(bytesOf('todavía aquí'));
    await eventually(() => expect(seen.text).toBe('todavía aquí'));
  });

  test('that closes sends FIN, and RST in answer to what still comes', async () => {
    await using talk = await Conversation.open();
    const seen = talk.read();
    await talk.peer.write(bytesOf('adiós'));
    await talk.peer.close();
    await eventually(() => expect([seen.text, ...talk.otherEvents]).toEqual(['adiós', 'fin']));
    talk.other.write('hola');
    await eventually(() => {
      talk.other.write('hola');
      expect(['EPIPE', 'ECONNRESET']).toContain(talk.otherEvents.at(-1));
    });
    expect(talk.closed).toEqual([]);
  });

  test('that resets is seen by the other side as ECONNRESET', async () => {
    await using talk = await Conversation.open();
    talk.read();
    talk.peer.reset();
    await eventually(() => expect(talk.otherEvents).toEqual(['ECONNRESET']));
    expect(talk.peer.gone).toBe(true);
  });

  test('sees the reset of the other side', async () => {
    await using talk = await Conversation.open();
    talk.other.resetAndDestroy();
    await eventually(() => expect(talk.closed).toEqual(['reset']));
    expect(talk.peer.gone).toBe(true);
  });

  test('sees bytes that came before a reset', async () => {
    await using talk = await Conversation.open();
    talk.other.write('last words');
    await eventually(() => expect(toText(talk.received.bytes)).toBe('last words'));
    talk.other.resetAndDestroy();
    await eventually(() => expect(talk.closed).toEqual(['reset']));
  });

  test('shows how much it could not write yet, and is done with it once the other side reads', async () => {
    await using talk = await Conversation.open();
    talk.other.pause();
    const written = talk.peer.write(mebibytes(32));
    expect(talk.peer.unwritten).toBeGreaterThan(0);
    const seen = talk.read();
    talk.other.resume();
    await written;
    await eventually(() => expect(seen.bytes).toBe(32 * 1024 * 1024));
    expect(talk.peer.unwritten).toBe(0);
  });

  test('gives up what it could not write when the connection breaks', async () => {
    await using talk = await Conversation.open();
    talk.other.pause();
    const written = talk.peer.write(mebibytes(32));
    talk.other.resetAndDestroy();
    await written;
    expect(talk.peer.unwritten).toBe(0);
    await talk.peer.write(bytesOf('nobody hears this'));
    await talk.peer.halfClose();
    await talk.peer.close();
  });

  test('closes its direction only after all that is to be written, and nobody has to wait for that', async () => {
    await using talk = await Conversation.open();
    talk.other.pause();
    void talk.peer.write(mebibytes(32));
    await talk.peer.halfClose();
    expect(talk.peer.unwritten).toBeGreaterThan(0);
    const seen = talk.read();
    talk.other.resume();
    await eventually(() => expect(talk.otherEvents).toEqual(['fin']));
    expect(seen.bytes).toBe(32 * 1024 * 1024);
  });

  test('closes both directions only after all that is to be written, and nobody has to wait for that', async () => {
    await using talk = await Conversation.open();
    talk.other.pause();
    void talk.peer.write(mebibytes(32));
    await talk.peer.close();
    const seen = talk.read();
    talk.other.resume();
    await eventually(() => expect(talk.otherEvents).toEqual(['fin']));
    expect(seen.bytes).toBe(32 * 1024 * 1024);
    await eventually(() => {
      talk.other.write('hola');
      expect(['EPIPE', 'ECONNRESET']).toContain(talk.otherEvents.at(-1));
    });
  });

  test('that is paused makes the other side wait, until it reads again', async () => {
    await using talk = await Conversation.open();
    talk.peer.pause();
    talk.other.end(mebibytes(32));
    await eventually(() => expect(talk.other.bytesWritten).toBeGreaterThan(1024 * 1024));
    expect(talk.received.bytes.length).toBeLessThan(1024 * 1024);
    talk.peer.resume();
    await eventually(() => expect(talk.closed).toEqual(['fin']));
    expect(talk.received.bytes).toHaveLength(32 * 1024 * 1024);
  });
});

describe('A call', () => {
  test('to a port where nobody listens is refused', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server);
    await close(server);
    const events = { onBytes: () => {}, onClosed: () => {} };
    expect(await connectTcp({ host: '127.0.0.1', port }, events, never)).toEqual({ error: 'ECONNREFUSED' });
  });

  test('that nobody answers is given up', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const server = await lab.python(`
      import socket
      server = socket.create_server(('127.0.0.1', 0), backlog=0)
      print('port', server.getsockname()[1], flush=True)
      input()
    `);
    const to = { host: '127.0.0.1', port: Number(await server.says('port ')) };
    const events = { onBytes: () => {}, onClosed: () => {} };
    const call = async (giveUp: AbortSignal) => {
      const peer = await connectTcp(to, events, giveUp);
      if (!('error' in peer)) lab.use(peer);
      return peer;
    };
    await call(never);
    const calls = await Promise.all([1, 2, 3].map(() => call(AbortSignal.timeout(200))));
    expect(calls).toContainEqual({ error: 'ETIMEDOUT' });
  });
});

/** Serves one client: says what it reads, closes as it is told, and ends. It does not set SO_REUSEADDR. */
const oneShotServer = `
  import socket, sys
  server = socket.socket()
  server.bind(('127.0.0.1', int(sys.argv[1])))
  server.listen()
  print('port', server.getsockname()[1], flush=True)
  connection, _ = server.accept()
  if sys.argv[2] == 'first':
      connection.shutdown(socket.SHUT_WR)
  while connection.recv(1024):
      pass
`;

describe('A peer that is let go', () => {
  test.for(['first', 'second'])('leaves no TIME_WAIT on the port of a server that closes %s', async (turn, context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const server = await lab.python(oneShotServer, '0', turn);
    const port = await server.says('port ');
    const closed: string[] = [];
    const events = { onBytes: () => {}, onClosed: (how: string) => closed.push(how) };
    const peer = await connectTcp({ host: '127.0.0.1', port: Number(port) }, events, never);
    if ('error' in peer) throw new Error(peer.error);
    await peer.write(bytesOf('hola'));
    await eventually(() => expect(closed).toEqual(turn === 'first' ? ['fin'] : []));
    peer[Symbol.dispose]();
    await server.ended();
    expect(readSocketTable('tcp').filter(({ localPort }) => localPort === Number(port))).toEqual([]);
    const next = await lab.python(oneShotServer, port, turn);
    expect(await next.says('port ')).toBe(port);
  });

  test('may be let go again', async () => {
    await using talk = await Conversation.open();
    talk.peer.reset();
    talk.peer[Symbol.dispose]();
    talk.peer[Symbol.dispose]();
    await eventually(() => expect(talk.otherEvents).toEqual(['ECONNRESET']));
  });
});
