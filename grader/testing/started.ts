/** A program that a test has started: everything it said, and its end. */
import { vi } from 'vitest';
import { RunningProgram, type Launch } from '../launch/running-program.ts';

/** How long a test waits for what must come; only a test that fails takes so long. */
const patienceMs = 15_000;

/** Asks again and again until the assertions hold. */
export function eventually<Value>(assertions: () => Value): Promise<Value> {
  return vi.waitFor(assertions, { timeout: patienceMs, interval: 5 });
}

export class Started implements AsyncDisposable {
  readonly program: RunningProgram;
  stdout = '';
  stderr = '';
  end: { readonly code: number | null; readonly signal: string | null } | undefined;
  failure: string | undefined;

  constructor(launch: Launch) {
    this.program = new RunningProgram(launch, {
      onOutput: (stream, bytes) => {
        this[stream] += new TextDecoder().decode(bytes);
      },
      onExit: (code, signal) => {
        this.end = { code, signal };
      },
      onFailedStart: (reason) => {
        this.failure = reason;
      },
    });
  }

  get pid(): number {
    const { pid } = this.program;
    if (pid === undefined) throw new Error('The program was not started');
    return pid;
  }

  /** Resolves once the program has printed a line that begins so, with the rest of the line. */
  says(beginning: string): Promise<string> {
    return eventually(() => {
      const line = this.stdout
        .split('\n')
        .slice(0, -1)
        .find((one) => one.startsWith(beginning));
      if (line === undefined)
        throw new Error(`It said ${JSON.stringify(this.stdout)} and ${JSON.stringify(this.stderr)}`);
      return line.slice(beginning.length);
    });
  }

  /** Resolves with its end. */
  ended(): Promise<NonNullable<Started['end']>> {
    return eventually(() => {
      if (this.end === undefined) throw new Error('It is still running');
      return this.end;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.program.kill();
  }
}
