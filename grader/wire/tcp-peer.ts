/**
 * The grader's end of a TCP connection. It keeps reading after the program's FIN and after its own (half-close), and is
 * let go with a reset, so that no TIME_WAIT keeps a server without SO_REUSEADDR from starting again.
 */
import { connect, type Socket } from 'node:net';
import type { Address } from '../model/observation.ts';

/**
 * Both directions end on their own, and a paused socket takes no more than one read from the kernel: Node would otherwise
 * go on until it holds 64 KiB.
 */
export const socketOptions = { allowHalfOpen: true, highWaterMark: 1 } as const;

export type TcpEvents = {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** The program's direction of the connection has ended. */
  readonly onClosed: (how: 'fin' | 'reset') => void;
};

export class TcpPeer implements Disposable {
  readonly local: Address;
  readonly remote: Address;
  readonly #socket: Socket;
  #gone = false;

  constructor(socket: Socket, events: TcpEvents) {
    this.#socket = socket;
    this.local = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    this.remote = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    socket.setNoDelay(true);
    socket.on('data', (bytes: Uint8Array) => events.onBytes(bytes));
    socket.once('end', () => events.onClosed('fin'));
    socket.on('error', () => {
      if (!this.#gone) events.onClosed('reset');
      this.#gone = true;
    });
    socket.once('close', () => {
      this.#gone = true;
    });
  }

  /** Resolves once the kernel has taken the bytes, or the connection is gone. */
  write(bytes: Uint8Array): Promise<void> {
    if (!this.writable) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.write(bytes, () => resolve());
    });
  }

  /** Bytes written that the kernel has not taken yet. */
  get unwritten(): number {
    return this.#gone ? 0 : this.#socket.writableLength;
  }

  /** The grader has stopped reading. */
  get paused(): boolean {
    return this.#socket.isPaused();
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** The grader has not ended its direction yet. */
  get writable(): boolean {
    return !this.#gone && this.#socket.writable;
  }

  /** Sends FIN after what is still to be written, and keeps reading; does not wait for a program that takes nothing. */
  async halfClose(): Promise<void> {
    if (!this.writable) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.end(resolve);
    if (this.unwritten === 0) await promise;
  }

  /** Closes both directions, as close() does: FIN once all is written, and RST in answer to whatever still arrives. */
  async close(): Promise<void> {
    await this.halfClose();
    if (this.unwritten > 0) {
      this.#socket.once('finish', () => this.#socket.destroy());
      return;
    }
    this.#gone = true;
    this.#socket.destroy();
  }

  reset(): void {
    this.#gone = true;
    this.#socket.resetAndDestroy();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  [Symbol.dispose](): void {
    if (!this.#gone) this.reset();
  }
}

/** Connects, or gives the system's error code, e.g. `ECONNREFUSED`; `ETIMEDOUT` when `giveUp` comes first. */
export function connectTcp(
  to: Address,
  events: TcpEvents,
  giveUp: AbortSignal,
): Promise<TcpPeer | { readonly error: string }> {
  return new Promise((resolve) => {
    const socket = connect({ host: to.host, port: to.port, ...socketOptions });
    const stop = () => {
      socket.destroy();
      resolve({ error: 'ETIMEDOUT' });
    };
    const fail = (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message });
    giveUp.addEventListener('abort', stop, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => {
      giveUp.removeEventListener('abort', stop);
      socket.removeListener('error', fail);
      resolve(new TcpPeer(socket, events));
    });
  });
}
