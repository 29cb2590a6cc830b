/** Processes that keep the processors busy. They end with this, with the process that opened them, and with time. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'hog.ts');

/** The life of one hog: another takes its place while they are wanted. */
const lifeMs = 10 * 60_000;

export class Hogs implements AsyncDisposable {
  readonly #running = new Set<ChildProcess>();
  #wanted = true;

  private constructor(count: number, life: number) {
    for (let started = 0; started < count; started += 1) this.#start(life);
  }

  /** Resolves when all of them run. */
  static async start(count: number, life = lifeMs): Promise<Hogs> {
    const hogs = new Hogs(count, life);
    await Promise.all([...hogs.#running].map((hog) => once(hog, 'spawn')));
    return hogs;
  }

  get pids(): number[] {
    return [...this.#running].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  #start(life: number): void {
    const hog = spawn(process.execPath, [program, String(process.pid), String(life)], { stdio: 'ignore' });
    this.#running.add(hog);
    hog.once('error', () => this.#running.delete(hog));
    hog.once('exit', () => {
      this.#running.delete(hog);
      if (this.#wanted) this.#start(life);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#wanted = false;
    await Promise.all(
      [...this.#running].map((hog) => {
        const ended = once(hog, 'exit');
        hog.kill('SIGKILL');
        return ended;
      }),
    );
  }
}
