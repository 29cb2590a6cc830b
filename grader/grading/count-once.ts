/** Files that several exercises of a lab have taken count where they earn most, and nowhere else. Pure. */
import type { Finding } from '../model/finding.ts';
import type { CheckResult, ExerciseGrade } from '../model/grade.ts';
import type { LabPart } from '../spec/lab.ts';
import type { Elsewhere } from '../submission/share-out.ts';
import { rounded } from './points.ts';

/** By the file, the exercise that it counts for. */
export type Counted = ReadonlyMap<string, string>;

/**
 * The exercise each of the contested files counts for: the one with the greatest share of its full marks comes first, of
 * several the first of the lab, and parts that are a bonus come last.
 */
export function countedFor(
  contested: ReadonlySet<string>,
  parts: readonly LabPart[],
  grades: readonly ExerciseGrade[],
): Counted {
  const counted = new Map<string, string>();
  let open = contested.size === 0 ? [] : [...parts];
  while (open.length > 0) {
    const shares = open.map((part) => ({ part, ...bestOf(part, grades, counted) }));
    const [first] = shares.toSorted((a, b) => Number(a.part.bonus) - Number(b.part.bonus) || b.share - a.share);
    const { part, earning = [] } = first ?? {};
    for (const file of earning) if (contested.has(file) && !counted.has(file)) counted.set(file, part?.exercise ?? '');
    open = open.filter((one) => one !== part);
  }
  return counted;
}

function bestOf({ exercise }: LabPart, grades: readonly ExerciseGrade[], counted: Counted) {
  const own = grades.filter((grade) => grade.exercise === exercise).map((grade) => withoutCounted(grade, counted));
  const [best] = own.toSorted((a, b) => shareOf(b) - shareOf(a));
  return { share: best === undefined ? 0 : shareOf(best), earning: best === undefined ? [] : filesEarning(best) };
}

/** How much of its full marks a grade has; more than 1 with a bonus. */
export function shareOf({ score, maxScore }: ExerciseGrade): number {
  return maxScore === 0 ? 0 : score / maxScore;
}

/** A grade as it is without the points of files that count for another exercise. */
export function withoutCounted(grade: ExerciseGrade, counted: Counted): ExerciseGrade {
  const isLost = (check: CheckResult): boolean => check.points > 0 && ownerOf(grade, check.program, counted) !== null;
  const lost = grade.checks.filter(isLost).reduce((total, { points }) => total + points, 0);
  return lost === 0 ? grade : { ...grade, score: rounded(grade.score - lost) };
}

/** The notes that tell of files which count for other exercises. */
export function elsewhereNotes(elsewhere: readonly Elsewhere[]): Finding[] {
  return elsewhere.map((args) => ({ code: 'COUNTED_ELSEWHERE', args, evidence: [] }));
}

/** What is to be told of the files that earned points and do not count here. */
export function notCounted(grade: ExerciseGrade, counted: Counted): Elsewhere[] {
  return grade.programs.flatMap(({ program, file }) => {
    const exercise = ownerOf(grade, program, counted);
    const hasPoints = grade.checks.some((check) => check.program === program && check.points > 0);
    return exercise === null || file === null || !hasPoints ? [] : [{ program, file, exercise }];
  });
}

/** The other exercise that a program's file counts for; null where there is none. */
function ownerOf({ exercise, programs }: ExerciseGrade, program: string, counted: Counted): string | null {
  const file = programs.find((one) => one.program === program)?.file;
  const owner = file === undefined || file === null ? undefined : counted.get(file);
  return owner === undefined || owner === exercise ? null : owner;
}

function filesEarning({ programs, checks }: ExerciseGrade): string[] {
  const earning = new Set(checks.filter(({ points }) => points > 0).map(({ program }) => program));
  return programs.flatMap(({ program, file }) => (file !== null && earning.has(program) ? [file] : []));
}
