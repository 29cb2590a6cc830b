import { readProc } from './proc.ts';

/** Index of the column of /proc/net/softnet_stat that counts packets taken from a sender and not yet given on. */
const backlogColumn = 11;

/** Whether packets are on their way between two sockets of this machine. */
export function packetsUnderWay(): boolean {
  return backlogs().some((backlog) => Number.parseInt(backlog ?? '0', 16) > 0);
}

/** Older kernels do not count them: there "none" would mean nothing. */
export function countsPacketsUnderWay(): boolean {
  return backlogs().every((backlog) => backlog !== undefined);
}

/** One for each processor. */
function backlogs(): (string | undefined)[] {
  const rows = (readProc('/proc/net/softnet_stat') ?? '').trim().split('\n');
  return rows.map((row) => row.split(/\s+/)[backlogColumn]);
}
