/**
 * Time that a program had to itself: wall time less the time during which it, or the grader, was ready to run and the
 * machine ran something else, but no less than the processor time it used. A deadline counted in it means the same on a
 * busy machine.
 */
import { readProc, threadsOf } from './proc.ts';
import { processTree } from './process-tree.ts';

/** At least this share of wall time always counts, so that a deadline comes even on a machine that starves us. */
const leastShare = 0.1;
/** Most waits are over so soon that it is not worth reading about every thread; of a longer one this much is counted. */
const unmeasuredMs = 25;

type Reading = {
  /** Of the thread that waited longest for a processor. */
  readonly delayMs: number;
  /** Of all threads together. */
  readonly cpuMs: number;
};

export class OwnTimeClock {
  readonly #roots: () => readonly number[];
  #lastMs = performance.now();
  #last: Reading | undefined;
  #ownMs = 0;

  /** `roots` gives the process ids of the programs the time is counted for. */
  constructor(roots: () => readonly number[]) {
    this.#roots = roots;
  }

  /** No less than the own time so far; costs next to nothing, where `elapsedMs` reads about every thread. */
  upperBoundMs(): number {
    const nowMs = performance.now();
    if (this.#last === undefined && nowMs - this.#lastMs >= unmeasuredMs) this.#beginMeasuring(nowMs);
    return this.#ownMs + nowMs - this.#lastMs;
  }

  /** Milliseconds of own time since the clock was made. */
  elapsedMs(): number {
    const nowMs = performance.now();
    if (this.#last === undefined) this.#beginMeasuring(nowMs);
    else this.#measure(this.#last, nowMs);
    return this.#ownMs;
  }

  #beginMeasuring(nowMs: number): void {
    this.#ownMs = Math.min(nowMs - this.#lastMs, unmeasuredMs);
    this.#lastMs = nowMs;
    this.#last = this.#read();
  }

  #measure(last: Reading, nowMs: number): void {
    const reading = this.#read();
    const wallMs = nowMs - this.#lastMs;
    const delayedMs = Math.max(0, reading.delayMs - last.delayMs);
    const usedMs = Math.min(Math.max(0, reading.cpuMs - last.cpuMs), wallMs);
    this.#ownMs += Math.max(wallMs - delayedMs, usedMs, wallMs * leastShare);
    this.#lastMs = nowMs;
    this.#last = reading;
  }

  #read(): Reading {
    const threads = this.#roots().flatMap((root) => processTree(root).flatMap(readingsOf));
    // Of the grader's own threads only the main one records what happens.
    const { delayMs } = readingOf(process.pid, String(process.pid));
    return {
      delayMs: delayMs + Math.max(0, ...threads.map((thread) => thread.delayMs)),
      cpuMs: threads.reduce((total, thread) => total + thread.cpuMs, 0),
    };
  }
}

function readingsOf(pid: number): Reading[] {
  return threadsOf(pid).map((thread) => readingOf(pid, thread));
}

/** The first two fields of schedstat: nanoseconds on a processor, nanoseconds waiting for one. */
function readingOf(pid: number, thread: string): Reading {
  const [used, delay] = (readProc(`/proc/${pid}/task/${thread}/schedstat`) ?? '').split(' ');
  return { cpuMs: Number(used ?? 0) / 1e6, delayMs: Number(delay ?? 0) / 1e6 };
}
