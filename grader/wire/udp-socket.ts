/**
 * The grader's end of a UDP conversation. Unconnected, it takes datagrams from anywhere and says from where; connected
 * it learns that nobody is there (ECONNREFUSED).
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Address } from '../model/observation.ts';
import { failureOf } from './tcp-listener.ts';

/** Room for many datagrams: with the default, bursts are dropped by the kernel before the grader reads them. */
const receiveBufferBytes = 4 * 1024 * 1024;

/** On loopback the refusal is there when send() returns; the event loop needs a turn to tell. */
const answerMs = 20;

export class UdpSocket implements AsyncDisposable {
  readonly address: Address;
  readonly #socket: Socket;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    const { address, port } = socket.address();
    this.address = { host: address, port };
  }

  /** Binds, port 0 for any free one, or gives the system's error code. */
  static async open(
    address: Address,
    onDatagram: (bytes: Uint8Array, from: Address) => void,
  ): Promise<UdpSocket | { readonly error: string }> {
    const socket = await (address.port === 0 ? bindAnywhere(address.host) : bind(address));
    if ('error' in socket) return socket;
    socket.setRecvBufferSize(receiveBufferBytes);
    // An answer of "nobody is there" is learnt by asking (`refused`), not by an error on this socket.
    socket.on('error', () => {});
    socket.on('message', (bytes, from) => onDatagram(bytes, { host: from.address, port: from.port }));
    return new UdpSocket(socket);
  }

  /** Sends one datagram; gives the system's error code when the kernel refuses it, e.g. `EMSGSIZE`. */
  send(bytes: Uint8Array, to: Address): Promise<{ readonly error: string } | undefined> {
    return new Promise((resolve) => {
      this.#socket.send(bytes, to.port, to.host, (error) =>
        resolve(error === null ? undefined : { error: failureOf(error) }),
      );
    });
  }

  /**
   * Sends one datagram to where it may turn out that nobody is: false when the kernel said so. Only a connected socket
   * is told, and only by an error event that comes with the answer, so it is given `answerMs` to come.
   */
  async sendUnlessRefused(bytes: Uint8Array, to: Address): Promise<boolean> {
    let refused = false;
    const notice = () => {
      refused = true;
    };
    this.#socket.connect(to.port, to.host);
    await once(this.#socket, 'connect');
    this.#socket.on('error', notice);
    await new Promise((resolve) => {
      this.#socket.send(bytes, resolve);
    });
    await setTimeout(answerMs);
    this.#socket.removeListener('error', notice);
    this.#socket.disconnect();
    return !refused;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await new Promise<void>((resolve) => {
      this.#socket.close(() => resolve());
    });
  }
}

async function bind({ host, port }: Address): Promise<Socket | { readonly error: string }> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' });
  try {
    socket.bind(port, host);
    await once(socket, 'listening');
    return socket;
  } catch (error) {
    socket.close();
    return { error: failureOf(error) };
  }
}

/** Linux takes a port that it has chosen itself away again at disconnect(), so the port is asked for by its number. */
async function bindAnywhere(host: string): Promise<Socket | { readonly error: string }> {
  const first = await bind({ host, port: 0 });
  if ('error' in first) return first;
  const { port } = first.address();
  first.close();
  await once(first, 'close');
  const second = await bind({ host, port });
  return 'error' in second && second.error === 'EADDRINUSE' ? bindAnywhere(host) : second;
}
