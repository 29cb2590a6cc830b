/** The end of a report, the part seen first on a terminal: score, what to do next, and under what it was graded. */
import type { SubmissionGrade } from '../../model/grade.ts';
import { blank, flow, nothing, paragraph, plain, toned, verbatim } from '../layout.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import { environmentText, nextOf, remarksOn } from '../story/closing.ts';
import { pointsText } from '../story/view.ts';
import { commandFor, type Rows, type View } from './view.ts';

export function closingRows(grade: SubmissionGrade, views: readonly View[], words: Catalogue): Rows {
  const environment = paragraph(0, toned('dim', environmentText(grade, words)));
  return [scoreRow(grade, words), ...nextRows(grade, views, words), blank, environment];
}

/** The points of everything, what is beyond full marks, and what is still open. */
export function scoreRow(grade: SubmissionGrade, words: Catalogue): Rows[number] {
  const points = words.labels.points(pointsText(grade.score), pointsText(grade.maxScore));
  const remarks = remarksOn(grade, words).map(({ text, warns }) =>
    warns ? toned('warn', ` (${text})`) : plain(` (${text})`),
  );
  return flow(0, nothing, [toned('strong', points), ...remarks]);
}

function nextRows(grade: SubmissionGrade, views: readonly View[], words: Catalogue): Rows {
  const { text, isAllDone, repeat } = nextOf(grade, views, words);
  const said = paragraph(0, isAllDone ? toned('good', text) : plain(text));
  return repeat === null ? [said] : [said, verbatim(2, toned('code', commandFor(repeat.view, repeat.result)))];
}
