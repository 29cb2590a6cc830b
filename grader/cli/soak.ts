/** `npm run soak`: verdicts must not depend on how busy the machine is. */
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Specimen } from '../calibrate/specimen.ts';
import { differenceText } from '../soak/difference.ts';
import { Hogs } from '../soak/hogs.ts';
import { soak, type Run, type Soaked } from '../soak/soak.ts';
import { soakSpecimens } from '../soak/specimens.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { WorkerPool, type PoolOptions } from '../worker/worker-pool.ts';
import { exitCode, UsageError, type ExitCode } from './exit-code.ts';
import { describeEnvironment } from './grade.ts';
import { unlessInterrupted } from './interrupt.ts';
import { exerciseMemory, exercisesFolder, fixturesFolder, referenceFolder } from './project.ts';
import { ProgressLine } from './screen.ts';
import { cliWords } from './words.ts';

export type SoakOptions = Omit<PoolOptions, 'exercises'> & {
  readonly runs: number;
  readonly hogs: number;
  /** What was said of a class, though none was asked for. */
  readonly ofClass: { readonly kills: number | undefined; readonly seed: number | undefined };
  readonly lang: Lang;
};

export async function soakAll(options: SoakOptions): Promise<ExitCode> {
  refuseOfClass(options);
  await using open = new AsyncDisposableStack();
  const soaked = await unlessInterrupted(open, cliWords(options.lang).interrupted, () => soakIn(open, options));
  const { gradings, verdicts, differing } = soaked;
  process.stdout.write(`${gradings} gradings, ${verdicts} verdicts, ${differing} differ\n`);
  return differing === 0 ? exitCode.allPoints : exitCode.pointsLost;
}

/** Not obeying an option in silence would look like having done what it says. */
function refuseOfClass({ ofClass, lang }: SoakOptions): void {
  for (const [name, value] of Object.entries(ofClass)) {
    if (value !== undefined) throw new UsageError(cliWords(lang).onlyOfClass(`--${name}`));
  }
}

async function soakIn(open: AsyncDisposableStack, options: SoakOptions): Promise<Soaked> {
  const { runs, hogs, lang } = options;
  const exercises = await loadExercises(exercisesFolder, exerciseMemory);
  const specimens = await soakSpecimens({ referenceFolder, fixturesFolder });
  const pool = open.use(await WorkerPool.open({ ...options, exercises }));
  const environment = await describeEnvironment(pool);
  using progress = new ProgressLine(Math.min(runs, specimens.length) + runs, lang);
  const load = async (): Promise<void> => {
    open.use(await Hogs.start(hogs));
  };
  const onGraded = (specimen: Specimen, run: Run): void => {
    tellDifferences(specimen, run, progress);
    progress.advance(specimen.name);
  };
  return await soak({ exercises, specimens, pool, environment, runs, load, onGraded });
}

/** At once, each in a line: a soak takes long. */
function tellDifferences({ exercise, kind, name }: Specimen, run: Run, progress: ProgressLine): void {
  if (run.kind === 'calm' || run.differences.length === 0) return;
  progress.clear();
  for (const difference of run.differences) {
    const words = `run ${run.number}: ${exercise} ${kind} ${name}: ${differenceText(difference)}`;
    process.stdout.write(`${showText(words)}\n`);
  }
}
