/** Writes down what happens, with the time, and wakes whoever waits for something to happen. */
import type { Timeline, Unstamped } from '../model/observation.ts';
import { Ledger } from '../judge/ledger.ts';

export class Recorder {
  readonly ledger = new Ledger();
  readonly #startMs = performance.now();
  #wake: (() => void) | undefined;

  /** Milliseconds since the first moment of the timeline. */
  get ageMs(): number {
    return performance.now() - this.#startMs;
  }

  get timeline(): Timeline {
    return this.ledger.facts;
  }

  record(fact: Unstamped): void {
    this.ledger.observe({ atMs: Math.round(this.ageMs * 1000) / 1000, ...fact });
    this.notify();
  }

  /** Something happened that is not yet a fact of its own. */
  notify(): void {
    this.#wake?.();
  }

  /** Resolves with the next fact, or after `atMostMs`. */
  nextFact(atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), atMostMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
