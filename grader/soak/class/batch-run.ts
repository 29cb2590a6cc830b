/** The command that grades a class, as its user starts it: a process, what it says line by line, and how it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { networksOf } from './left.ts';

export type Command = {
  /** Of Node: the file to run, and what it is told. */
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

export type Ended = {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The number in `12/30  Ana Pérez: 100 / 100`, the line that tells of a result. */
export const resultLine = /^(?<done>\d+)\/\d+ {2}/;

export class BatchRun implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #ended: Promise<Ended>;

  /** `onResult` is told how many results there are by now, `onNetworks` which networks the run has made so far. */
  constructor(command: Command, onResult: (done: number) => void, onNetworks: (networks: readonly string[]) => void) {
    const { args, folder, env } = command;
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#exited = once(child, 'exit');
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    const lines = createInterface({ input: child.stderr });
    lines.on('line', (line) => {
      said.stderr += `${line}\n`;
      const done = resultLine.exec(line)?.groups?.['done'];
      if (child.pid !== undefined && child.exitCode === null) onNetworks(networksOf(child.pid));
      if (done !== undefined) onResult(Number(done));
    });
    this.#ended = once(child, 'close').then(() => ({ code: child.exitCode, ...said }));
    // Whoever waits for the end learns of it.
    for (const end of [this.#exited, this.#ended]) end.catch(() => {});
  }

  /** Rejects when it could not be started. */
  get ended(): Promise<Ended> {
    return this.#ended;
  }

  /** As a crash would end it: only the process itself, at once. What it had started may still hold its streams. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Lets it put its things away, if it still runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await this.#exited.catch(() => {});
  }
}
