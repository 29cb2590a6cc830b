/**
 * Time that a program had to itself: wall time less the time during which it, or the grader, was ready to run and the
 * machine ran something else. A deadline counted in it means the same on a busy machine.
 */
import { readProc, threadsOf } from './proc.ts';
import { processTree } from './process-tree.ts';

/** At least this share of wall time always counts, so that a deadline comes even on a machine that starves us. */
const leastShare = 0.1;

export class OwnTimeClock {
  readonly #roots: () => readonly number[];
  #lastMs = performance.now();
  #lastDelayMs: number;
  #ownMs = 0;

  /** `roots` gives the process ids of the programs the time is counted for. */
  constructor(roots: () => readonly number[]) {
    this.#roots = roots;
    this.#lastDelayMs = this.#delayMs();
  }

  /** No less than the own time so far; costs nothing, where `elapsedMs` reads about every thread. */
  upperBoundMs(): number {
    return this.#ownMs + performance.now() - this.#lastMs;
  }

  /** Milliseconds of own time since the clock was made. */
  elapsedMs(): number {
    const nowMs = performance.now();
    const delayMs = this.#delayMs();
    const wallMs = nowMs - this.#lastMs;
    const delayedMs = Math.max(0, delayMs - this.#lastDelayMs);
    this.#ownMs += Math.max(wallMs - delayedMs, wallMs * leastShare);
    this.#lastMs = nowMs;
    this.#lastDelayMs = delayMs;
    return this.#ownMs;
  }

  #delayMs(): number {
    const delays = this.#roots().flatMap((root) => processTree(root).map(longestDelayMs));
    return longestDelayMs(process.pid) + Math.max(0, ...delays);
  }
}

/** Run delay of the thread that waited longest for a processor; second field of schedstat, in nanoseconds. */
function longestDelayMs(pid: number): number {
  const delays = threadsOf(pid).map((thread) => {
    const [, delay] = (readProc(`/proc/${pid}/task/${thread}/schedstat`) ?? '').split(' ');
    return Number(delay ?? 0) / 1e6;
  });
  return Math.max(0, ...delays);
}
