/**
 * Processes in a sandbox. What is started is bubblewrap; it starts the first process of the sandbox, which starts the
 * program and takes in whoever loses its parents. All their numbers here are those the worker sees. When the first
 * process is killed, the kernel ends every other before it lets that one go, however they hid.
 */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { childInside, processTree } from '../kernel/process-tree.ts';
import { watchMemory } from './memory-watch.ts';
import { countOutOfMemory } from './out-of-memory.ts';
import { isGone, sendSignal, type End, type Processes } from './processes.ts';
import { limits, sandboxed, statusDescriptor, type Confined, type Sandbox } from './sandbox.ts';
import { endInSandbox } from './sandbox-end.ts';

/** How often killing is repeated, a millisecond apart. */
const killRounds = 5000;
/** After so many without a first process, bubblewrap itself is killed: it will not come any more. */
const unbornRounds = 1000;

/** Numbers in the sandbox's own process space. */
const firstProcess = 1;
const programProcess = 2;

const filterDescriptor = 4;

/** As much is kept of how standard error begins: bubblewrap and the loader say there why they could not do their work. */
const longestWords = 2000;

export class SandboxedProcesses implements Processes {
  readonly child: ChildProcess;
  readonly #tool: string;
  readonly #onTooMuchMemory: (limitBytes: number) => void;
  readonly #outOfMemoryBefore = countOutOfMemory();
  #first: number | undefined;
  #program: number | undefined;
  #status = '';
  #words = '';
  #closed = false;
  #tookTooMuch = false;

  constructor(sandbox: Sandbox, confined: Confined, onTooMuchMemory: (limitBytes: number) => void) {
    this.#tool = confined.command[0] ?? '';
    this.#onTooMuchMemory = onTooMuchMemory;
    this.child = asFirstToGo(() => spawnFiltered(sandbox, confined));
    this.child.stdio[statusDescriptor]?.on('data', (bytes: Uint8Array) => {
      this.#status += new TextDecoder().decode(bytes);
    });
    this.child.stderr?.on('data', (bytes: Uint8Array) => {
      if (this.#words.length < longestWords) this.#words += new TextDecoder().decode(bytes.subarray(0, longestWords));
    });
    this.child.once('close', () => {
      this.#closed = true;
    });
    const { pid } = this.child;
    if (pid === undefined) return;
    const watch = watchMemory(pid, limits.memoryBytes, () => this.#giveUp());
    this.child.once('exit', () => watch[Symbol.dispose]());
  }

  /** Until the program is there, all of bubblewrap stands for it: whoever waits for it to rest must see that it comes. */
  get pid(): number | undefined {
    this.#look();
    return this.#program ?? this.child.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.#look();
    if (this.#closed || this.#program === undefined || this.#first === undefined) return;
    // The first process leads the program's group, and of what it is sent from outside heeds only SIGKILL and SIGSTOP.
    sendSignal(signal === 'SIGINT' ? -this.#first : this.#program, signal);
  }

  signalTree(signal: NodeJS.Signals): void {
    this.#look();
    const first = this.#first;
    if (first === undefined || this.#closed) return;
    for (const pid of [-first, ...processTree(first).filter((one) => one !== first)]) sendSignal(pid, signal);
  }

  async kill(): Promise<void> {
    if (this.child.pid === undefined) return;
    for (let round = 0; round < killRounds; round += 1) {
      this.#look();
      if (this.#closed && (this.#first === undefined || isGone(this.#first))) return;
      if (this.#first !== undefined && !isGone(this.#first)) sendSignal(this.#first, 'SIGKILL');
      else if (round >= unbornRounds) this.child.kill('SIGKILL');
      await setTimeout(1);
    }
    throw new Error(`The sandbox of the program could not be ended: ${this.#first ?? this.child.pid}`);
  }

  endOf(end: End): End | string {
    if (this.#tookTooMuch) return { code: null, signal: 'SIGKILL' };
    const told = endInSandbox({ end, status: this.#status, tool: this.#tool, words: this.#words });
    const isKilled = typeof told !== 'string' && told.signal === 'SIGKILL';
    return isKilled && countOutOfMemory() > this.#outOfMemoryBefore ? ranOut : told;
  }

  /** More memory than there is for one program. */
  #giveUp(): void {
    this.#look();
    this.#tookTooMuch = true;
    this.#onTooMuchMemory(limits.memoryBytes);
    if (this.#first !== undefined) sendSignal(this.#first, 'SIGKILL');
  }

  #look(): void {
    const { pid } = this.child;
    if (pid === undefined || this.#program !== undefined) return;
    this.#first ??= childInside(pid, firstProcess) ?? this.#toldFirst();
    if (this.#first !== undefined) this.#program = childInside(this.#first, programProcess);
  }

  /** The only way to know it of a program that ended before anybody looked. */
  #toldFirst(): number | undefined {
    const told = /"child-pid": (\d+)/.exec(this.#status)?.[1];
    return told === undefined ? undefined : Number(told);
  }
}

/** Programs are the first to go, so it may be one that took less than it may: that is nothing of its author's. */
const ranOut = 'The machine ran out of memory, and the system ended the program';

/** With an empty environment: what bubblewrap was started with could be read in the sandbox. */
function spawnFiltered(sandbox: Sandbox, confined: Confined): ChildProcess {
  const filter = sandbox.filter === null ? null : openSync(sandbox.filter, 'r');
  const filtered = filter === null ? {} : { filterDescriptor };
  const [file = '', ...args] = sandboxed(sandbox, { ...confined, ...filtered });
  const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', 'pipe', filter ?? 'ignore'];
  try {
    return spawn(file, args, { cwd: '/', env: {}, stdio, detached: true });
  } finally {
    if (filter !== null) closeSync(filter);
  }
}

const oomScore = '/proc/self/oom_score_adj';
/** The most there is: of all processes of the machine, the kernel ends these first when memory runs out. */
const firstToGo = '1000';

/** What is started meanwhile inherits the score; one's own may be put back to what it was. */
function asFirstToGo<Result>(start: () => Result): Result {
  const own = readFileSync(oomScore, 'latin1');
  writeFileSync(oomScore, firstToGo);
  try {
    return start();
  } finally {
    writeFileSync(oomScore, own);
  }
}
