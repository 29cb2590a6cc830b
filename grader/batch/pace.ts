/** How fast a batch goes, and when it will be done. Pure. */

export type Pace = {
  readonly done: number;
  readonly total: number;
  /** Null before anything can be told. */
  readonly perSecond: number | null;
  readonly leftMs: number | null;
};

/** `before`: how many of `done` were kept by an earlier run, and say nothing about this one. */
export function paceOf(done: number, total: number, before: number, elapsedMs: number): Pace {
  const graded = done - before;
  if (graded <= 0 || elapsedMs <= 0) return { done, total, perSecond: null, leftMs: null };
  return { done, total, perSecond: (graded * 1000) / elapsedMs, leftMs: ((total - done) * elapsedMs) / graded };
}
