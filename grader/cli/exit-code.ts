/** What the process tells its caller; scripts depend on these numbers. */
import type { ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { LabPartGrade, ReportGrade } from '../model/lab-grade.ts';

export const exitCode = { allPoints: 0, pointsLost: 1, wrongUse: 2, unfinished: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The code for several grades: an incomplete one outweighs a lost point. */
export function exitCodeFor(grades: readonly SubmissionGrade[]): ExitCode {
  if (grades.some(({ complete }) => !complete)) return exitCode.unfinished;
  return grades.some(lostPoints) ? exitCode.pointsLost : exitCode.allPoints;
}

function lostPoints({ grades, lab }: SubmissionGrade): boolean {
  if (lab === null) return grades.some(lostCheck);
  return lab.parts.some((part) => lostPart(part, grades)) || lostInReport(lab.report);
}

/** Bonus points make up for nothing: every check that is not a bonus must be passed. */
function lostCheck({ checks }: ExerciseGrade): boolean {
  return checks.some(
    ({ level, verdict, maxPoints }) => level !== 'bonus' && maxPoints > 0 && verdict.kind !== 'passed',
  );
}

/** In a lab, only the language that counts can lose points. */
function lostPart(part: LabPartGrade, grades: readonly ExerciseGrade[]): boolean {
  const { exercise, language, bonus, points, maxPoints } = part;
  const counted = grades.filter((grade) => grade.exercise === exercise && grade.language === language);
  return !bonus && (points < maxPoints || counted.every(lostCheck));
}

/** Points that a person has yet to give are not lost, unless there is nothing to give them for. */
function lostInReport(report: ReportGrade | null): boolean {
  if (report === null) return false;
  return (
    report.problem !== null ||
    report.sections.some(({ points, maxPoints, problem }) => points < maxPoints || problem !== null)
  );
}

/** Wrong use: said plainly, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
