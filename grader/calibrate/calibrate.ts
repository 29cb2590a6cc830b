/** Grades every specimen of some exercises and compares the verdicts with the known ones. */
import { locate } from '../grading/grade-submission.ts';
import type { Exercise } from '../spec/exercise.ts';
import { deviationsOf, leftOutBecause } from './deviation.ts';
import { gradeAlone, type Ground } from './grade-alone.ts';
import type { MatrixRow } from './matrix.ts';
import type { Specimen } from './specimen.ts';

export type Calibration = Ground & {
  readonly series: readonly Series[];
  /** See `briefChecks`. */
  readonly briefly: boolean;
  readonly onDone: (row: MatrixRow) => void;
};

/** Specimens of one exercise. */
export type Series = { readonly exercise: Exercise; readonly specimens: readonly Specimen[] };

/** For each series its rows, one for each specimen in their order; all of them are at work together. */
export function calibrate(calibration: Calibration): Promise<MatrixRow[]>[] {
  const { series, pool, onDone } = calibration;
  const jobs = series.flatMap(({ exercise, specimens }) =>
    specimens.map((specimen) => ({ exercise, specimen, ...Promise.withResolvers<MatrixRow>() })),
  );
  const open = jobs.values();
  const work = async (): Promise<void> => {
    for (const { exercise, specimen, resolve, reject } of open) {
      try {
        const row = await calibrateOne(calibration, exercise, specimen);
        onDone(row);
        resolve(row);
      } catch (error) {
        reject(error);
      }
    }
  };
  // Two specimens for each worker keep all of them busy while one ends and another begins.
  for (let count = 0; count < pool.size * 2; count += 1) void work();
  return series.map(({ exercise }) => {
    const rows = Promise.all(jobs.filter((job) => job.exercise === exercise).map(({ promise }) => promise));
    // Whoever asks for these rows learns of the failure, even if that is later.
    rows.catch(() => {});
    return rows;
  });
}

async function calibrateOne(
  { briefly, ...ground }: Calibration,
  exercise: Exercise,
  specimen: Specimen,
): Promise<MatrixRow> {
  const located = await locate(specimen.folder, exercise, {});
  const results = await gradeAlone(located, ground, briefly ? briefChecks(exercise, specimen) : []);
  const leftOut = leftOutBecause(results);
  return { specimen, results, leftOut, deviations: leftOut === null ? deviationsOf(specimen, results) : [] };
}

/** A reference shows everything, a right program what is basic and what it loses, a broken one what it is to fail. */
function briefChecks({ checks }: Exercise, { kind, fails }: Specimen): string[] {
  if (kind === 'reference') return [];
  const basic = kind === 'right' ? checks.filter(({ level }) => level === 'basic').map(({ id }) => id) : [];
  return [...basic, ...fails];
}
