/** Both ends of the connection between the grader and a program, as the kernel's tables show them. */
import { readSocketTable, type SocketRow } from '../kernel/socket-table.ts';
import type { TcpPeer } from '../wire/tcp-peer.ts';

export type ConnectionEnds = {
  /** Undefined once the kernel has forgotten it. */
  readonly grader: SocketRow | undefined;
  readonly program: SocketRow | undefined;
};

export function endsOf({ local, remote }: TcpPeer): ConnectionEnds {
  const rows = readSocketTable('tcp').filter(({ state }) => state !== 'listen');
  const between = (from: number, to: number) =>
    rows.find(({ localPort, remotePort }) => localPort === from && remotePort === to);
  return { grader: between(local.port, remote.port), program: between(remote.port, local.port) };
}
