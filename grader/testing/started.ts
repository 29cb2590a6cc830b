/** A program that a test has started: everything it said, and its end. */
import { EventEmitter, once } from 'node:events';
import { vi } from 'vitest';
import { RunningProgram, type Launch } from '../launch/running-program.ts';

/** How long a test waits for what must come; only a test that fails takes so long. */
const patienceMs = 15_000;

/** Asks again and again until the assertions hold. */
export function eventually<Value>(assertions: () => Value): Promise<Value> {
  return vi.waitFor(assertions, { timeout: patienceMs, interval: 5 });
}

type End = { readonly code: number | null; readonly signal: string | null };

export class Started implements AsyncDisposable {
  readonly program: RunningProgram;
  stdout = '';
  stderr = '';
  end: End | undefined;
  failure: string | undefined;
  readonly #news = new EventEmitter();

  constructor(launch: Launch) {
    this.program = new RunningProgram(launch, {
      onOutput: (stream, bytes) => {
        this[stream] += new TextDecoder().decode(bytes);
        this.#news.emit('news');
      },
      onExit: (code, signal) => {
        this.end = { code, signal };
        this.#news.emit('news');
      },
      onFailedStart: (reason) => {
        this.failure = reason;
        this.#news.emit('news');
      },
      onTooMuchMemory: () => {},
    });
  }

  get pid(): number {
    const { pid } = this.program;
    if (pid === undefined) throw new Error('The program was not started');
    return pid;
  }

  /** Waits for a whole line of standard output that begins so, and gives the rest of it. */
  says(beginning: string): Promise<string> {
    return this.#until(() => {
      const lines = this.stdout.split('\n').slice(0, -1);
      return lines.find((line) => line.startsWith(beginning))?.slice(beginning.length);
    });
  }

  ended(): Promise<End> {
    return this.#until(() => this.end);
  }

  failed(): Promise<string> {
    return this.#until(() => this.failure);
  }

  async #until<Value>(look: () => Value | undefined): Promise<Value> {
    for (;;) {
      const value = look();
      if (value !== undefined) return value;
      if (this.end !== undefined)
        throw new Error(`It ended with ${JSON.stringify(this.end)}: ${this.stdout}${this.stderr}`);
      await once(this.#news, 'news', { signal: AbortSignal.timeout(patienceMs) });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.program.kill();
  }
}
