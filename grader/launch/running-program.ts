/**
 * One started program: its output as it comes, its end, and the certainty that nothing of it is left afterwards.
 * It is the leader of a process group and a session of its own, so the terminal's Ctrl-C does not reach it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { threadsOf } from '../kernel/proc.ts';
import { processTree, stateOf } from '../kernel/process-tree.ts';
import { programEnvironment, type Surroundings } from './environment.ts';
import { searchStrays, takeCensus, type Search } from './strays.ts';

export type Launch = Omit<Surroundings, 'mark'> & {
  readonly args: readonly string[];
  readonly folder: string;
};

export type ProgramEvents = {
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  /** Its main process has ended and its output is complete, or was given up because somebody else holds the pipes. */
  readonly onExit: (code: number | null, signal: string | null) => void;
  readonly onFailedStart: (reason: string) => void;
};

/** How long a dead program's pipes may stay open in the hands of its descendants before they are let go. */
const pipesMs = 500;
/** How often killing is repeated, a millisecond apart, for processes that keep forking. */
const killRounds = 2000;
/** How often killing is repeated because processes ended unseen; on a machine where many come and go some always do. */
const doubtfulRounds = 100;

export class RunningProgram implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #mark = randomUUID();
  readonly #census = takeCensus();
  readonly #closed: Promise<void>;
  #ended = false;
  #finished = false;
  #killed = false;

  constructor(launch: Launch, events: ProgramEvents) {
    const [file = '', ...fixed] = launch.command;
    this.#child = spawn(file, [...fixed, ...launch.args], {
      cwd: launch.folder,
      env: programEnvironment({ ...launch, mark: this.#mark }),
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    // A program may end without reading its input; that is its own affair.
    this.#child.stdin?.on('error', () => {});
    this.#child.stdout?.on('data', (bytes: Uint8Array) => events.onOutput('stdout', bytes));
    this.#child.stderr?.on('data', (bytes: Uint8Array) => events.onOutput('stderr', bytes));
    this.#closed = this.#watchEnd(events);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The grader has ended it by `kill`. */
  get wasKilled(): boolean {
    return this.#killed;
  }

  /** Its end is known and its output complete. */
  get finished(): boolean {
    return this.#finished;
  }

  type(bytes: Uint8Array): void {
    if (this.#child.stdin?.writable === true) this.#child.stdin.write(bytes);
  }

  endInput(): void {
    this.#child.stdin?.end();
  }

  /** Sent to the program alone; SIGINT, as Ctrl-C does, to its whole group. */
  signal(signal: NodeJS.Signals): void {
    if (this.#ended || this.pid === undefined) return;
    if (signal === 'SIGINT' && process.platform !== 'win32') sendSignal(-this.pid, signal);
    else this.#child.kill(signal);
  }

  /** Signals every process that is known of the program: SIGSTOP and SIGCONT must reach threads and children alike. */
  signalTree(signal: NodeJS.Signals): void {
    for (const pid of [...this.#group(), ...this.#search(new Set()).found]) sendSignal(pid, signal);
  }

  pauseOutput(): void {
    this.#child.stdout?.pause();
    this.#child.stderr?.pause();
  }

  /** Kills the program and everything that came from it; throws when something of it cannot be killed. */
  async kill(): Promise<void> {
    this.#killed ||= !this.#ended;
    await (process.platform === 'win32' ? this.#killWindowsTree() : this.#killEverything());
    this.#child.stdin?.destroy();
    await this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  /**
   * What stands for its process group in a call of `kill`. Once its leader has ended, the number may be that of another
   * process; but as long as the group has members, it is given to nobody else.
   */
  #group(): number[] {
    if (this.pid === undefined || (this.#ended && isThere(this.pid))) return [];
    return [-this.pid];
  }

  /** Processes of the program that are not among the known ones. */
  #search(known: ReadonlySet<number>): Search {
    if (this.pid === undefined) return { found: [], missed: [] };
    const strays = searchStrays(this.#mark, (pid) => known.has(pid) || this.#census.has(pid));
    const tree = this.#ended ? [] : processTree(this.pid);
    return { ...strays, found: [...new Set([...strays.found, ...tree.filter((pid) => !known.has(pid))])] };
  }

  /**
   * Every process that is found may have started another before it was killed, and one that is dying no longer shows
   * whose it is and still holds its sockets. So the search ends when it finds nobody new, and all that it found are gone.
   */
  async #killEverything(): Promise<void> {
    if (this.pid === undefined) return;
    const known = new Set<number>();
    const killed: number[] = [];
    for (let round = 0; round < killRounds; round += 1) {
      const { found, missed } = this.#search(known);
      for (const pid of [...found, ...this.#group()]) sendSignal(pid, 'SIGKILL');
      for (const pid of [...found, ...missed]) known.add(pid);
      killed.push(...found);
      const isSure = found.length === 0 && (missed.length === 0 || round >= doubtfulRounds);
      if (isSure && killed.every(isGone)) return;
      await setTimeout(1);
    }
    throw new Error(`Processes of the program could not be ended: ${killed.join(', ')}`);
  }

  async #killWindowsTree(): Promise<void> {
    if (this.#ended || this.pid === undefined) return;
    const { execa } = await import('execa');
    await execa('taskkill', ['/pid', String(this.pid), '/t', '/f'], { reject: false });
  }

  #watchEnd(events: ProgramEvents): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#child.once('error', (error) => {
      if (this.pid !== undefined) return;
      this.#ended = true;
      this.#finished = true;
      events.onFailedStart(error.message);
      resolve();
    });
    this.#child.once('exit', (code, signal) => {
      this.#ended = true;
      const letGo = globalThis.setTimeout(() => {
        this.#child.stdout?.destroy();
        this.#child.stderr?.destroy();
      }, pipesMs);
      this.#child.once('close', () => {
        clearTimeout(letGo);
        this.#finished = true;
        events.onExit(code, signal);
        resolve();
      });
      this.#child.stdout?.resume();
      this.#child.stderr?.resume();
    });
    return promise;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Every thread of it has ended: until then its sockets are open. */
function isGone(pid: number): boolean {
  return threadsOf(pid).every((thread) => ['Z', 'X', undefined].includes(stateOf(pid, thread)));
}
