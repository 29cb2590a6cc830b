/**
 * Processes that a program left behind: detached ones keep its mark in their environment, whatever group or session
 * they moved to. Only processes that came after the program was started are looked at.
 */
import { listProc, readProc } from '../kernel/proc.ts';
import { stateOf } from '../kernel/process-tree.ts';
import { markVariable } from './environment.ts';

export type ProcessCensus = ReadonlySet<string>;

export function takeCensus(): ProcessCensus {
  return new Set(listProc('/proc').filter((entry) => /^\d+$/.test(entry)));
}

/** Process ids that carry the mark and were not there at the time of the census. */
export function strays(mark: string, before: ProcessCensus): number[] {
  const wanted = `${markVariable}=${mark}\0`;
  return listProc('/proc')
    .filter((entry) => /^\d+$/.test(entry) && !before.has(entry))
    .map(Number)
    .filter((pid) => readProc(`/proc/${pid}/environ`)?.includes(wanted) === true && stateOf(pid) !== 'Z');
}
