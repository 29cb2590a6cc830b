/**
 * Processes that a program left behind: detached ones keep its mark in their environment, whatever group or session
 * they moved to. Only processes that came after the program was started are looked at.
 */
import { processIds, readProc } from '../kernel/proc.ts';
import { stateOf } from '../kernel/process-tree.ts';
import { markVariable } from './environment.ts';

export type ProcessCensus = ReadonlySet<number>;

export function takeCensus(): ProcessCensus {
  return new Set(processIds());
}

export type Search = {
  /** Process ids that carry the mark. */
  readonly found: readonly number[];
  /** Processes that ended before it was seen whose they were: each may have started another in time. */
  readonly missed: readonly number[];
};

/** Looks at the processes that are not `known`, the youngest first: it may be about to start another and leave. */
export function searchStrays(mark: string, known: (pid: number) => boolean): Search {
  const wanted = `${markVariable}=${mark}\0`;
  const found: number[] = [];
  const missed: number[] = [];
  for (const pid of processIds().toReversed()) {
    if (known(pid)) continue;
    const environment = readProc(`/proc/${pid}/environ`) ?? '';
    const state = stateOf(pid);
    if (environment.includes(wanted) && state !== 'Z') found.push(pid);
    else if (environment === '' && state !== 'S' && state !== 'I') missed.push(pid);
  }
  return { found, missed };
}
