/** The lists of a class, in English. */
import { showText } from '../../bytes-text.ts';
import type { GradebookWords } from '../gradebook-words.ts';
import { either, list, number } from './phrases.ts';

export const gradebook: GradebookWords = {
  incomplete: (undecided, graderErrors) =>
    `${list([
      ...(undecided > 0 ? [number(undecided, 'undecided check', 'undecided checks')] : []),
      ...(graderErrors > 0 ? [number(graderErrors, 'grader error', 'grader errors')] : []),
    ])}, which count for nothing in this score: grade this submission again.`,
  problems: {
    NOT_UTF8: () => 'The sheet is not saved as UTF-8. Use the file as you downloaded it, or save it as "CSV UTF-8".',
    EMPTY: () => 'The sheet is empty. Download it again.',
    UNCLOSED_QUOTE: ({ line }) =>
      `The sheet is damaged: the quote that opens in line ${line} is never closed. Download it again.`,
    COLUMNS_MISSING: ({ missing, found }) =>
      `The sheet has no column ${list(missing.map((known) => either(known.map(quoted))))}. Its columns are: ${names(found)}. Download it again, in English or in Spanish.`,
    NO_SUCH_COLUMN: ({ wanted, columns }) =>
      `${wanted === null ? 'No column of the gradebook has the name of this lab' : `The gradebook has no column ${quoted(wanted)}`}. Choose one with --canvas-column: ${names(columns)}.`,
    SEVERAL_COLUMNS: ({ wanted, columns }) =>
      `Several columns of the gradebook ${wanted === null ? 'could be this lab' : `are called ${quoted(wanted)}`}. Choose one with --canvas-column and the number in its parentheses: ${names(columns)}.`,
  },
  notes: {
    NO_ROW: (_, who) => `${who}: there is no row for this student.`,
    AMBIGUOUS: ({ rows }, who) => `${who}: it could be any of several rows, so none was filled in: ${names(rows)}.`,
    SHARED_ROW: ({ row }, who) =>
      `${who}: the row ${quoted(row)} also belongs to another submission. Enter it by hand.`,
    NOT_GRADED: ({ state }, who) => `${who}: no grade was entered, because ${states[state]}.`,
    EXCUSED: ({ cell }, who) => `${who}: the gradebook says ${quoted(cell)}, and that was left as it was.`,
    LOCKED: (_, who) => `${who}: the sheet says that this grade can no longer be changed, and it was left as it was.`,
    OTHER_NAME: ({ row }, who) =>
      `${who}: the grade was entered by the id, but that row of the sheet is called ${quoted(row)}. Is it the right sheet?`,
    REPLACED: ({ before, after }, who) => `${who}: the grade was ${showText(before)} and is now ${after}.`,
    CAPPED: ({ points, maximum }, who) =>
      `${who}: the grade would be ${points}, and the platform takes ${maximum} at most: ${maximum} was entered.`,
  },
  feedback: {
    part: (title, points, maxPoints) => `${title}: ${points} of ${maxPoints}.`,
    report: (points) => `Report: ${points}.`,
    toBeMarked: (points) =>
      `${points} ${points === '1' ? 'point is' : 'points are'} still to be marked by hand, and not in this grade yet.`,
    ungradable: (why) => `Your submission could not be graded. ${why}`,
  },
};

const states = {
  incomplete: 'the submission was not graded to the end',
  ungradable: 'the submission cannot be graded',
  'grader-error': 'the grader failed',
} as const;

function quoted(text: string): string {
  return `“${showText(text)}”`;
}

function names(texts: readonly string[]): string {
  return texts.length === 0 ? '(none)' : texts.map(quoted).join(', ');
}
