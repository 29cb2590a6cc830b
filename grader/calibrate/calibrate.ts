/** Grades every specimen of an exercise and compares the verdicts with the known ones. */
import { locate } from '../grading/grade-submission.ts';
import type { Exercise } from '../spec/exercise.ts';
import { deviationsOf, leftOutBecause } from './deviation.ts';
import { gradeAlone, type Ground } from './grade-alone.ts';
import type { MatrixRow } from './matrix.ts';
import type { Specimen } from './specimen.ts';

export type Calibration = Ground & {
  readonly exercise: Exercise;
  readonly specimens: readonly Specimen[];
  /** Of a broken program only the checks it is to fail, and what they need, are performed. */
  readonly briefly: boolean;
  readonly onDone: (row: MatrixRow) => void;
};

/** One row for each specimen, in their order. */
export async function calibrate(calibration: Calibration): Promise<MatrixRow[]> {
  const rows = new Map<Specimen, MatrixRow>();
  const open = calibration.specimens.values();
  const work = async (): Promise<void> => {
    for (const specimen of open) {
      const row = await calibrateOne(calibration, specimen);
      rows.set(specimen, row);
      calibration.onDone(row);
    }
  };
  // Two specimens for each worker keep all of them busy while one ends and another begins.
  await Promise.all(Array.from({ length: calibration.pool.size * 2 }, work));
  return calibration.specimens.flatMap((specimen) => rows.get(specimen) ?? []);
}

async function calibrateOne({ exercise, briefly, ...ground }: Calibration, specimen: Specimen): Promise<MatrixRow> {
  const located = await locate(specimen.folder, exercise, {});
  const results = await gradeAlone(located, ground, briefly && specimen.kind === 'broken' ? specimen.fails : []);
  const leftOut = leftOutBecause(results);
  return { specimen, results, leftOut, deviations: leftOut === null ? deviationsOf(specimen, results) : [] };
}
