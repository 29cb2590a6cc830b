/** Graded submissions for reports that other programs read: test reporters, code hosts. */
import type { CheckResult, ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab } from '../spec/lab.ts';
import { noPaint, renderRows } from './layout.ts';
import { languageName } from './messages/language-name.ts';
import type { Lang } from './messages/words.ts';
import { viewsOf } from './story/view.ts';
import { gradeCommand } from './terminal/command.ts';
import { failureRows } from './terminal/failure.ts';
import { groupedRows } from './terminal/groups.ts';
import type { Rows, View } from './terminal/view.ts';

export type Reported = {
  readonly grade: SubmissionGrade;
  /** The lab that the grade is of, when it is of one. */
  readonly lab: Lab | undefined;
  /** The words of a command line that leads to a grade again, without those that choose checks. */
  readonly given: (grade: ExerciseGrade) => readonly string[];
  /**
   * Where a file of the submission lies in the repository, with `/` between folders; null when it is not in it. `exercise`
   * is the one whose program the file is, null for the report of the lab.
   */
  readonly inRepository: (file: string, exercise: string | null) => string | null;
};

/** What every such report is made of. `exercises` must hold every exercise the grades name. */
export type ReportedAll = {
  readonly submissions: readonly Reported[];
  readonly exercises: readonly Exercise[];
  readonly lang: Lang;
};

const columns = 100;

export function reportedViews({ grade, given }: Reported, { exercises, lang }: ReportedAll): View[] {
  const several = grade.lab !== null || new Set(grade.grades.map((one) => one.exercise)).size > 1;
  return viewsOf(grade, exercises, lang).map((view) => {
    const command = gradeCommand(given(view.grade), several ? view.grade.exercise : null);
    return { ...view, command, columns };
  });
}

/** `TCP echo · Python` */
export function headingOf({ exercise, grade, lang }: View): string {
  return [exercise.title[lang], ...(grade.language === '' ? [] : [languageName(grade.language)])].join(' · ');
}

/** The name of a submission in front, where there are several. */
export function named(submission: Reported, { submissions }: ReportedAll, text: string): string {
  return submissions.length > 1 ? `${submission.grade.submission.name}: ${text}` : text;
}

/** One check that was not passed, as the terminal report tells it; empty for a passed one. */
export function storyOf(view: View, result: CheckResult): string {
  const { verdict } = result;
  return linesOf(
    verdict.kind === 'failed' ? failureRows(view, result, verdict.findings, true) : groupedRows(view, [result]),
  );
}

/** Rows of the terminal report as plain text, without the margin that all lines have and without a line end after the last. */
export function linesOf(rows: Rows): string {
  const lines = renderRows(rows, columns, noPaint).trimEnd().split('\n');
  const margin = Math.min(...lines.filter((line) => line !== '').map((line) => line.search(/[^ ]|$/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}
