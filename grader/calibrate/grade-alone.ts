/** Grades the programs of one exercise that a folder holds, and asks nothing about those it does not hold. */
import { gradeSubmission, type Located } from '../grading/grade-submission.ts';
import type { CheckResult, Environment } from '../model/grade.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';

export type Ground = { readonly pool: WorkerPool; readonly environment: Environment };

/** `only` names checks: these are performed, whatever they need, and all when it is empty. */
export async function gradeAlone(
  located: Located,
  { pool, environment }: Ground,
  only: readonly string[] = [],
): Promise<CheckResult[]> {
  const grade = await gradeSubmission({
    path: located.root,
    located: [located],
    only,
    withoutNeeds: true,
    presentOnly: true,
    pool,
    environment,
    onCheck: () => {},
  });
  return grade.grades.flatMap(({ checks }): readonly CheckResult[] => checks);
}
