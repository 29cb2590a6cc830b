/** `npm run bench`: how fast the grader is, compared with the bare cost of starting the same programs. */
import { writeFile } from 'node:fs/promises';
import { benchOf, measureCommands } from '../bench/bench.ts';
import { benchSchema, type Bench } from '../bench/bench-schema.ts';
import { measureSpecimens } from '../bench/specimens.ts';
import { renderBench } from '../bench/table.ts';
import { findTwins } from '../bench/twin.ts';
import { findTool } from '../launch/toolchain.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { WorkerPool, type PoolOptions } from '../worker/worker-pool.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { describeEnvironment } from './grade.ts';
import { unlessInterrupted } from './interrupt.ts';
import { exerciseMemory, exercisesFolder, fixturesFolder, referenceFolder } from './project.ts';
import { cliWords } from './words.ts';
import { requireWritable } from './write-reports.ts';

export type BenchOptions = Pick<PoolOptions, 'isolation' | 'workers'> & {
  readonly rounds: number;
  readonly output: string;
  readonly quick: boolean;
  readonly lang: Lang;
};

/** What students hand in together in week 2. */
const week2 = ['tcp-echo', 'udp-echo'];

/** A little of everything, to see that it can be measured. */
const quickly = { exercises: ['udp-echo'], rounds: 1, specimens: 1 };

export async function benchAll(options: BenchOptions): Promise<ExitCode> {
  await requireWritable(options);
  const { output, quick, lang } = options;
  const python = await findTool('python');
  if (python === null) return refuse(cliWords(lang).noPythonToMeasure);
  const known = await loadExercises(exercisesFolder, exerciseMemory);
  const measured = quick ? quickly : { exercises: week2, rounds: options.rounds, specimens: Infinity };
  const exercises = known.filter(({ id }) => measured.exercises.includes(id));
  await using open = new AsyncDisposableStack();
  const bench = await unlessInterrupted(open, cliWords(lang).interrupted, () =>
    measure({ ...options, ...measured, exercises, python }, open),
  );
  process.stdout.write(renderBench(bench));
  await writeFile(output, `${JSON.stringify(benchSchema.parse(bench), null, 2)}\n`);
  process.stderr.write(`${cliWords(lang).written(showText(output))}\n`);
  return exitCode.allPoints;
}

type Measurement = BenchOptions & {
  readonly exercises: readonly Exercise[];
  readonly specimens: number;
  readonly python: string;
};

async function measure(task: Measurement, open: AsyncDisposableStack): Promise<Bench> {
  const interruption = new AbortController();
  open.defer(() => interruption.abort());
  const commands = await measureCommands({ ...task, referenceFolder, signal: interruption.signal, say });
  const pool = open.use(await WorkerPool.open({ ...task, kernel: 'auto' }));
  const environment = await describeEnvironment(pool);
  const folders = { referenceFolder, fixturesFolder };
  const twins = await Promise.all(task.exercises.map((exercise) => findTwins(exercise, folders)));
  const chosen = twins.flatMap((some) => some.slice(0, task.specimens));
  return benchOf(commands, await measureSpecimens(chosen, task.rounds, { pool, environment, say }), task);
}

function refuse(why: string): ExitCode {
  say(why);
  return exitCode.unfinished;
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
