/** What the processes that this one started have used of the processors: it does not grow while others keep them busy. */
import { readProc } from '../kernel/proc.ts';
import { statFields } from '../kernel/process-tree.ts';

/** Clock ticks in a second as /proc counts them on every Linux (USER_HZ, time(7)). */
const ticksPerSecond = 100;

/** Positions of cutime and cstime, fields 16 and 17 of proc_pid_stat(5), counted from the state on. */
const childrenUser = 13;
const childrenSystem = 14;

/**
 * Milliseconds that all children which have ended so far have used, with those that they had started; undefined where
 * nothing tells.
 */
export function childrenMs(): number | undefined {
  const stat = readProc('/proc/self/stat');
  return stat === undefined ? undefined : childrenMsIn(stat);
}

/** The same of the text of /proc/PID/stat. */
export function childrenMsIn(stat: string): number {
  const fields = statFields(stat);
  return ((Number(fields[childrenUser]) + Number(fields[childrenSystem])) * 1000) / ticksPerSecond;
}
