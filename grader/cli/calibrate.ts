/** `npm run calibrate`: the checks are right when they tell the right programs from the broken ones, exactly. */
import { calibrate, type Series } from '../calibrate/calibrate.ts';
import { renderMatrix, type MatrixRow } from '../calibrate/matrix.ts';
import { portionOf } from '../calibrate/portion.ts';
import { loadSpecimens } from '../calibrate/specimen.ts';
import type { Environment } from '../model/grade.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import { allRead } from '../spec/spec-error.ts';
import { WorkerPool, type PoolOptions } from '../worker/worker-pool.ts';
import { exitCode, UsageError, type ExitCode } from './exit-code.ts';
import { askedFor } from './find-work.ts';
import { describeEnvironment } from './grade.ts';
import { unlessInterrupted } from './interrupt.ts';
import { loadUsable } from './load-usable.ts';
import { fixturesFolder, referenceFolder } from './project.ts';
import { ProgressLine } from './screen.ts';
import { cliWords } from './words.ts';

export type CalibrateOptions = Omit<PoolOptions, 'exercises'> & {
  readonly lang: Lang;
  readonly only: readonly string[];
  /** References are asked everything, right specimens what is basic, broken ones what they are to fail. */
  readonly brief: boolean;
  /** Brief, and only as many specimens as show every check passing and failing. */
  readonly portion: boolean;
};

export async function calibrateAll(ids: readonly string[], options: CalibrateOptions): Promise<ExitCode> {
  const known = await loadUsable((id) => ids.length === 0 || ids.includes(id), options.lang);
  const exercises = ids.length === 0 ? known : ids.flatMap((id) => askedFor(id, known, options.lang));
  await using pool = await WorkerPool.open({ ...options, exercises });
  const rows = await unlessInterrupted(pool, cliWords(options.lang).interrupted, async () => {
    const environment = await describeEnvironment(pool);
    const series = await allRead(exercises.map((exercise) => seriesOf(exercise, options)));
    return calibrateSeries(series, options, pool, environment);
  });
  if (rows.length === 0 && options.only.length > 0) {
    throw new UsageError(cliWords(options.lang).noSuchSpecimen(options.only.map(showText)));
  }
  const deviating = rows.filter(({ deviations }) => deviations.length > 0).length;
  const leftOut = rows.filter((row) => row.leftOut !== null).length;
  const passed = rows.length - deviating - leftOut;
  process.stdout.write(`${passed} passed, ${deviating} failed${leftOut === 0 ? '' : `, ${leftOut} left out`}\n`);
  return deviating === 0 ? exitCode.allPoints : exitCode.pointsLost;
}

async function seriesOf(exercise: Exercise, { only, portion }: CalibrateOptions): Promise<Series> {
  const checks = exercise.checks.map(({ id }) => id);
  const all = await loadSpecimens(exercise.id, referenceFolder, fixturesFolder, checks);
  const named = all.filter(({ name }) => only.length === 0 || only.includes(name));
  return { exercise, specimens: portion ? portionOf(named) : named };
}

/** Each matrix is shown as soon as it and those before it are complete. */
async function calibrateSeries(
  series: readonly Series[],
  { brief, portion, lang }: CalibrateOptions,
  pool: WorkerPool,
  environment: Environment,
): Promise<MatrixRow[]> {
  const total = series.reduce((count, { specimens }) => count + specimens.length, 0);
  using progress = new ProgressLine(total, lang);
  const onDone = ({ specimen }: MatrixRow): void => progress.advance(specimen.name);
  const matrices = calibrate({ series, briefly: brief || portion, pool, environment, onDone });
  const all: MatrixRow[] = [];
  for (const [index, { exercise }] of series.entries()) {
    const rows = (await matrices[index]) ?? [];
    progress.clear();
    if (rows.length > 0) process.stdout.write(`${renderMatrix(exercise, rows)}\n`);
    all.push(...rows);
  }
  return all;
}
