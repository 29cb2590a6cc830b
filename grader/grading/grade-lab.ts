/** What the exercises and the report of a lab are worth together. Pure. */
import type { ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { LabGrade, LabPartGrade, ReportGrade } from '../model/lab-grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab, LabPart } from '../spec/lab.ts';
import { countedFor, elsewhereNotes, notCounted, shareOf, withoutCounted, type Counted } from './count-once.ts';
import { rounded } from './points.ts';

/** The exercises of a lab, in its order, with the points that it gives to their levels. */
export function exercisesOf(lab: Lab, exercises: readonly Exercise[]): Exercise[] {
  return lab.parts.map(({ exercise: id, levels }) => {
    const exercise = exercises.find((one) => one.id === id);
    if (exercise === undefined) throw new Error(`The lab ${lab.id} has an unknown exercise, ${id}`);
    return levels === undefined ? exercise : { ...exercise, points: levels };
  });
}

/**
 * The grade of a submission as one of the lab. `report` is null where the lab asks for none; `contested` are files that
 * several exercises have taken, and that count for one of them. What is undecided in a
 * language that cannot be the best any more leaves the grade complete.
 */
export function withLab(
  grade: SubmissionGrade,
  lab: Lab,
  report: ReportGrade | null,
  contested: ReadonlySet<string> = new Set(),
): SubmissionGrade {
  const counted = countedFor(contested, lab.parts, grade.grades);
  const counting = grade.grades.map((one) => withoutCounted(one, counted));
  const inLab = gradeLab(lab, counting, report);
  const complete = lab.parts.every((part) => isDecided(gradesOf(part, counting)));
  const grades = grade.grades.map((one) => tellNotCounted(one, counted));
  return { ...grade, grades, lab: inLab, score: inLab.score, maxScore: inLab.maxScore, complete };
}

function tellNotCounted(grade: ExerciseGrade, counted: Counted): ExerciseGrade {
  const told = elsewhereNotes(notCounted(grade, counted));
  return told.length === 0 ? grade : { ...grade, notes: [...told, ...grade.notes] };
}

function gradeLab(lab: Lab, grades: readonly ExerciseGrade[], report: ReportGrade | null): LabGrade {
  const parts = lab.parts.map((part) => gradePart(part, grades));
  const sections = report?.sections ?? [];
  const fullMarks = parts.reduce((total, { bonus, maxPoints }) => total + (bonus ? 0 : maxPoints), 0);
  return {
    lab: lab.id,
    parts,
    report,
    score: rounded([...parts, ...sections].reduce((total, { points }) => total + points, 0)),
    maxScore: rounded(fullMarks + reportPoints(lab)),
    toBeMarked: rounded(sections.reduce((total, { byHand }) => total + byHand, 0)),
  };
}

/** The best of the languages handed in counts; nothing handed in counts nothing. */
function gradePart(part: LabPart, grades: readonly ExerciseGrade[]): LabPartGrade {
  const { exercise, points: maxPoints, bonus } = part;
  const [best] = gradesOf(part, grades);
  const points = best === undefined ? 0 : rounded(maxPoints * shareOf(best));
  return { exercise, language: best?.language ?? '', points, maxPoints, bonus };
}

/** The grades of a part, the best first. */
function gradesOf({ exercise }: LabPart, grades: readonly ExerciseGrade[]): ExerciseGrade[] {
  return grades.filter((grade) => grade.exercise === exercise).toSorted((a, b) => shareOf(b) - shareOf(a));
}

function isDecided([best, ...others]: readonly ExerciseGrade[]): boolean {
  if (best === undefined) return true;
  return best.complete && others.every((one) => one.complete || shareOf(atBest(one)) <= shareOf(best));
}

/** As if everything that is undecided were passed, and with it what waits for it. */
function atBest(grade: ExerciseGrade): ExerciseGrade {
  const open = grade.checks.filter(({ verdict }) => verdict.kind !== 'passed' && verdict.kind !== 'failed');
  return { ...grade, score: open.reduce((total, { maxPoints }) => total + maxPoints, grade.score) };
}

function reportPoints({ report }: Lab): number {
  return (report?.sections ?? []).reduce((total, { points, byHand }) => total + points + byHand, 0);
}
