/** A grade as a report for the terminal. Pure: the caller says how wide the terminal is and how it paints. */
import type { ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { LabGrade } from '../model/lab-grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab } from '../spec/lab.ts';
import { blank, flow, nothing, plain, renderRows, toned, type Paint } from './layout.ts';
import { languageName } from './messages/language-name.ts';
import { catalogueOf, type Lang } from './messages/words.ts';
import { closingRows, scoreRow } from './terminal/closing.ts';
import { gradeCommand } from './terminal/command.ts';
import { labRows, type LabView } from './terminal/lab.ts';
import { programRows } from './terminal/program.ts';
import { pointsText, type Rows, type View } from './terminal/view.ts';

export type TerminalOptions = {
  readonly lang: Lang;
  readonly paint: Paint;
  readonly columns: number;
  /** The words of a command line that leads to this grade again, without those that choose checks. */
  readonly given: (grade: ExerciseGrade) => readonly string[];
  /** The lab that the grade is of, when it is of one. */
  readonly lab?: Lab | undefined;
};

const narrowest = 50;
const widest = 100;

/**
 * The whole report, ending in a line end. `exercises` must hold every exercise the grade names. Whatever the student's
 * files and programs said in it is escaped; the only control sequences are those of `paint`.
 */
export function renderTerminal(
  grade: SubmissionGrade,
  exercises: readonly Exercise[],
  options: TerminalOptions,
): string {
  const columns = Math.min(widest, Math.max(narrowest, options.columns));
  const words = catalogueOf(options.lang);
  const several = grade.lab !== null || new Set(grade.grades.map((one) => one.exercise)).size > 1;
  const views = grade.grades.map((one): View => {
    const command = gradeCommand(options.given(one), several ? one.exercise : null);
    return { words, lang: options.lang, exercise: exerciseOf(one, exercises), grade: one, command, columns };
  });
  const head = flow(0, nothing, [toned('dim', `${words.labels.submission}: `), toned('title', grade.submission.name)]);
  const inLab = grade.lab === null ? [] : labRows(labView(grade.lab, exercises, options));
  const rows = [head, blank, ...views.flatMap(exerciseRows), ...inLab, ...closingRows(grade, views, words)];
  return renderRows(rows, columns, options.paint);
}

/** What a lab is worth, part by part, and nothing else; ends in a line end. */
export function renderLab(
  grade: SubmissionGrade,
  exercises: readonly Exercise[],
  options: Omit<TerminalOptions, 'given'>,
): string {
  const columns = Math.min(widest, Math.max(narrowest, options.columns));
  const inLab = grade.lab === null ? [] : labRows(labView(grade.lab, exercises, options));
  return renderRows([...inLab, scoreRow(grade, catalogueOf(options.lang))], columns, options.paint);
}

function labView(
  lab: LabGrade,
  exercises: readonly Exercise[],
  { lang, lab: spec }: Omit<TerminalOptions, 'given'>,
): LabView {
  if (spec === undefined) throw new Error(`The lab ${lab.lab} of the grade was not given`);
  return { words: catalogueOf(lang), lang, lab, spec, exercises };
}

function exerciseRows(view: View): Rows {
  const { exercise, grade, lang, words } = view;
  const title = [
    toned('title', exercise.title[lang]),
    plain(grade.language === '' ? '' : ` · ${languageName(grade.language)}`),
  ];
  const score = words.labels.points(pointsText(grade.score), pointsText(grade.maxScore));
  return [
    flow(0, nothing, title, toned('strong', score)),
    blank,
    ...Object.keys(exercise.programs).flatMap((program) => programRows(view, program)),
  ];
}

function exerciseOf({ exercise }: ExerciseGrade, exercises: readonly Exercise[]): Exercise {
  const found = exercises.find((one) => one.id === exercise);
  if (found === undefined) throw new Error(`The exercise ${exercise} of the grade was not given`);
  return found;
}
