/**
 * The grader's end of a TCP connection. It keeps reading after the program's FIN and after its own (half-close), and is
 * let go with a reset, so that no TIME_WAIT keeps a server without SO_REUSEADDR from starting again.
 */
import { connect, type Socket } from 'node:net';
import type { Address } from '../model/observation.ts';
import { TlsLayer, type TlsEvents, type TlsRole } from './tls-layer.ts';

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
  #tls: TlsLayer | undefined;
  #gone = false;

  constructor(socket: Socket, events: TcpEvents) {
    this.#socket = socket;
    this.local = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    this.remote = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    socket.setNoDelay(true);
    socket.on('data', (bytes: Uint8Array) => (this.#tls ?? { feed: events.onBytes }).feed(bytes));
    socket.once('end', () => void this.#ended('fin', events));
    socket.on('error', () => {
      if (!this.#gone) void this.#ended('reset', events);
      this.#gone = true;
    });
    socket.once('close', () => {
      this.#gone = true;
    });
  }

  /** From now on the bytes of the conversation travel inside TLS. */
  secure(role: TlsRole, events: TlsEvents): void {
    this.#tls = new TlsLayer(role, (bytes) => this.writeRaw(bytes), events);
  }

  /** Bytes as they go to the wire when they are written; inside TLS at least one record of it. */
  async seal(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#tls === undefined ? bytes : this.#tls.seal(bytes);
  }

  async #ended(how: 'fin' | 'reset', { onClosed }: TcpEvents): Promise<void> {
    if (this.#tls !== undefined) await this.#tls.endInput(how);
    onClosed(how);
  }

  /** Resolves once the kernel has taken the bytes, or the connection is gone. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#tls === undefined ? this.writeRaw(bytes) : this.#tls.write(bytes);
  }

  /** Like `write`, of bytes that have been sealed, or are to go to the wire as they are. */
  writeRaw(bytes: Uint8Array): Promise<void> {
    if (!this.writable) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.write(bytes, () => resolve());
    });
  }

  /** Bytes written that the kernel has not taken yet. */
  get unwritten(): number {
    return this.#gone ? 0 : this.#socket.writableLength + (this.#tls?.unwritten ?? 0);
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

  /** Sends FIN, inside TLS after close_notify, after what is still to be written, and keeps reading; does not wait for a program that takes nothing. */
  async halfClose(): Promise<void> {
    if (!this.writable) return;
    if (this.#tls !== undefined) await this.#tls.notify();
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
    this.#tls?.drop();
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
