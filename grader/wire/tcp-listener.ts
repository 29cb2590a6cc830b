/** The grader in the place of a TCP server: one port, connections handed over as they come. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { codeOf, reasonOf } from '../model/error-words.ts';
import type { Address } from '../model/observation.ts';
import { socketOptions } from './tcp-peer.ts';

export class TcpListener implements AsyncDisposable {
  readonly address: Address;
  readonly #server: Server;
  readonly #sockets: ReadonlySet<Socket>;

  private constructor(server: Server, address: Address, sockets: ReadonlySet<Socket>) {
    this.#server = server;
    this.address = address;
    this.#sockets = sockets;
  }

  /** Listens, or gives the system's error code, e.g. `EADDRINUSE`. */
  static async open(
    address: Address,
    onSocket: (socket: Socket) => void,
  ): Promise<TcpListener | { readonly error: string }> {
    const sockets = new Set<Socket>();
    const server = createServer({ ...socketOptions, pauseOnConnect: true }, (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      onSocket(socket);
    });
    try {
      server.listen(address.port, address.host);
      await once(server, 'listening');
      return new TcpListener(server, address, sockets);
    } catch (error) {
      return { error: failureOf(error) };
    }
  }

  /** Breaks off the connections that are still open: the server is closed only when they are. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => {
      this.#server.close(resolve);
    });
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
  }
}

/** The system's code of an error, or its words when it has none. */
export function failureOf(error: unknown): string {
  return codeOf(error) || reasonOf(error);
}
