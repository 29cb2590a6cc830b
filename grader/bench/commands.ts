/** What is measured: whole child processes, from their start to their end, on the Node that runs this. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { programEnvironment } from '../launch/environment.ts';
import { parseResult, type Result } from '../report/json/result-schema.ts';
import type { Exercise } from '../spec/exercise.ts';
import { startsIn, type Starts } from './starts.ts';

export const main = join(import.meta.dirname, '../main.js');
const bareScript = join(import.meta.dirname, 'bare.js');

/** A command that takes longer measures nothing any more. */
const patienceMs = 300_000;

/** Exit codes of a grading that leaves a result: all points, some lost, some checks undecided. */
const graded = [0, 1, 3];

type Expected = {
  /** Exit codes of a process that did its work. */
  readonly codes?: readonly number[];
  readonly timeoutMs?: number;
  /** Beside the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
};

/** How long a Node process with these arguments lived, in milliseconds. Throws when it did not end as it should. */
export async function timeNode(
  args: readonly string[],
  signal: AbortSignal,
  { codes = [0], timeoutMs = patienceMs, env = {} }: Expected = {},
): Promise<number> {
  const { exitCode, durationMs, stderr } = await execa(process.execPath, args, {
    env,
    stdin: 'ignore',
    stdout: 'ignore',
    reject: false,
    timeout: timeoutMs,
    cancelSignal: signal,
  });
  if (exitCode !== undefined && codes.includes(exitCode)) return durationMs;
  throw new Error(`node ${args.join(' ')}\nended with ${exitCode} after ${Math.round(durationMs)} ms. ${stderr}`);
}

/** The words of `grade --help`, as a user waits for them. */
export function timeHelp(signal: AbortSignal): Promise<number> {
  return timeNode([main, 'grade', '--help'], signal);
}

/** Node that does nothing. */
export function timeEmptyNode(signal: AbortSignal): Promise<number> {
  return timeNode(['-e', '0'], signal);
}

export type Graded = { readonly ms: number; readonly result: Result };

export type GradingOptions = {
  readonly workers: number;
  readonly isolation: string;
  readonly kernel: 'auto' | 'off';
};

/** The whole command `grade`, and what it found out. */
export async function timeGrading(folder: string, options: GradingOptions, signal: AbortSignal): Promise<Graded> {
  const { workers, isolation, kernel } = options;
  const ground = await mkdtemp(join(tmpdir(), 'socklab-bench-'));
  try {
    const output = join(ground, 'result.json');
    const choices = ['--workers', String(workers), '--isolation', isolation, '--kernel', kernel];
    const args = [main, 'grade', folder, '--format', 'json', '--output', output, ...choices];
    const ms = await timeNode(args, signal, { codes: graded });
    return { ms, result: parseResult(JSON.parse(await readFile(output, 'utf8'))) };
  } finally {
    await rm(ground, { recursive: true, force: true });
  }
}

export type Bare = {
  /** The submission that was graded, in Python. */
  readonly folder: string;
  readonly result: Result;
  readonly exercises: readonly Exercise[];
  readonly python: string;
};

/** The bare cost of these starts, so many at a time. */
export function timeBare(programs: readonly BareProgram[], concurrency: number, signal: AbortSignal): Promise<number> {
  return timeNode([bareScript, JSON.stringify({ concurrency, programs })], signal);
}

export type BareProgram = ReturnType<typeof bareProgram>;

/** The programs of a grading, each with as many starts as it made. */
export function bareProgramsOf(bare: Bare): BareProgram[] {
  return startsIn(bare.result).map((starts) => bareProgram(starts, bare));
}

/** In the environment that the grader gives to programs: it decides how fast an interpreter starts. */
function bareProgram({ exercise, program, count }: Starts, { folder, result, exercises, python }: Bare) {
  const grade = result.grades.find((one) => one.exercise === exercise);
  const file = grade?.programs.find((one) => one.program === program)?.file;
  const spec = exercises.find(({ id }) => id === exercise)?.programs[program];
  if (typeof file !== 'string' || spec === undefined) throw new Error(`Nobody plays ${program} of ${exercise}`);
  const command = [python, join(folder, file)];
  const place = { language: 'python', command, host: '127.0.0.1', port: 0 } as const;
  const environment = programEnvironment({ ...place, flushing: 'immediate' });
  return { role: spec.role, transport: spec.transport, starts: count, command, environment };
}
