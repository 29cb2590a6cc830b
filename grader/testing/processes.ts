/** Processes as the machine sees them, also those in a process table of their own. */
import { processIds, readProc } from '../kernel/proc.ts';
import { statFields } from '../kernel/process-tree.ts';

/** Process ids of everything with these words in its command line, e.g. the folder of a test. */
export function processesOf(words: string): number[] {
  const pids = processIds().filter((pid) => readProc(`/proc/${pid}/cmdline`)?.includes(words) === true);
  return pids.filter((pid) => pid !== process.pid);
}

export function parentOf(pid: number): number {
  const stat = readProc(`/proc/${pid}/stat`) ?? '';
  return Number(statFields(stat)[1]);
}
