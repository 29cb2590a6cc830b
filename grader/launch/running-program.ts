/** One started program: its output as it comes, its end, and the certainty that nothing of it is left afterwards. */
import { programEnvironment, type Surroundings } from './environment.ts';
import { LooseProcesses } from './loose-processes.ts';
import type { End, Processes } from './processes.ts';
import type { Shown } from './sandbox.ts';
import type { SandboxRoom } from './sandbox-room.ts';
import { SandboxedProcesses } from './sandboxed-processes.ts';
import { withoutPower } from './without-power.ts';

export type Launch = Omit<Surroundings, 'temporary'> & {
  readonly args: readonly string[];
  readonly folder: string;
  /** Where it is sandboxed: what it sees of the check, and beside that of the machine. */
  readonly confined?: { readonly room: SandboxRoom; readonly shown: readonly Shown[] };
};

export type ProgramEvents = {
  readonly onOutput: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  /** Its main process has ended and its output is complete, or was given up because somebody else holds the pipes. */
  readonly onExit: (code: number | null, signal: string | null) => void;
  readonly onFailedStart: (reason: string) => void;
  /** It is ended, in a sandbox, because its processes together hold more memory than this. */
  readonly onTooMuchMemory: (limitBytes: number) => void;
};

/** How long a dead program's pipes may stay open in the hands of its descendants before they are let go. */
const pipesMs = 500;

export class RunningProgram implements AsyncDisposable {
  readonly #processes: Processes;
  readonly #closed: Promise<void>;
  #ended = false;
  #finished = false;
  #killed = false;

  constructor(launch: Launch, events: ProgramEvents) {
    this.#processes = start(launch, events);
    const { stdin, stdout, stderr } = this.#processes.child;
    // A program may end without reading its input; that is its own affair.
    stdin?.on('error', () => {});
    stdout?.on('data', (bytes: Uint8Array) => events.onOutput('stdout', bytes));
    stderr?.on('data', (bytes: Uint8Array) => events.onOutput('stderr', bytes));
    this.#closed = this.#watchEnd(events);
  }

  /** The root of the program's tree; undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#processes.pid;
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
    const { stdin } = this.#processes.child;
    if (stdin?.writable === true) stdin.write(bytes);
  }

  endInput(): void {
    this.#processes.child.stdin?.end();
  }

  /** Sent to the program alone; SIGINT, as Ctrl-C does, to its whole group. */
  signal(signal: NodeJS.Signals): void {
    this.#processes.signal(signal);
  }

  /** Signals every process that is known of the program: SIGSTOP and SIGCONT must reach threads and children alike. */
  signalTree(signal: NodeJS.Signals): void {
    this.#processes.signalTree(signal);
  }

  pauseOutput(): void {
    this.#processes.child.stdout?.pause();
    this.#processes.child.stderr?.pause();
  }

  /** Kills the program and everything that came from it; throws when something of it cannot be killed. */
  async kill(): Promise<void> {
    this.#killed ||= !this.#ended;
    await this.#processes.kill();
    this.#processes.child.stdin?.destroy();
    await this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  #watchEnd(events: ProgramEvents): Promise<void> {
    const { child } = this.#processes;
    const { promise, resolve } = Promise.withResolvers<void>();
    child.once('error', (error) => {
      if (child.pid !== undefined) return;
      this.#ended = true;
      this.#finished = true;
      events.onFailedStart(error.message);
      resolve();
    });
    child.once('exit', (code, signal) => {
      this.#ended = true;
      const letGo = globalThis.setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, pipesMs);
      child.once('close', () => {
        clearTimeout(letGo);
        this.#finished = true;
        this.#tellEnd(events, { code, signal });
        resolve();
      });
      child.stdout?.resume();
      child.stderr?.resume();
    });
    return promise;
  }

  #tellEnd(events: ProgramEvents, end: End): void {
    const told = this.#processes.endOf(end);
    if (typeof told !== 'string') events.onExit(told.code, told.signal);
    else if (this.#killed) events.onExit(null, 'SIGKILL');
    else events.onFailedStart(told);
  }
}

function start({ confined, args, folder, ...surroundings }: Launch, { onTooMuchMemory }: ProgramEvents): Processes {
  const command = [...surroundings.command, ...args];
  if (confined === undefined)
    return new LooseProcesses(withoutPower(command), folder, programEnvironment(surroundings));
  const { room, shown } = confined;
  const environment = programEnvironment({ ...surroundings, temporary: '/tmp' });
  room.letIn();
  const seen = { command, folder, environment, shown: [...room.shown, ...shown] };
  return new SandboxedProcesses(room.sandbox, seen, onTooMuchMemory);
}
