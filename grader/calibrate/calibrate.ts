/** Grades every specimen of an exercise and compares the verdicts with the known ones. */
import { gradeSubmission, locate } from '../grading/grade-submission.ts';
import type { CheckResult, Environment } from '../model/grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import { deviationsOf } from './deviation.ts';
import type { MatrixRow } from './matrix.ts';
import type { Specimen } from './specimen.ts';

export type Calibration = {
  readonly exercise: Exercise;
  readonly specimens: readonly Specimen[];
  readonly pool: WorkerPool;
  readonly environment: Environment;
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

async function calibrateOne({ exercise, pool, environment }: Calibration, specimen: Specimen): Promise<MatrixRow> {
  const located = await locate(specimen.folder, exercise, {});
  const grade = await gradeSubmission({
    path: specimen.folder,
    located: [located],
    only: [],
    presentOnly: true,
    pool,
    environment,
    onCheck: () => {},
  });
  const results = grade.grades.flatMap(({ checks }): readonly CheckResult[] => checks);
  return { specimen, results, deviations: deviationsOf(specimen, results) };
}
