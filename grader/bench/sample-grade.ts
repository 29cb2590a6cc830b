/** A grade of a lab as a worker's results make it, to stand for those of a whole class. */
import { join } from 'node:path';
import type { Ground } from '../calibrate/grade-alone.ts';
import { withLab } from '../grading/grade-lab.ts';
import { gradeSubmission, locate } from '../grading/grade-submission.ts';
import type { SubmissionGrade } from '../model/grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab } from '../spec/lab.ts';

/** Of the programs in `<source>/<exercise>/`; parts of the lab that are not among `exercises` are not handed in. */
export async function gradeSample(
  exercises: readonly Exercise[],
  { lab, source }: { readonly lab: Lab; readonly source: string },
  { pool, environment }: Ground,
): Promise<SubmissionGrade> {
  const located = await Promise.all(exercises.map((exercise) => locate(join(source, exercise.id), exercise, {})));
  const task = { path: source, located, only: [], presentOnly: false, pool, environment, onCheck: () => {} };
  return withLab(await gradeSubmission(task), lab, null);
}
