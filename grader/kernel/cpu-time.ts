import { readProc, threadsOf } from './proc.ts';
import { processTree } from './process-tree.ts';

/** Processor time all threads of the tree have used so far, in milliseconds; first field of schedstat. */
export function cpuTimeMs(root: number): number {
  let total = 0;
  for (const pid of processTree(root)) {
    for (const thread of threadsOf(pid)) {
      total += Number((readProc(`/proc/${pid}/task/${thread}/schedstat`) ?? '0').split(' ')[0]) / 1e6;
    }
  }
  return total;
}
