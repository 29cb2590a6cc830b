/** What the process tells its caller; scripts depend on these numbers. */
import type { SubmissionGrade } from '../model/grade.ts';

export const exitCode = { allPoints: 0, pointsLost: 1, wrongUse: 2, unfinished: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The code for several grades: an incomplete one outweighs a lost point. */
export function exitCodeFor(grades: readonly SubmissionGrade[]): ExitCode {
  if (grades.some(({ complete }) => !complete)) return exitCode.unfinished;
  return grades.some(lostPoints) ? exitCode.pointsLost : exitCode.allPoints;
}

/** Bonus points make up for nothing: every check that is not a bonus must be passed. */
function lostPoints({ grades }: SubmissionGrade): boolean {
  return grades.some(({ checks }) =>
    checks.some(({ level, verdict }) => level !== 'bonus' && verdict.kind !== 'passed'),
  );
}

/** Wrong use: said plainly, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
