/**
 * Time that a program had to itself: wall time less the time during which it, or the grader, was ready to run and the
 * machine ran something else, but no less than the processor time it used. A deadline counted in it means the same on a
 * busy machine.
 */
import { cpuTimeMs } from './cpu-time.ts';
import { readProc, threadsOf } from './proc.ts';
import { processTree } from './process-tree.ts';

/** At least this share of wall time always counts, so that a deadline comes even on a machine that starves us. */
const leastShare = 0.1;

export class OwnTimeClock {
  readonly #roots: () => readonly number[];
  #lastMs = performance.now();
  #lastDelayMs: number;
  #lastCpuMs: number;
  #ownMs = 0;

  /** `roots` gives the process ids of the programs the time is counted for. */
  constructor(roots: () => readonly number[]) {
    this.#roots = roots;
    this.#lastDelayMs = this.#delayMs();
    this.#lastCpuMs = this.#cpuMs();
  }

  /** No less than the own time so far; costs nothing, where `elapsedMs` reads about every thread. */
  upperBoundMs(): number {
    return this.#ownMs + performance.now() - this.#lastMs;
  }

  /** Milliseconds of own time since the clock was made. */
  elapsedMs(): number {
    const nowMs = performance.now();
    const delayMs = this.#delayMs();
    const cpuMs = this.#cpuMs();
    const wallMs = nowMs - this.#lastMs;
    const delayedMs = Math.max(0, delayMs - this.#lastDelayMs);
    const usedMs = Math.min(Math.max(0, cpuMs - this.#lastCpuMs), wallMs);
    this.#ownMs += Math.max(wallMs - delayedMs, usedMs, wallMs * leastShare);
    this.#lastCpuMs = cpuMs;
    this.#lastMs = nowMs;
    this.#lastDelayMs = delayMs;
    return this.#ownMs;
  }

  #cpuMs(): number {
    return this.#roots().reduce((total, root) => total + cpuTimeMs(root), 0);
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
