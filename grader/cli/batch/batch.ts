/** `npm run grade:batch`: take a class in, grade each submission, keep what it comes to at once, and write the lists of the class. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Throttle } from '../../batch/throttle.ts';
import { exercisesOf } from '../../grading/grade-lab.ts';
import type { Jobs } from '../../grading/jobs.ts';
import { showText } from '../../report/bytes-text.ts';
import { renderHandIns, renderLeftOut } from '../../report/class/hand-ins.ts';
import type { Lang } from '../../report/messages/words.ts';
import type { Exercise } from '../../spec/exercise.ts';
import { isInside } from '../../submission/inside.ts';
import { IsolationUnavailable, WorkerPool, type PoolOptions } from '../../worker/worker-pool.ts';
import { courseAskedFor, gradeTaken } from './course.ts';
import { gradeClass, type ClassWork } from './grade-class.ts';
import { openGround } from './ground.ts';
import { takeClass } from './intake.ts';
import { readSheets } from './lists.ts';
import { batchWords } from './words.ts';
import { exitCode, UsageError, type ExitCode } from '../exit-code.ts';
import { describeEnvironment } from '../grade.ts';
import { unlessInterrupted } from '../interrupt.ts';
import { loadUsable } from '../load-usable.ts';

export type BatchOptions = Pick<PoolOptions, 'isolation' | 'kernel' | 'workers'> & {
  readonly lab: string | undefined;
  readonly exercise: string | undefined;
  readonly out: string | undefined;
  readonly resume: boolean;
  readonly dryRun: boolean;
  readonly names: string | undefined;
  readonly trustSubmissions: boolean;
  readonly moodleWorksheet: string | undefined;
  readonly canvasGradebook: string | undefined;
  readonly canvasColumn: string | undefined;
  readonly lang: Lang;
};

/** Points that students lose are no failure of a batch; what the grader could not tell is, and so is its own fault. */
export async function gradeBatch(paths: readonly string[], options: BatchOptions): Promise<ExitCode> {
  const { lang } = options;
  if (paths.length === 0) throw new UsageError(batchWords(lang).nothingGiven);
  const exercises = await loadUsable((id) => id === options.exercise, lang);
  const course = await courseAskedFor(options, exercises);
  const intake = await takeClass(paths, course.lab, options);
  if (options.dryRun) {
    process.stdout.write(renderHandIns(intake, lang));
    return exitCode.allPoints;
  }
  process.stderr.write(renderLeftOut(intake, lang));
  const asked: Asked = { paths, intake, course, exercises: exercisesOf(course.lab, exercises), lang };
  await using opened = new AsyncDisposableStack();
  return await unlessInterrupted(opened, batchWords(lang).interrupted, () => gradeAll(asked, options, opened));
}

type Asked = Omit<ClassWork, 'sheets' | 'out'>;

async function gradeAll(asked: Asked, options: BatchOptions, opened: AsyncDisposableStack): Promise<ExitCode> {
  const { course, exercises, lang } = asked;
  const { out: into } = options;
  if (into === undefined) throw new UsageError(batchWords(lang).whereTo);
  requireOutside(asked.paths, into, lang);
  const sheets = await readSheets(options, { lab: course.lab, exercises });
  requireContained(options);
  const { out, temporary } = await openGround({ ...options, out: into }, opened);
  let running: Promise<unknown> = Promise.resolve();
  // What is under way uses the temporary folder until it is over.
  opened.defer(async () => void (await Promise.allSettled([running])));
  const pool = opened.use(await openPool(options, exercises));
  const environment = await describeEnvironment(pool);
  const stopping = new AbortController();
  opened.defer(() => stopping.abort());
  const grading = { course, exercises, pool: throttled(pool), environment, temporary, lang };
  const graded = gradeClass(
    { ...asked, sheets, out },
    {
      environment,
      gradeOne: (taken, until) => gradeTaken(grading, taken, until),
      atOnce: pool.size,
      signal: stopping.signal,
    },
  );
  running = graded;
  return graded;
}

/** As many jobs as the pool has workers, as long as the machine keeps up; jobs that want to be alone are. */
function throttled(pool: WorkerPool): Jobs {
  const throttle = new Throttle({ least: availableParallelism(), most: pool.size });
  return {
    run: (job, urgency) => pool.run((worker) => throttle.run(() => job(worker)), urgency),
    runAlone: (job) => pool.runAlone(job),
  };
}

/** What is written among the submissions would be one of them the next time. */
function requireOutside(paths: readonly string[], into: string, lang: Lang): void {
  const around = paths.find((path) => isInside(resolve(path), resolve(into)));
  if (around !== undefined) throw new UsageError(batchWords(lang).outWithin(showText(into), showText(around)));
}

/** A network of its own is no fence around a program: it still runs as whoever grades, beside what others handed in. */
function requireContained({ isolation, trustSubmissions, lang }: BatchOptions): void {
  if (trustSubmissions || isolation === 'auto' || isolation === 'sandbox') return;
  throw new UsageError(batchWords(lang).notContained(isolation, undefined));
}

/** In a sandbox, unless another isolation is asked for; in a weaker one only where submissions are trusted. */
async function openPool(options: BatchOptions, exercises: readonly Exercise[]): Promise<WorkerPool> {
  const { isolation, trustSubmissions, lang } = options;
  if (isolation !== 'auto') return WorkerPool.open({ ...options, exercises });
  try {
    return await WorkerPool.open({ ...options, isolation: 'sandbox', exercises });
  } catch (error) {
    if (!(error instanceof IsolationUnavailable)) throw error;
    if (trustSubmissions) return WorkerPool.open({ ...options, exercises });
    throw new UsageError(batchWords(lang).notContained('none', showText(error.message)));
  }
}
