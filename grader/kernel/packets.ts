import { readProc } from './proc.ts';

/** Index of the column of /proc/net/softnet_stat that counts packets taken from a sender and not yet given on (Linux 5.14). */
const backlogColumn = 11;

/** Whether packets are on their way between two sockets of this machine. */
export function packetsUnderWay(): boolean {
  const rows = (readProc('/proc/net/softnet_stat') ?? '').trim().split('\n');
  return rows.some((row) => Number.parseInt(row.split(/\s+/)[backlogColumn] ?? '0', 16) > 0);
}
