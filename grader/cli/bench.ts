/** `npm run bench`: how fast the grader is, compared with the bare cost of starting the same programs. */
import { writeFile } from 'node:fs/promises';
import { benchOf, measureCommands, measureRightClass, silentFolder, type Classes } from '../bench/bench.ts';
import { benchSchema, type Bench } from '../bench/bench-schema.ts';
import { memoryOf, usualClass } from '../bench/class-lines.ts';
import { measurePeaks } from '../bench/class-memory.ts';
import { gradeSample } from '../bench/sample-grade.ts';
import { measureSpecimens, type Ground, type Measured } from '../bench/specimens.ts';
import { renderBench } from '../bench/table.ts';
import { findTwins } from '../bench/twin.ts';
import { findTool } from '../launch/toolchain.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { loadLab } from '../spec/load-lab.ts';
import { WorkerPool, type PoolOptions } from '../worker/worker-pool.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { describeEnvironment } from './grade.ts';
import { unlessInterrupted } from './interrupt.ts';
import { batchWorkers } from './options.ts';
import { exerciseMemory, exercisesFolder, fixturesFolder, referenceFolder } from './project.ts';
import { cliWords } from './words.ts';
import { requireWritable } from './write-reports.ts';

export type BenchOptions = Pick<PoolOptions, 'isolation' | 'workers'> & {
  readonly rounds: number;
  /** Students of the class whose rate is measured. */
  readonly class: number;
  readonly output: string;
  readonly quick: boolean;
  readonly lang: Lang;
};

/** What students hand in together. */
const lab = 'week-2';

/** A class takes so long that rounds are not repeated as often. */
const mostClassRounds = 3;

type Extent = {
  /** Exercises of the lab. */
  readonly ids: readonly string[];
  readonly rounds: number;
  readonly specimens: number;
  readonly students: number;
  /** What the class is graded as, as `grade:batch` is told it. */
  readonly what: readonly string[];
  readonly sizes: readonly number[];
};

/** A little of everything, to see that it can be measured. */
const quickly: Extent = {
  ids: ['udp-echo'],
  rounds: 1,
  specimens: 1,
  students: 1,
  what: ['--exercise', 'udp-echo'],
  sizes: [2, usualClass],
};

function fully({ rounds, class: students }: BenchOptions): Extent {
  return {
    ids: ['tcp-echo', 'udp-echo'],
    rounds,
    specimens: Infinity,
    students,
    what: ['--lab', lab],
    sizes: [10, usualClass, 10_000],
  };
}

export async function benchAll(options: BenchOptions): Promise<ExitCode> {
  await requireWritable(options);
  const { output, quick, lang } = options;
  const python = await findTool('python');
  if (python === null) return refuse(cliWords(lang).noPythonToMeasure);
  const known = await loadExercises(exercisesFolder, exerciseMemory);
  const extent = quick ? quickly : fully(options);
  const exercises = known.filter(({ id }) => extent.ids.includes(id));
  await using open = new AsyncDisposableStack();
  const bench = await unlessInterrupted(open, cliWords(lang).interrupted, () =>
    measure({ ...options, ...extent, known, exercises, python }, open),
  );
  process.stdout.write(renderBench(bench));
  await writeFile(output, `${JSON.stringify(benchSchema.parse(bench), null, 2)}\n`);
  process.stderr.write(`${cliWords(lang).written(showText(output))}\n`);
  return exitCode.allPoints;
}

type Measurement = BenchOptions &
  Extent & {
    readonly known: readonly Exercise[];
    /** Those that are handed in. */
    readonly exercises: readonly Exercise[];
    readonly python: string;
  };

async function measure(task: Measurement, open: AsyncDisposableStack): Promise<Bench> {
  let running: Promise<unknown> = Promise.resolve();
  // What is interrupted removes what it has made, once all that it started has ended.
  open.defer(async () => void (await Promise.allSettled([running])));
  const interruption = new AbortController();
  open.defer(() => interruption.abort());
  const measuring = measureAll({ ...task, signal: interruption.signal }, open);
  running = measuring;
  return measuring;
}

type Interruptible = Measurement & { readonly signal: AbortSignal };

async function measureAll(task: Interruptible, open: AsyncDisposableStack): Promise<Bench> {
  const commands = await measureCommands({ ...task, referenceFolder, say });
  const rounds = Math.min(task.rounds, mostClassRounds);
  const rightClass = await measureRightClass({ ...task, workers: batchWorkers, rounds, referenceFolder, say });
  const pool = open.use(await WorkerPool.open({ ...task, kernel: 'auto' }));
  const ground = { pool, environment: await describeEnvironment(pool), say };
  const memory = await measureMemory({ ...task, rounds }, ground);
  return benchOf(commands, { class: rightClass, memory }, await measureBroken(task, ground), task);
}

/** Everybody gets the grade of whoever answers nothing: it is quickly written, and what is kept of it is no less. */
async function measureMemory(task: Interruptible, ground: Ground): Promise<Classes['memory']> {
  const { known, exercises, sizes, rounds, signal } = task;
  const ids = known.map(({ id }) => id);
  const loaded = await loadLab(exercisesFolder, lab, ids);
  const grade = await gradeSample(exercises, { lab: loaded.lab, source: silentFolder }, ground);
  return memoryOf(await measurePeaks(sizes, rounds, { grade, lab, signal, say }));
}

async function measureBroken({ exercises, specimens, rounds }: Measurement, ground: Ground): Promise<Measured> {
  const folders = { referenceFolder, fixturesFolder };
  const twins = await Promise.all(exercises.map((exercise) => findTwins(exercise, folders)));
  const chosen = twins.flatMap((some) => some.slice(0, specimens));
  return measureSpecimens(chosen, rounds, ground);
}

function refuse(why: string): ExitCode {
  say(why);
  return exitCode.unfinished;
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
