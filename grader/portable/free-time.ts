/**
 * Time in which a program could have run, without asking about the program: while one processor of the machine had
 * nothing to do, nobody who was ready to run was kept waiting. Every system counts how long its processors were idle.
 * A deadline counted in it means the same on a busy machine, and one that came although the processors were busy is
 * known to be doubtful.
 */
import { availableParallelism, cpus } from 'node:os';

/** At least this share of wall time always counts: a deadline comes at twice its length even on a machine that is never idle. */
const leastShare = 1 / 2;
/** The shorter the spans compared, the more of the idle time of several processors is seen; systems count in 10 ms. */
const spanMs = 50;

/** Idle milliseconds of every processor since the machine was started. */
export type ReadIdleTimes = () => readonly number[];

export class FreeTimeClock {
  readonly #idleTimes: ReadIdleTimes;
  #lastMs = performance.now();
  #lastIdle: readonly number[];
  #ownMs = 0;
  #freeMs = 0;

  constructor(idleTimes: ReadIdleTimes = idleTimesOfMachine) {
    this.#idleTimes = idleTimes;
    this.#lastIdle = idleTimes();
  }

  /** No less than the time so far; looks at the processors only now and then. */
  upperBoundMs(): number {
    if (performance.now() - this.#lastMs >= spanMs) this.elapsedMs();
    return this.#ownMs + performance.now() - this.#lastMs;
  }

  /** Milliseconds of time that counts since the clock was made. */
  elapsedMs(): number {
    const nowMs = performance.now();
    const idle = this.#idleTimes();
    const wallMs = nowMs - this.#lastMs;
    const spans = idle.map((ms, processor) => ms - (this.#lastIdle[processor] ?? ms));
    const freeMs = Math.min(Math.max(0, ...spans), wallMs);
    this.#freeMs += freeMs;
    this.#ownMs += Math.max(freeMs, wallMs * leastShare);
    this.#lastMs = nowMs;
    this.#lastIdle = idle;
    return this.#ownMs;
  }

  /** How much of the time that counts a processor is known to have been free. */
  get freeMs(): number {
    return this.#freeMs;
  }
}

/** Where this process may not use all processors (a container with a quota), that they are idle proves nothing. */
function idleTimesOfMachine(): readonly number[] {
  const processors = cpus();
  return availableParallelism() < processors.length ? [] : processors.map(({ times }) => times.idle);
}
