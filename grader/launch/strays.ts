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

export type Search = {
  /** Process ids that carry the mark and were not there at the time of the census. */
  readonly found: readonly number[];
  /** Newcomers that ended before it was seen whose they were: each may have started another in time. */
  readonly missed: readonly number[];
};

export function searchStrays(mark: string, before: ProcessCensus): Search {
  const wanted = `${markVariable}=${mark}\0`;
  const found: number[] = [];
  const missed: number[] = [];
  for (const entry of listProc('/proc')) {
    if (!/^\d+$/.test(entry) || before.has(entry)) continue;
    const pid = Number(entry);
    const environment = readProc(`/proc/${pid}/environ`) ?? '';
    const state = stateOf(pid);
    if (environment.includes(wanted) && state !== 'Z') found.push(pid);
    else if (environment === '' && state !== 'S' && state !== 'I') missed.push(pid);
  }
  return { found, missed };
}
