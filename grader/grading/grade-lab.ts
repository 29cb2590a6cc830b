/** What the exercises and the report of a lab are worth together. Pure. */
import type { ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { LabGrade, LabPartGrade, ReportGrade } from '../model/lab-grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab, LabPart } from '../spec/lab.ts';
import { rounded } from './points.ts';

/** The exercises of a lab, in its order, with the points that it gives to their levels. */
export function exercisesOf(lab: Lab, exercises: readonly Exercise[]): Exercise[] {
  return lab.parts.map(({ exercise: id, levels }) => {
    const exercise = exercises.find((one) => one.id === id);
    if (exercise === undefined) throw new Error(`The lab ${lab.id} has an unknown exercise, ${id}`);
    return levels === undefined ? exercise : { ...exercise, points: levels };
  });
}

/** The grade of a submission as one of the lab. `report` is null where the lab asks for none. */
export function withLab(grade: SubmissionGrade, lab: Lab, report: ReportGrade | null): SubmissionGrade {
  const inLab = gradeLab(lab, grade.grades, report);
  return { ...grade, lab: inLab, score: inLab.score, maxScore: inLab.maxScore };
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
function gradePart({ exercise, points: maxPoints, bonus }: LabPart, grades: readonly ExerciseGrade[]): LabPartGrade {
  const share = ({ score, maxScore }: ExerciseGrade): number => (maxScore === 0 ? 0 : score / maxScore);
  const [best] = grades.filter((grade) => grade.exercise === exercise).toSorted((a, b) => share(b) - share(a));
  const points = best === undefined ? 0 : rounded(maxPoints * share(best));
  return { exercise, language: best?.language ?? '', points, maxPoints, bonus };
}

function reportPoints({ report }: Lab): number {
  return (report?.sections ?? []).reduce((total, { points, byHand }) => total + points + byHand, 0);
}
