/** The same programs graded on a calm machine and on a busy one: every verdict must stay what it was. */
import { gradeAlone, type Ground } from '../calibrate/grade-alone.ts';
import type { Specimen } from '../calibrate/specimen.ts';
import { locate } from '../grading/grade-submission.ts';
import type { CheckResult } from '../model/grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import { differencesOf, type Difference } from './difference.ts';

export type SoakTask = Ground & {
  readonly exercises: readonly Exercise[];
  readonly specimens: readonly Specimen[];
  readonly runs: number;
  /** Makes the machine busy; done once the calm gradings are. */
  readonly load: () => Promise<void>;
  readonly onGraded: (specimen: Specimen, run: Run) => void;
};

/** One grading: `calm`, or the number of it under load, from 1 on, and where it differs from the calm one. */
export type Run =
  | { readonly kind: 'calm' }
  | { readonly kind: 'loaded'; readonly number: number; readonly differences: readonly Difference[] };

export type Soaked = { readonly gradings: number; readonly verdicts: number; readonly differing: number };

export async function soak(task: SoakTask): Promise<Soaked> {
  const specimens = task.specimens.slice(0, task.runs);
  const calm = new Map<Specimen, readonly CheckResult[]>();
  for (const specimen of specimens) {
    calm.set(specimen, await gradeOne(task, specimen));
    task.onGraded(specimen, { kind: 'calm' });
  }
  await task.load();
  let [verdicts, differing] = [0, 0];
  for (let number = 1; number <= task.runs; number += 1) {
    const specimen = specimens[(number - 1) % specimens.length];
    if (specimen === undefined) throw new Error('There is nothing to grade');
    const results = await gradeOne(task, specimen);
    const differences = differencesOf(calm.get(specimen) ?? [], results);
    verdicts += results.length;
    differing += differences.length;
    task.onGraded(specimen, { kind: 'loaded', number, differences });
  }
  return { gradings: task.runs, verdicts, differing };
}

async function gradeOne({ exercises, pool, environment }: SoakTask, specimen: Specimen): Promise<CheckResult[]> {
  const exercise = exercises.find(({ id }) => id === specimen.exercise);
  if (exercise === undefined) throw new Error(`There is no exercise ${specimen.exercise}`);
  return gradeAlone(await locate(specimen.folder, exercise, {}), { pool, environment });
}
