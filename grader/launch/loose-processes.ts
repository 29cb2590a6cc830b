/**
 * Processes that nothing holds together but their parents, their group and a mark in their environment. The program is
 * the leader of a process group and a session of its own, so the terminal's Ctrl-C does not reach it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { processTree } from '../kernel/process-tree.ts';
import { markVariable } from './environment.ts';
import { isGone, sendSignal, type End, type Processes } from './processes.ts';
import { searchStrays, takeCensus, type Search } from './strays.ts';

/** How often killing is repeated, a millisecond apart, for processes that keep forking. */
const killRounds = 2000;
/** How often killing is repeated because processes ended unseen; on a machine where many come and go some always do. */
const doubtfulRounds = 100;

export class LooseProcesses implements Processes {
  readonly child: ChildProcess;
  readonly #mark = randomUUID();
  readonly #census = takeCensus();
  #ended = false;

  constructor(command: readonly string[], folder: string, environment: Readonly<Record<string, string>>) {
    const [file = '', ...args] = command;
    this.child = spawn(file, args, {
      cwd: folder,
      env: { ...environment, [markVariable]: this.#mark },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.child.once('exit', () => {
      this.#ended = true;
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  signal(signal: NodeJS.Signals): void {
    if (this.#ended || this.pid === undefined) return;
    if (signal === 'SIGINT' && process.platform !== 'win32') sendSignal(-this.pid, signal);
    else this.child.kill(signal);
  }

  signalTree(signal: NodeJS.Signals): void {
    for (const pid of [...this.#group(), ...this.#search(new Set()).found]) sendSignal(pid, signal);
  }

  kill(): Promise<void> {
    return process.platform === 'win32' ? this.#killWindowsTree() : this.#killEverything();
  }

  endOf(end: End): End {
    return end;
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
    const taskkill = spawn('taskkill', ['/pid', String(this.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    await once(taskkill, 'exit').catch(() => {});
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
