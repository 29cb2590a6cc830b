/** When a wait has taken long enough, by a clock that leaves out what the program is not to blame for. */
import { OwnTimeClock } from '../kernel/own-time.ts';
import type { FreeTimeClock } from '../portable/free-time.ts';

export type Clock = OwnTimeClock | FreeTimeClock;

export type Limits = {
  /** Own time of the program after which waiting ends. */
  readonly withinMs: number;
  /** Waiting also ends when nothing has happened for so long. */
  readonly idleMs?: number;
};

/** A program that makes progress without end is waited for so many deadlines. */
const longestProgress = 6;

type Moment = { readonly ownMs: number; readonly freeMs: number };

export class Deadline {
  readonly #limits: Required<Limits>;
  readonly #patience: number;
  readonly #clock: Clock;
  #lastFact: Moment = { ownMs: 0, freeMs: 0 };
  #lastProgress: Moment = { ownMs: 0, freeMs: 0 };
  #reached: number;

  /** `patience` multiplies the limits; `reached` is how far what is waited for has come already. */
  constructor({ withinMs, idleMs = withinMs }: Limits, patience: number, clock: Clock, reached = 0) {
    this.#limits = { withinMs, idleMs };
    this.#patience = patience;
    this.#clock = clock;
    this.#reached = reached;
  }

  /** No less than the time in which nothing has happened. */
  get idleMs(): number {
    return this.#clock.upperBoundMs() - this.#lastFact.ownMs;
  }

  /** Something has happened. */
  sawFact(): void {
    this.#lastFact = this.#now();
  }

  /** What is waited for has come so far, if that can be told: as long as this grows, the deadline begins anew. */
  sawProgress(reached: number | undefined): void {
    if (reached === undefined || reached <= this.#reached) return;
    this.#reached = reached;
    this.#lastProgress = this.#now();
  }

  /** Patience makes a deadline longer only where it is not known that a processor was free for as long as it lasts. */
  get isOver(): boolean {
    const freeMs = freeMsOf(this.#clock);
    if (this.#isPast(freeMs, 'freeMs', 1)) return true;
    const isPast = (ownMs: number): boolean => this.#isPast(ownMs, 'ownMs', this.#patience);
    return isPast(this.#clock.upperBoundMs()) && isPast(this.#clock.elapsedMs());
  }

  #isPast(ms: number, by: keyof Moment, patience: number): boolean {
    const withinMs = this.#limits.withinMs * patience;
    const isIdle = ms - this.#lastFact[by] >= this.#limits.idleMs * patience;
    return isIdle || ms - this.#lastProgress[by] >= withinMs || ms >= withinMs * longestProgress;
  }

  #now(): Moment {
    return { ownMs: this.#clock.upperBoundMs(), freeMs: freeMsOf(this.#clock) };
  }
}

function freeMsOf(clock: Clock): number {
  return clock instanceof OwnTimeClock ? 0 : clock.freeMs;
}
