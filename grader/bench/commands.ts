/** What is measured: whole child processes, from their start to their end, on the Node that runs this. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { programEnvironment } from '../launch/environment.ts';
import { parseResult } from '../report/json/from-result.ts';
import type { Result } from '../report/json/result-schema.ts';
import type { Exercise } from '../spec/exercise.ts';
import { startsIn } from './starts.ts';

const main = join(import.meta.dirname, '../main.js');
const bareScript = join(import.meta.dirname, 'bare.js');

/** A command that takes longer measures nothing any more. */
const patienceMs = 300_000;

/** Exit codes of a grading that was finished: all points, or some lost. */
const finished = [0, 1];

/** How long a Node process with these arguments lived. Throws when it did not end as it should. */
export async function timeNode(
  args: readonly string[],
  signal: AbortSignal,
  codes: readonly number[] = [0],
): Promise<number> {
  const run = execa(process.execPath, args, {
    stdin: 'ignore',
    stdout: 'ignore',
    reject: false,
    timeout: patienceMs,
    cancelSignal: signal,
  });
  const { exitCode, durationMs, stderr, originalMessage } = await run;
  if (exitCode !== undefined && codes.includes(exitCode)) return durationMs;
  throw new Error(`node ${args.join(' ')} ended with ${exitCode}. ${originalMessage ?? ''}\n${stderr}`);
}

export type Grading = { readonly ms: number; readonly result: Result };

export type GradingOptions = {
  readonly workers: number;
  readonly isolation: string;
  readonly kernel: 'auto' | 'off';
  /** Undefined for every exercise the folder has programs of. */
  readonly exercise: string | undefined;
};

/** The whole command `grade`, and what it found out. */
export async function timeGrading(folder: string, options: GradingOptions, signal: AbortSignal): Promise<Grading> {
  const { workers, isolation, kernel, exercise } = options;
  const ground = await mkdtemp(join(tmpdir(), 'socklab-bench-'));
  try {
    const output = join(ground, 'result.json');
    const asked = exercise === undefined ? [] : ['--exercise', exercise];
    const choices = ['--workers', String(workers), '--isolation', isolation, '--kernel', kernel, ...asked];
    const args = [main, 'grade', folder, '--format', 'json', '--output', output, ...choices];
    const ms = await timeNode(args, signal, finished);
    return { ms, result: parseResult(JSON.parse(await readFile(output, 'utf8'))) };
  } finally {
    await rm(ground, { recursive: true, force: true });
  }
}

/** The bare cost of the starts that a grading of Python programs made, as many at a time as there were workers. */
export async function timeBare(
  { folder, python, workers, result }: { folder: string; python: string; workers: number; result: Result },
  exercises: readonly Exercise[],
  signal: AbortSignal,
): Promise<number> {
  const programs = startsIn(result).map(({ exercise, program, count }) => {
    const grade = result.grades.find((one) => one.exercise === exercise);
    const file = grade?.programs.find((one) => one.program === program)?.file;
    const spec = exercises.find(({ id }) => id === exercise)?.programs[program];
    if (file === null || file === undefined || spec === undefined) throw new Error(`No file plays ${program}`);
    const command = [python, join(folder, file)];
    const surroundings = { language: 'python', command, host: '127.0.0.1', port: 0, mark: '' } as const;
    const environment = programEnvironment({ ...surroundings, flushing: 'immediate' });
    return { role: spec.role, transport: spec.transport, starts: count, command, environment };
  });
  return timeNode([bareScript, JSON.stringify({ concurrency: workers, programs })], signal);
}
