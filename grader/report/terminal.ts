/** A grade as a report for the terminal. Pure: the caller says how wide the terminal is and how it paints. */
import type { ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab } from '../spec/lab.ts';
import { blank, flow, nothing, plain, renderRows, toned, type Paint } from './layout.ts';
import { languageName } from './messages/language-name.ts';
import { catalogueOf, type Lang } from './messages/words.ts';
import { labView } from './story/lab.ts';
import { pointsText, viewsOf } from './story/view.ts';
import { closingRows, scoreRow } from './terminal/closing.ts';
import { gradeCommand } from './terminal/command.ts';
import { labRows } from './terminal/lab.ts';
import { programRows } from './terminal/program.ts';
import type { Rows, View } from './terminal/view.ts';

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
  const views = viewsOf(grade, exercises, options.lang).map((view): View => {
    const command = gradeCommand(options.given(view.grade), several ? view.grade.exercise : null);
    return { ...view, command, columns };
  });
  const head = flow(0, nothing, [toned('dim', `${words.labels.submission}: `), toned('title', grade.submission.name)]);
  const inLab = labPart(grade, exercises, options);
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
  const rows = [...labPart(grade, exercises, options), scoreRow(grade, catalogueOf(options.lang))];
  return renderRows(rows, columns, options.paint);
}

function labPart(
  { lab }: SubmissionGrade,
  exercises: readonly Exercise[],
  options: Omit<TerminalOptions, 'given'>,
): Rows {
  return lab === null ? [] : labRows(labView(lab, options.lab, exercises, options.lang));
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
