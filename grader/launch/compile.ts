/** Runs a compiler: in a sandbox where there is one, for what it includes and says is up to the source. */
import type { Language, Place } from './languages.ts';
import { watchMemory } from './memory-watch.ts';
import { limits, sandboxed, statusDescriptor } from './sandbox.ts';
import { endInSandbox } from './sandbox-end.ts';
import type { Places, SandboxRoom } from './sandbox-room.ts';

/** Without a room, it runs as everything of the grader does. */
export type CompileRun = { readonly abort: AbortSignal; readonly room?: SandboxRoom };

const compileMs = 60_000;
/** Time a compiler has to put its files away once it is told to end. */
const killMs = 1000;
const longestLogBytes = 16 * 1024;
/** A compiler that says more than this is stopped; warnings alone can be long. */
const mostCompilerBytes = 4 * 1024 * 1024;

/** The compiler's log when it refused the program. Throws when it could not say whether the program is right. */
export async function compile(
  language: Language,
  place: Place,
  places: Places,
  { abort, room }: CompileRun,
): Promise<Uint8Array | undefined> {
  const { execa } = await import('execa');
  const { command, folder, environment } = lineFor(language, place, places, room);
  const [tool = '', ...args] = command;
  const compiler = execa(tool, args, {
    cwd: folder,
    reject: false,
    timeout: compileMs,
    killDescendants: room === undefined,
    forceKillAfterDelay: killMs,
    cancelSignal: abort,
    all: true,
    encoding: 'buffer',
    maxBuffer: mostCompilerBytes,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    extendEnv: false,
    env: environment,
  });
  const memory = { isExceeded: false };
  using _ = room === undefined ? undefined : limitMemory(compiler, memory);
  const result = await compiler;
  if (result.exitCode === 0) return undefined;
  const hasRefused = result.exitCode !== undefined && !result.timedOut && !result.isMaxBuffer && !result.isCanceled;
  const reason = hasRefused ? whyNotRun(place.tool, result, room) : result.shortMessage;
  if (memory.isExceeded) throw new Error(`The compiler took more than ${limits.memoryBytes} bytes of memory`);
  if (reason !== undefined) throw new Error(`The compiler could not do its work: ${reason}`);
  return result.all.slice(0, longestLogBytes);
}

type Ended = { readonly exitCode?: number; readonly stderr: Uint8Array; readonly stdio: readonly unknown[] };

/** Why there was no compiler in the sandbox: what then ended was bubblewrap, and refused nothing. */
function whyNotRun(tool: string, { exitCode, stderr, stdio }: Ended, room?: SandboxRoom): string | undefined {
  if (room === undefined) return undefined;
  const said = stdio[statusDescriptor];
  const status = said instanceof Uint8Array ? new TextDecoder().decode(said) : '';
  const end = { code: exitCode ?? null, signal: null };
  const told = endInSandbox({ end, status, tool, words: new TextDecoder().decode(stderr) });
  return typeof told === 'string' ? told : undefined;
}

type Killable = { readonly pid?: number; kill(signal: 'SIGKILL'): boolean };

/** Its sandbox ends with the bubblewrap that is killed. */
function limitMemory(compiler: Killable, memory: { isExceeded: boolean }): Disposable | undefined {
  if (compiler.pid === undefined) return undefined;
  return watchMemory(compiler.pid, limits.memoryBytes, () => {
    memory.isExceeded = true;
    compiler.kill('SIGKILL');
  });
}

type Line = {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
};

function lineFor(
  { compile: line, compiledWith = [] }: Language,
  place: Place,
  places: Places,
  room?: SandboxRoom,
): Line {
  const command = line?.(place) ?? [];
  const { folder, built } = places;
  if (room === undefined) {
    const environment = { PATH: process.env['PATH'], LANG: 'C.UTF-8', TMPDIR: process.env['TMPDIR'] };
    return { command, folder, environment };
  }
  const shown = [
    ...room.shown,
    ...compiledWith.map((file) => ({ from: file, to: file, writable: false })),
    { from: room.real.built, to: built, writable: true },
  ];
  const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', TMPDIR: '/tmp' };
  const confined = { command, folder, environment, shown };
  return { command: sandboxed(room.sandbox, confined), folder: '/', environment: {} };
}
