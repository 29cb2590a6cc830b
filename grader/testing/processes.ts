/** Processes as the machine sees them, also those in a process table of their own. */
import { listProc, readProc } from '../kernel/proc.ts';

/** Process ids of everything with these words in its command line, e.g. the folder of a test. */
export function processesOf(words: string): number[] {
  const pids = listProc('/proc').filter((pid) => readProc(`/proc/${pid}/cmdline`)?.includes(words) === true);
  return pids.map(Number).filter((pid) => !Number.isNaN(pid) && pid !== process.pid);
}

export function parentOf(pid: number): number {
  const stat = readProc(`/proc/${pid}/stat`) ?? '';
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
