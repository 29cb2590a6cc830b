/**
 * Sockets that stand in no table. A TCP socket enters /proc/net/tcp when it listens or connects, a UDP socket
 * /proc/net/udp when it is bound: one that is in neither cannot be reached by anybody. Whether such a TCP socket is bound
 * the kernel does not show.
 */
import { readProc } from './proc.ts';
import { readSocketTable, socketInodesOfTree } from './socket-table.ts';

/** Where sockets stand that talk to nobody outside; a program's own standard streams are among them. */
const otherTables = ['unix', 'netlink', 'packet', 'raw', 'raw6', 'icmp', 'icmp6', 'udplite', 'udplite6'];

/** How many sockets the program's tree holds that nobody can reach. */
export function countIdleSockets(root: number): number {
  const held = socketInodesOfTree(root);
  const listed = new Set([...readSocketTable().map((row) => row.inode), ...otherInodes()]);
  return [...held].filter((inode) => !listed.has(inode)).length;
}

/** Every table names its columns; `Inode` or `inode` is one of them, and no column before it holds blanks. */
function otherInodes(): number[] {
  return otherTables.flatMap((name) => {
    const [head = '', ...rows] = (readProc(`/proc/self/net/${name}`) ?? '').trimEnd().split('\n');
    return rows.map((row) => inodeIn(head, row));
  });
}

/** In the tables of IP sockets the heads of joined columns are apart (`tx_queue rx_queue`), so they are counted there. */
const inodeOfAddressed = 9;

function inodeIn(head: string, row: string): number {
  const heads = head.trim().split(/\s+/);
  const column = heads.includes('Inode') ? heads.indexOf('Inode') : inodeOfAddressed;
  return Number(row.trim().split(/\s+/)[column]);
}
