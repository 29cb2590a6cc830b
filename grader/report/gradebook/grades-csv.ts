/** `grades.csv`: one row a student, its columns always in the same order and under the same names. */
import { stringify } from 'csv-stringify/sync';
import type { Part, Standing, Assignment } from '../class/standing.ts';
import { isMarked } from '../class/standing.ts';
import { tellReason } from '../messages/gradebook-words.ts';
import type { Lang } from '../messages/words.ts';
import { plainCell } from './plain-cell.ts';

type Value = string | number | boolean;

/**
 * Text for a file in pieces, as RFC 4180 has it, with a BOM, without which Excel takes UTF-8 for something else. Numbers
 * have a decimal point. What could not be graded has no score: an empty cell is no zero.
 */
export function* renderGradesCsv(
  standings: readonly Standing[],
  assignment: Assignment,
  lang: Lang,
): Generator<string, void> {
  const header = [
    ...beforeParts,
    ...assignment.exercises.map(({ id }) => id),
    ...columnsOfLab(assignment),
    ...afterParts,
  ];
  yield byteOrderMark + linesOf([header]);
  for (let from = 0; from < standings.length; from += rowsAtOnce) {
    const some = standings.slice(from, from + rowsAtOnce);
    yield linesOf(some.map((standing) => rowOf(standing, assignment, lang)));
  }
}

/** For rows that it is given at once, the package takes several times the memory of their text. */
const rowsAtOnce = 50;

const byteOrderMark = '\ufeff';

function linesOf(rows: Value[][]): string {
  return stringify(rows, {
    escape_formulas: true,
    quoted_string: true,
    record_delimiter: 'windows',
    cast: { boolean: String },
  });
}

const beforeParts = ['key', 'name', 'id', 'source', 'late', 'superseded', 'score', 'maxScore'];
const afterParts = ['complete', 'state', 'reason'];

/** `byHand`: points that a person has yet to give. */
function columnsOfLab({ lab }: Assignment): string[] {
  return lab?.report === undefined ? [] : ['report', 'byHand'];
}

function rowOf(standing: Standing, assignment: Assignment, lang: Lang): Value[] {
  const { handedIn, state } = standing;
  const graded = isMarked(standing) ? standing : null;
  return [
    plainCell(handedIn.key),
    plainCell(handedIn.student.name),
    plainCell(handedIn.student.id ?? ''),
    plainCell(handedIn.source),
    handedIn.late,
    plainCell(handedIn.superseded.join(' | ')),
    pointsCell(graded?.score),
    pointsCell(graded?.maxScore),
    ...assignment.exercises.map(({ id }) => pointsCell(pointsIn(graded?.parts ?? [], id))),
    ...columnsOfLab(assignment).map((name) =>
      pointsCell((name === 'report' ? graded?.report : graded?.toBeMarked) ?? undefined),
    ),
    state === 'graded',
    state,
    plainCell(tellReason(standing, lang) ?? ''),
  ];
}

function pointsIn(parts: readonly Part[], exercise: string): number | undefined {
  return parts.find((part) => part.exercise === exercise)?.points;
}

function pointsCell(points: number | undefined): number | string {
  return points === undefined ? '' : Math.round(points * 100) / 100;
}
