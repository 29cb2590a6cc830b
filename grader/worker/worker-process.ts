/** The main process's handle on one worker: one job at a time, an answer or an error for each. */
import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { assertNever } from '../model/assert-never.ts';
import { carryAround, carryFiles } from '../launch/carried-files.ts';
import { languageNamed } from '../launch/languages.ts';
import type { Copies, Preparation, Prepared } from '../launch/prepare-program.ts';
import { findTool } from '../launch/toolchain.ts';
import type { Actor } from '../scenario/stage.ts';
import type { Exercise } from '../spec/exercise.ts';
import { isolated, type Isolation } from './isolation.ts';
import { LifeSigns, silentSeconds } from './life-signs.ts';
import type { FromWorker, Performed, ToWorker } from './protocol.ts';
import { workerEnvironment } from './worker-environment.ts';

const program = join(import.meta.dirname, 'worker.ts');
/** Starting a program copies the page tables of the worker: a heap that stays small makes every start cheaper. */
const smallHeap = ['--max-semi-space-size=1', '--v8-pool-size=0'];
/** Time a worker has to end what it started before it is killed. */
const leaveMs = 5000;

type Told = Exclude<FromWorker, { kind: 'here' }>;
type Answer = Extract<Told, { id: number }>;

export class WorkerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #isolation: Isolation;
  readonly #ended: Promise<void>;
  #kernelEvidence = false;
  #lastWords = '';
  #isSilent = false;
  #nextId = 0;
  #settle: ((answer: Told | Error) => void) | undefined;
  #lifeSigns: LifeSigns | undefined;

  private constructor(isolation: Isolation) {
    this.#isolation = isolation;
    const [file = '', ...args] = isolated(isolation, [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      ...smallHeap,
      program,
    ]);
    this.#child = spawn(file, args, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      // A worker of the sandbox works in its own memory, and may not be allowed into the folder this process is in.
      ...(isolation === 'sandbox' ? { cwd: '/' } : {}),
      env: workerEnvironment(process.env, isolation),
    });
    this.#child.stderr?.on('data', (bytes: Uint8Array) => {
      this.#lastWords = (this.#lastWords + new TextDecoder().decode(bytes)).slice(-2000);
    });
    this.#child.on('message', (message: FromWorker) => {
      this.#lifeSigns?.heard();
      if (message.kind !== 'here') this.#settle?.(message);
    });
    this.#ended = new Promise((resolve) => {
      const end = (why: string) => {
        this.#settle?.(new Error(why.trim()));
        resolve();
      };
      this.#child.once('exit', () => end(this.#farewell()));
      this.#child.once('error', ({ message }) => end(`A worker of the grader could not be started: ${message}`));
    });
  }

  /**
   * A worker that is ready for jobs; rejects when it cannot be started under the isolation. `kernel`: verdicts are to rest
   * on what the kernel shows, where it shows it.
   */
  static async start(isolation: Isolation, exercises: readonly Exercise[], kernel: boolean): Promise<WorkerProcess> {
    const worker = new WorkerProcess(isolation);
    const conditions = { kernel, privateNetwork: isolation !== 'bare' };
    const answer = await worker.#ask({ kind: 'begin', exercises, conditions, isSandboxed: isolation === 'sandbox' });
    if (answer.kind === 'unable') {
      await worker[Symbol.asyncDispose]();
      throw new Error(answer.reason);
    }
    worker.#kernelEvidence = answer.kind === 'ready' && answer.kernelEvidence;
    return worker;
  }

  /** Path of the tool for a language; null where there is none. Rejects where there are only some that cannot be used. */
  async findTool(language: string): Promise<string | null> {
    if (this.#isolation !== 'sandbox') return findTool(language);
    const answer = await this.#job({ kind: 'find-tool', id: this.#id(), language });
    if (answer.kind !== 'found-tool') throw new Error('The worker gave another answer than it was asked for');
    const { tool, flaws } = answer.found;
    if (tool === null && flaws.length > 0) throw new NoUsableTool(language, flaws);
    return tool;
  }

  async prepare(preparation: Preparation): Promise<Prepared> {
    const copies = this.#isolation === 'sandbox' ? { copies: await copiesFor(preparation) } : {};
    const answer = await this.#job({ kind: 'prepare', id: this.#id(), preparation, ...copies });
    if (answer.kind !== 'prepared') throw new Error('The worker gave another answer than it was asked for');
    return answer.prepared;
  }

  /** `patience`: what every deadline of the check is multiplied by. */
  async perform(exercise: string, check: string, actor: Actor, patience = 1): Promise<Performed> {
    const answer = await this.#job({ kind: 'perform', id: this.#id(), exercise, check, actor, patience });
    if (answer.kind !== 'performed') throw new Error('The worker gave another answer than it was asked for');
    return answer.performed;
  }

  /** Whether its verdicts rest on what the kernel shows. */
  get kernelEvidence(): boolean {
    return this.#kernelEvidence;
  }

  get usable(): boolean {
    return this.#child.connected && !this.#isSilent;
  }

  /** Lets the worker end what it started, and ends it. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    const giveUp = setTimeout(() => this.#child.kill('SIGKILL'), leaveMs);
    await this.#ended;
    clearTimeout(giveUp);
  }

  #id(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  async #job(message: Extract<ToWorker, { id: number }>): Promise<Answer> {
    using lifeSigns = new LifeSigns(
      () => this.#child.send({ kind: 'are-you-there' } satisfies ToWorker, () => {}),
      () => this.#giveUp(),
    );
    this.#lifeSigns = lifeSigns;
    const answer = await this.#ask(message);
    switch (answer.kind) {
      case 'broken':
        if (answer.isLast) void this[Symbol.asyncDispose]();
        throw new Error(answer.message);
      case 'found-tool':
      case 'prepared':
      case 'performed':
        return answer;
      case 'ready':
      case 'unable':
        throw new Error('The worker answered a job as if it had just been started');
      default:
        return assertNever(answer);
    }
  }

  #giveUp(): void {
    this.#isSilent = true;
    this.#child.kill('SIGKILL');
  }

  /** Why it is not there any more. */
  #farewell(): string {
    if (this.#isSilent) return `A worker of the grader gave no sign of life for ${silentSeconds} s, and was ended.`;
    return `A worker of the grader ended unexpectedly. ${this.#lastWords}`;
  }

  #ask(message: ToWorker): Promise<Told> {
    return new Promise((resolve, reject) => {
      this.#settle = (answer) => {
        this.#settle = undefined;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      };
      this.#child.send(message, (error) => {
        if (error !== null) this.#settle?.(error);
      });
    });
  }
}

async function copiesFor({ source, root }: Preparation): Promise<Copies> {
  const folder = dirname(source);
  const around = root === undefined ? undefined : await carryAround(root, folder);
  return { folder: await carryFiles(folder), ...(around === undefined ? {} : { around }) };
}

/** The machine has tools for a language, and none that programs in a sandbox could use. */
class NoUsableTool extends Error {
  override readonly name = 'NoUsableTool';

  constructor(language: string, flaws: readonly string[]) {
    const names = languageNamed(language).tools.join(' or ');
    super(`No ${names} of this machine can be used in the sandbox. ${flaws.join('; ')}`);
  }
}
