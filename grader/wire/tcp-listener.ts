/** The grader in the place of a TCP server: one port, connections handed over as they come. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Address } from '../model/observation.ts';

export class TcpListener implements AsyncDisposable {
  readonly address: Address;
  readonly #server: Server;

  private constructor(server: Server, address: Address) {
    this.#server = server;
    this.address = address;
  }

  /** Listens, or gives the system's error code, e.g. `EADDRINUSE`. */
  static async open(
    address: Address,
    onSocket: (socket: Socket) => void,
  ): Promise<TcpListener | { readonly error: string }> {
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, onSocket);
    try {
      server.listen(address.port, address.host);
      await once(server, 'listening');
      return new TcpListener(server, address);
    } catch (error) {
      return { error: codeOf(error) };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

/** The system's code of an error, or its words when it has none. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
