/** `npm run grade:batch`: take a class in, grade each submission, keep what it comes to at once, and write the lists of the class. */
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { entryOf, standingReader } from '../../batch/entry.ts';
import { digestOf, type BatchHeader } from '../../batch/header.ts';
import { digestInputs } from '../../batch/inputs.ts';
import { Journal } from '../../batch/journal.ts';
import { runBatch } from '../../batch/run-batch.ts';
import { Throttle } from '../../batch/throttle.ts';
import { exercisesOf } from '../../grading/grade-lab.ts';
import type { Jobs } from '../../grading/jobs.ts';
import type { Intake } from '../../intake/take-in.ts';
import type { Environment } from '../../model/grade.ts';
import type { BatchResult } from '../../model/handed-in.ts';
import { showText } from '../../report/bytes-text.ts';
import { renderClassSummary } from '../../report/class/class-summary.ts';
import { renderHandIns } from '../../report/class/hand-ins.ts';
import { standingOf, type Assignment, type Standing } from '../../report/class/standing.ts';
import type { Lang } from '../../report/messages/words.ts';
import type { Exercise } from '../../spec/exercise.ts';
import type { LoadedLab } from '../../spec/load-lab.ts';
import { IsolationUnavailable, WorkerPool, type PoolOptions } from '../../worker/worker-pool.ts';
import { courseAskedFor, gradeTaken } from './course.ts';
import { openGround, refuseJournal, type Ground } from './ground.ts';
import { takeClass } from './intake.ts';
import { readSheets, writeLists, writeStudent } from './lists.ts';
import { BatchProgress } from './progress.ts';
import { batchWords } from './words.ts';
import { exitCode, UsageError, type ExitCode } from '../exit-code.ts';
import { describeEnvironment } from '../grade.ts';
import { unlessInterrupted } from '../interrupt.ts';
import { loadUsable } from '../load-usable.ts';
import { columnsOf, paintFor } from '../screen.ts';

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
  const asked: Asked = { paths, intake, course, exercises: exercisesOf(course.lab, exercises), options };
  await using opened = new AsyncDisposableStack();
  return await unlessInterrupted(opened, batchWords(lang).interrupted, () => gradeClass(asked, opened));
}

type Asked = {
  readonly paths: readonly string[];
  readonly intake: Intake;
  readonly course: LoadedLab;
  /** Those of the course, with the points they have in it. */
  readonly exercises: readonly Exercise[];
  readonly options: BatchOptions;
};

async function gradeClass(asked: Asked, opened: AsyncDisposableStack): Promise<ExitCode> {
  const { course, exercises, options } = asked;
  const { lang, out } = options;
  if (out === undefined) throw new UsageError(batchWords(lang).whereTo);
  setFlagsFromString(collectOften);
  const assignment: Assignment = { lab: course.lab, exercises };
  const sheets = await readSheets(options, assignment);
  requireContained(options);
  const ground = await openGround({ ...options, out }, opened);
  let running: Promise<unknown> = Promise.resolve();
  // What is under way uses the temporary folder until it is over.
  opened.defer(async () => void (await Promise.allSettled([running])));
  const pool = opened.use(await openPool(options, exercises));
  const environment = await describeEnvironment(pool);
  const stopping = new AbortController();
  opened.defer(() => stopping.abort());
  const grading = gradeAll(asked, { ground, environment, pool, signal: stopping.signal });
  running = grading;
  const standings = await grading;
  const written = await writeLists(standings, assignment, { out: ground.out, sheets, lang });
  const look = { lang, columns: columnsOf(process.stdout), paint: paintFor(process.stdout) };
  process.stdout.write(renderClassSummary(standings, assignment, look));
  process.stderr.write(`${batchWords(lang).written(showText(ground.out.path), written)}\n`);
  return standings.every(({ state }) => state === 'graded' || state === 'ungradable')
    ? exitCode.allPoints
    : exitCode.unfinished;
}

/**
 * Every result is garbage once it is kept. V8 would let hundreds of megabytes of it gather: 125 MB instead of 300 at a
 * thousand results, and as much at a hundred, for 10 ms of processor time a submission.
 */
const collectOften = '--optimize-for-size';

type Setting = {
  readonly ground: Ground;
  readonly environment: Environment;
  readonly pool: WorkerPool;
  readonly signal: AbortSignal;
};

/** The standings of the class in the order of their keys, whoever was graded when. */
async function gradeAll(asked: Asked, { ground, environment, pool, signal }: Setting): Promise<Standing[]> {
  const { intake, course, exercises, options } = asked;
  const { submissions } = intake;
  const { out, temporary } = ground;
  const assignment: Assignment = { lab: course.lab, exercises };
  const header = await headerOf(asked, environment);
  const standings: Standing[] = [];
  const onKept = (standing: Standing): void => void standings.push(standing);
  await using journal = await Journal.open(out.journal, header, standingReader(exercises), onKept).catch(
    (error: unknown) => refuseJournal(error, out.journal, header, options.lang),
  );
  tellResumed(journal.size, submissions.length, options.lang);
  using progress = new BatchProgress({ before: journal.size, total: submissions.length }, options.lang);
  const grading = { course, exercises, pool: throttled(pool), environment, temporary, lang: options.lang };
  const keep = async (result: BatchResult): Promise<void> => {
    const standing = standingOf(result, exercises);
    await writeStudent(result, assignment, { out, lang: options.lang });
    await journal.append(entryOf(standing, exercises));
    standings.push(standing);
    progress.advance(standing);
  };
  await runBatch({
    submissions,
    isKept: (key) => journal.has(key),
    gradeOne: (taken, until) => gradeTaken(grading, taken, until),
    keep,
    atOnce: pool.size,
    signal,
  });
  return standings.toSorted((a, b) => (a.handedIn.key < b.handedIn.key ? -1 : 1));
}

async function headerOf({ paths, intake, course, exercises }: Asked, environment: Environment): Promise<BatchHeader> {
  const { socklab, isolation, kernelEvidence } = environment;
  return {
    schema: 'socklab/batch/v1',
    socklab,
    lab: course.lab.id,
    checks: digestOf([course, exercises]),
    handedIn: await digestInputs(paths, intake.submissions),
    submissions: intake.submissions.length,
    isolation,
    kernelEvidence,
  };
}

/** As many jobs as the pool has workers, as long as the machine keeps up; jobs that want to be alone are. */
function throttled(pool: WorkerPool): Jobs {
  const throttle = new Throttle({ least: availableParallelism(), most: pool.size });
  return {
    run: (job) => pool.run((worker) => throttle.run(() => job(worker))),
    runAlone: (job) => pool.runAlone(job),
  };
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

function tellResumed(kept: number, total: number, lang: Lang): void {
  if (kept > 0) process.stderr.write(`${batchWords(lang).resumed(kept, total)}\n`);
}
