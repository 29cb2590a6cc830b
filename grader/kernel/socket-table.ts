/**
 * The kernel's socket tables, /proc/net/{tcp,udp}{,6}, of this process's own network namespace. Addresses stand there
 * in the host's byte order, word by word; ports in hexadecimal as they are.
 */
import { linkOf, listProc, readProc } from './proc.ts';
import { processTree } from './process-tree.ts';
import type { Transport } from '../model/observation.ts';

export type SocketRow = {
  readonly transport: Transport;
  readonly localHost: string;
  readonly localPort: number;
  readonly remotePort: number;
  readonly state: SocketState;
  /** Bytes not yet acknowledged (TCP) or not yet sent (UDP). */
  readonly sendQueue: number;
  /** Bytes the program has not read; for a listener, connections it has not accepted. */
  readonly receiveQueue: number;
  /** How often what is not acknowledged was sent again. */
  readonly retransmits: number;
  /** 0 while no program has accepted the connection. */
  readonly inode: number;
};

/** State numbers of the Linux TCP implementation (include/net/tcp_states.h); a UDP socket is `close` unless connected. */
const states = [
  'unknown',
  'established',
  'syn-sent',
  'syn-received',
  'fin-wait-1',
  'fin-wait-2',
  'time-wait',
  'close',
  'close-wait',
  'last-ack',
  'listen',
  'closing',
  'new-syn-received',
] as const;

export type SocketState = (typeof states)[number];

const tables = [
  ['tcp', '/proc/self/net/tcp'],
  ['tcp', '/proc/self/net/tcp6'],
  ['udp', '/proc/self/net/udp'],
  ['udp', '/proc/self/net/udp6'],
] as const;

/** Every row of the tables of the given transport, or of both. */
export function readSocketTable(only?: Transport): SocketRow[] {
  return tables
    .filter(([transport]) => only === undefined || transport === only)
    .flatMap(([transport, path]) => rowsOf(transport, readProc(path) ?? ''));
}

/** Sockets in the text of one table; its first line, the heads of the columns, is skipped. */
export function rowsOf(transport: Transport, table: string): SocketRow[] {
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => parseRow(transport, line));
}

function parseRow(transport: Transport, line: string): SocketRow {
  const [, local = '', remote = '', state = '', queues = '', , retransmits = '', , , inode = ''] = line
    .trim()
    .split(/\s+/);
  const [localHost = '', localPort = ''] = local.split(':');
  return {
    transport,
    localHost: parseHost(localHost),
    localPort: Number.parseInt(localPort, 16),
    remotePort: Number.parseInt(remote.split(':')[1] ?? '', 16),
    state: states[Number.parseInt(state, 16)] ?? 'unknown',
    ...parseQueues(queues),
    retransmits: Number.parseInt(retransmits, 16),
    inode: Number(inode),
  };
}

function parseQueues(queues: string): Pick<SocketRow, 'sendQueue' | 'receiveQueue'> {
  const [sendQueue = '', receiveQueue = ''] = queues.split(':');
  return { sendQueue: Number.parseInt(sendQueue, 16), receiveQueue: Number.parseInt(receiveQueue, 16) };
}

/** Dotted IPv4, `::`/`::1` for the two IPv6 addresses programs bind, mapped IPv4 unwrapped, otherwise plain hex groups. */
function parseHost(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) =>
    (word.match(/../g) ?? []).toReversed().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.slice(0, 15).every((byte) => byte === 0)) return bytes[15] === 1 ? '::1' : '::';
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff) return bytes.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  return groups.map((group) => group.toString(16)).join(':');
}

/** Inodes of the sockets that a program holds, in whichever of its processes. */
export function socketInodesOfTree(root: number): Set<number> {
  return new Set(processTree(root).flatMap((pid) => [...socketInodes(pid)]));
}

/** Inodes of the sockets a process holds. */
export function socketInodes(pid: number): Set<number> {
  const inodes = listProc(`/proc/${pid}/fd`).map((fd) => socketInode(pid, fd));
  return new Set(inodes.filter((inode) => inode !== undefined));
}

/** Inode behind one file descriptor, when it is a socket. */
export function socketInode(pid: number, fd: string): number | undefined {
  const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`) ?? '')?.[1];
  return inode === undefined ? undefined : Number(inode);
}
