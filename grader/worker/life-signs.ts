/**
 * Notices that a worker hangs, so that whoever waits for it does not wait for ever. It is asked for a sign of life again
 * and again while it has a job, and given up when so many questions in a row were left unanswered: on a machine that
 * sleeps, or with a grader that is stopped, no questions are asked.
 */

/** A worker answers between two steps of its work, within milliseconds; on the busiest of machines within seconds. */
const askEveryMs = 10_000;
const mostUnanswered = 12;

export const silentSeconds = (askEveryMs * mostUnanswered) / 1000;

export class LifeSigns implements Disposable {
  readonly #timer: NodeJS.Timeout;
  #unanswered = 0;

  constructor(ask: () => void, onSilence: () => void) {
    this.#timer = setInterval(() => {
      if (this.#unanswered >= mostUnanswered) return onSilence();
      this.#unanswered += 1;
      ask();
    }, askEveryMs);
  }

  /** Anything it says is a sign. */
  heard(): void {
    this.#unanswered = 0;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
