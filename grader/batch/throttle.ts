/**
 * How much is under way at once. A check that waits costs nothing, so more of them than processors are begun, as long as
 * nobody who could run is kept waiting for one: on a machine that is busy, for whatever reason, no more is begun than it
 * has processors.
 */
import { availableParallelism } from 'node:os';
import { readProc } from '../kernel/proc.ts';

/** How many threads of the machine could run at this moment, the one that asks left out; undefined where nothing tells. */
export type ReadRunnable = () => number | undefined;

type Limits = {
  /** So many are always allowed. */
  readonly least: number;
  /** Never more. */
  readonly most: number;
  readonly runnable?: ReadRunnable;
};

/** How soon the machine is looked at again while somebody waits. */
const lookAgainMs = 5;

export class Throttle {
  readonly #least: number;
  readonly #most: number;
  readonly #runnable: ReadRunnable;
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;
  #isLooking = false;

  constructor({ least, most, runnable = runnableOnMachine }: Limits) {
    this.#least = least;
    this.#most = most;
    this.#runnable = runnable;
  }

  /** Does the job once there is room for it; whoever came first goes first. */
  async run<Result>(job: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#admit();
    });
    try {
      return await job();
    } finally {
      this.#underWay -= 1;
      this.#admit();
    }
  }

  #admit(): void {
    while (this.#waiting.length > 0 && this.#underWay < this.#least) this.#begin();
    // What was just begun does not show yet: one more, and then the machine is looked at again.
    if (this.#waiting.length > 0 && this.#hasRoom()) this.#begin();
    if (this.#waiting.length > 0 && !this.#isLooking) {
      this.#isLooking = true;
      setTimeout(() => this.#lookAgain(), lookAgainMs);
    }
  }

  #begin(): void {
    this.#underWay += 1;
    this.#waiting.shift()?.();
  }

  #lookAgain(): void {
    this.#isLooking = false;
    this.#admit();
  }

  #hasRoom(): boolean {
    if (this.#underWay >= this.#most) return false;
    const runnable = this.#runnable();
    return runnable === undefined || runnable < availableParallelism();
  }
}

/** The fourth field of /proc/loadavg (proc_loadavg(5)) is `runnable/all`; whoever reads it is runnable. */
function runnableOnMachine(): number | undefined {
  const [, runnable] = /^\S+ \S+ \S+ (\d+)\//.exec(readProc('/proc/loadavg') ?? '') ?? [];
  return runnable === undefined ? undefined : Number(runnable) - 1;
}
