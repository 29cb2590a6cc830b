/**
 * The worksheet for offline grading that Moodle gives out and takes back: a CSV with localised headers. Moodle finds its
 * columns by exactly these names in the language of whoever uploads, skips a grade above the maximum, and takes feedback
 * for HTML. Source: mod/assign/gradingtable.php and mod/assign/feedback/offline/ of Moodle.
 */
import type { Standing } from '../class/standing.ts';
import { tellFeedback } from '../messages/gradebook-words.ts';
import type { Assignment } from '../class/standing.ts';
import type { Lang } from '../messages/words.ts';
import { escapeHtml } from '../page/html.ts';
import { decimalMarkOf, parseDecimal } from './decimal.ts';
import { fill, type FillProblem, type FillResult, type StudentRow } from './filling.ts';
import { folded } from './person-keys.ts';
import { plainCell } from './plain-cell.ts';
import { parseSheet, type Cell, type Sheet, type SheetRow } from './sheet.ts';

/** The names of a column in English and Spanish (Spain, Mexico). */
const headers = {
  identifier: ['Identifier', 'Identificador'],
  grade: ['Grade', 'Calificación'],
  modified: ['Last modified (grade)', 'Última modificación (calificación)'],
  maximum: ['Maximum Grade', 'Calificación máxima', 'Calificación máxima posible'],
  feedback: ['Feedback comments', 'Comentarios de retroalimentación', 'Comentarios de retroalimentación (feedback)'],
  changeable: [
    'Grade can be changed',
    'La calificación puede ser cambiada',
    'La calificación puede cambiarse',
    'La calificación se puede cambiar',
  ],
  name: ['Full name', 'Nombre completo'],
  idNumber: ['ID number', 'Número de ID', 'Número ID'],
  email: ['Email address', 'Dirección de correo', 'Dirección de correo electrónico', 'Dirección Email'],
} as const;

type Column = keyof typeof headers;
type Columns = { readonly [Name in Column]: number };

const required: readonly Column[] = ['identifier', 'grade', 'modified'];

/**
 * The sheet with the marks entered, scaled to its maximum, and all else as it was. Rows without a submission stay as they
 * are, and so does the mark of what is not graded to the end.
 */
export function fillMoodleWorksheet(
  bytes: Uint8Array,
  standings: readonly Standing[],
  assignment: Assignment,
  lang: Lang,
): FillResult {
  const sheet = parseSheet(bytes);
  if ('code' in sheet) return { ok: false, problem: sheet };
  const [head, ...rows] = sheet.rows;
  const columns = columnsIn(head?.cells ?? []);
  const problem = missingIn(columns, head?.cells ?? []);
  if (problem !== null) return { ok: false, problem };
  const students = rows.map((row, at) => studentIn(row, at + 1, columns)).filter(({ person }) => person.ids.length > 0);
  const filled = fill(
    {
      sheet,
      students,
      gradeColumn: columns.grade,
      mark: markOf(sheet, columns),
      refusesMore: true,
      isExcused: () => false,
      feedbackColumn: columns.feedback === -1 ? null : columns.feedback,
      feedback: (standing) => escapeHtml(plainCell(tellFeedback(standing, assignment, lang))),
    },
    standings,
  );
  return { ok: true, ...filled };
}

/** -1 where a column is not there. */
function columnsIn(cells: readonly Cell[]): Columns {
  const names = cells.map(({ text }) => folded(text).join(' '));
  const find = (column: Column) =>
    names.findIndex((name) => headers[column].some((known) => folded(known).join(' ') === name));
  return {
    identifier: find('identifier'),
    grade: find('grade'),
    modified: find('modified'),
    maximum: find('maximum'),
    feedback: find('feedback'),
    changeable: find('changeable'),
    name: find('name'),
    idNumber: find('idNumber'),
    email: find('email'),
  };
}

function missingIn(columns: Columns, cells: readonly Cell[]): FillProblem | null {
  const missing = required.filter((column) => columns[column] === -1).map((column) => headers[column]);
  return missing.length === 0 ? null : { code: 'COLUMNS_MISSING', missing, found: cells.map(({ text }) => text) };
}

function markOf(sheet: Sheet, { grade, maximum }: Columns) {
  return decimalMarkOf(
    sheet,
    [grade, maximum].filter((column) => column !== -1),
  );
}

function studentIn({ cells }: SheetRow, at: number, columns: Columns): StudentRow {
  const texts = (...names: readonly Column[]) =>
    names.map((name) => cells[columns[name]]?.text ?? '').filter((text) => text.trim() !== '');
  const hasGrade = cells[columns.grade] !== undefined;
  return {
    at,
    person: { ids: hasGrade ? texts('identifier') : [], otherIds: texts('idNumber', 'email'), names: texts('name') },
    maximum: parseDecimal(cells[columns.maximum]?.text ?? ''),
    isLocked: cells[columns.changeable]?.text.trim() === 'No',
  };
}
