/** `npm run calibrate`: the checks are right when they tell the right programs from the broken ones, exactly. */
import { calibrate } from '../calibrate/calibrate.ts';
import { renderMatrix } from '../calibrate/matrix.ts';
import { loadSpecimens } from '../calibrate/specimen.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { WorkerPool, type PoolOptions } from '../worker/worker-pool.ts';
import { exitCode, UsageError, type ExitCode } from './exit-code.ts';
import { describeEnvironment } from './grade.ts';
import { closeOnInterrupt } from './interrupt.ts';
import { exercisesFolder, fixturesFolder, referenceFolder } from './project.ts';
import { ProgressLine } from './screen.ts';
import { cliWords } from './words.ts';

export type CalibrateOptions = Omit<PoolOptions, 'exercises'> & { readonly lang: Lang; readonly only: readonly string[] };

export async function calibrateAll(ids: readonly string[], options: CalibrateOptions): Promise<ExitCode> {
  const all = await loadExercises(exercisesFolder);
  const exercises = ids.length === 0 ? all : ids.map((id) => named(id, all, options.lang));
  await using pool = await WorkerPool.open({ ...options, exercises });
  using _interrupt = closeOnInterrupt(pool, cliWords(options.lang).interrupted);
  const environment = await describeEnvironment(pool);
  let deviations = 0;
  let graded = 0;
  for (const exercise of exercises) {
    const specimens = (await loadSpecimens(exercise.id, referenceFolder, fixturesFolder)).filter(
      ({ name }) => options.only.length === 0 || options.only.includes(name),
    );
    using progress = new ProgressLine(specimens.length, options.lang);
    const onDone = ({ specimen }: { specimen: { name: string } }) => progress.advance(specimen.name);
    const rows = await calibrate({ exercise, specimens, pool, environment, onDone });
    graded += rows.length;
    deviations += rows.filter((row) => row.deviations.length > 0).length;
    progress[Symbol.dispose]();
    process.stdout.write(`${renderMatrix(exercise, rows)}\n`);
  }
  process.stdout.write(`${graded - deviations} passed, ${deviations} failed\n`);
  return deviations === 0 ? exitCode.allPoints : exitCode.pointsLost;
}

function named(id: string, exercises: readonly Exercise[], lang: Lang): Exercise {
  const exercise = exercises.find((one) => one.id === id);
  if (exercise !== undefined) return exercise;
  throw new UsageError(cliWords(lang).noSuchExercise(id, exercises.map((one) => one.id)));
}
