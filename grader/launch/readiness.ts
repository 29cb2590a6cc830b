/**
 * Which sockets a program offers to the world, as the kernel tells: no connection is made, so a server that accepts
 * once is not used up, and a port held by somebody else is never mistaken for the program's.
 */
import { readSocketTable, socketInodesOfTree } from '../kernel/socket-table.ts';
import type { Address, Transport } from '../model/observation.ts';

export type Offer = { readonly transport: Transport; readonly address: Address };

/** Listening TCP sockets and bound UDP sockets of the program's tree. */
export function offersOf(root: number): Offer[] {
  const inodes = socketInodesOfTree(root);
  if (inodes.size === 0) return [];
  return readSocketTable()
    .filter((row) => inodes.has(row.inode) && row.localPort !== 0)
    .filter((row) => (row.transport === 'tcp' ? row.state === 'listen' : row.remotePort === 0))
    .map(({ transport, localHost, localPort }) => ({ transport, address: { host: localHost, port: localPort } }));
}
