/** What a specimen of calibration must come to when it is handed in, with what its programs lack left out. Pure. */
import type { Specimen } from '../../calibrate/specimen.ts';
import { maxPointsOf, rounded } from '../../grading/points.ts';
import type { Check, Exercise } from '../../spec/exercise.ts';
import type { Expected, KnownVerdict } from './part.ts';

/** `present` are the programs of the exercise that the specimen holds. */
export function expectedOf(
  { fails }: Pick<Specimen, 'fails'>,
  exercise: Exercise,
  present: ReadonlySet<string>,
): Extract<Expected, { kind: 'verdicts' }> {
  const checks = exercise.checks.filter(({ of }) => present.has(of));
  const verdicts = new Map<string, KnownVerdict>();
  const verdictOf = (check: Check): KnownVerdict => {
    if (fails.includes(check.id)) return 'failed';
    const needed = checks.filter(({ id }) => check.needs.includes(id));
    return needed.every((one) => verdictOf(one) === 'passed') ? 'passed' : 'skipped';
  };
  for (const check of checks) verdicts.set(`${check.of} ${check.id}`, verdictOf(check));
  const passed = checks.filter((check) => verdictOf(check) === 'passed');
  const score = rounded(passed.reduce((total, check) => total + maxPointsOf(exercise, check), 0));
  return { kind: 'verdicts', score, verdicts };
}
