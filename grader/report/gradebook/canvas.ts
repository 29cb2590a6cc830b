/**
 * The gradebook that Canvas exports and imports: a CSV whose first columns say who, and in which every assignment is a
 * column `Lab 1 (987)`, its id in parentheses. Separator, decimal mark and BOM are settings of the teacher's. Source:
 * app/models/gradebook_exporter.rb of Canvas.
 */
import type { Assignment, Standing } from '../class/standing.ts';
import { decimalMarkOf, parseDecimal } from './decimal.ts';
import { fill, type FillProblem, type FillResult, type StudentRow } from './filling.ts';
import { folded } from './person-keys.ts';
import { parseSheet, type Cell, type Sheet } from './sheet.ts';

/** Not translated by Canvas, which looks for these names itself. */
const headers = { name: 'Student', id: 'ID', otherIds: ['SIS User ID', 'SIS Login ID', 'Integration ID'] } as const;
const pointsPossible = 'Points Possible';

type AssignmentColumn = { readonly at: number; readonly header: string; readonly title: string; readonly id: string };

/**
 * The gradebook with the marks entered in one column, scaled to its points, and all else as it was. `wanted` is the name
 * or the id of the column; null: the only one that has the name of the lab.
 */
export function fillCanvasGradebook(
  bytes: Uint8Array,
  standings: readonly Standing[],
  assignment: Assignment,
  wanted: string | null,
): FillResult {
  const sheet = parseSheet(bytes);
  if ('code' in sheet) return { ok: false, problem: sheet };
  const head = sheet.rows[0]?.cells ?? [];
  const missing = [headers.name, headers.id].filter((name) => columnOf(head, name) === -1);
  if (missing.length > 0) {
    const found = head.map(({ text }) => text);
    return { ok: false, problem: { code: 'COLUMNS_MISSING', missing: missing.map((name) => [name]), found } };
  }
  const columns = assignmentColumns(head);
  const column = chosen(columns, assignment, wanted);
  if ('code' in column) return { ok: false, problem: column };
  const filled = fill(
    {
      sheet,
      students: studentsIn(sheet, column.at),
      gradeColumn: column.at,
      mark: decimalMarkOf(
        sheet,
        columns.map(({ at }) => at),
      ),
      refusesMore: false,
      isExcused: (cell) => ['EX', 'N/A'].includes(cell.trim().toUpperCase()),
      feedbackColumn: null,
      feedback: () => '',
    },
    standings,
  );
  return { ok: true, ...filled };
}

function columnOf(head: readonly Cell[], name: string): number {
  return head.findIndex(({ text }) => text.trim() === name);
}

function assignmentColumns(head: readonly Cell[]): AssignmentColumn[] {
  return head.flatMap(({ text }, at) => {
    const { title, id } = /^(?<title>.*\S)\s*\((?<id>\d+)\)\s*$/su.exec(text)?.groups ?? {};
    return title === undefined || id === undefined ? [] : [{ at, header: text, title, id }];
  });
}

function chosen(
  columns: readonly AssignmentColumn[],
  assignment: Assignment,
  wanted: string | null,
): AssignmentColumn | FillProblem {
  const fitting = wanted === null ? named(columns, titlesOf(assignment)) : askedFor(columns, wanted);
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return first;
  const listed = (fitting.length > 1 ? fitting : columns).map(({ header }) => header);
  return { code: fitting.length > 1 ? 'SEVERAL_COLUMNS' : 'NO_SUCH_COLUMN', wanted, columns: listed };
}

function askedFor(columns: readonly AssignmentColumn[], wanted: string): AssignmentColumn[] {
  const exact = columns.filter(({ id, header }) => id === wanted.trim() || header.trim() === wanted.trim());
  return exact.length > 0 ? exact : columns.filter(({ title }) => wordsOf(title) === wordsOf(wanted));
}

/** The whole name before one that only begins with it: "Lab 1" is not "Lab 10", and rather "Lab 1" than "Lab 1 (extra)". */
function named(columns: readonly AssignmentColumn[], titles: readonly string[]): AssignmentColumn[] {
  const wanted = titles.map(wordsOf).filter((words) => words !== '');
  const whole = columns.filter(({ title }) => wanted.includes(wordsOf(title)));
  if (whole.length > 0) return whole;
  return columns.filter(({ title }) => wanted.some((words) => ` ${wordsOf(title)} `.includes(` ${words} `)));
}

/** Titles and id; of a title such as "Week 2: echo over TCP", also what stands before the colon. */
function titlesOf({ lab, exercises }: Assignment): string[] {
  const [first] = exercises;
  const task = lab ?? (exercises.length === 1 ? first : undefined);
  if (task === undefined) return [];
  const titles = [task.title.es, task.title.en];
  return [...titles, ...titles.flatMap((title) => title.split(':').slice(0, 1)), task.id];
}

function wordsOf(text: string): string {
  return folded(text).join(' ');
}

function studentsIn(sheet: Sheet, gradeColumn: number): StudentRow[] {
  const [head, ...rows] = sheet.rows;
  const at = (name: string) => columnOf(head?.cells ?? [], name);
  const name = at(headers.name);
  const id = at(headers.id);
  const otherIds = headers.otherIds.map(at);
  const possible = rows.find(({ cells }) => cells[name]?.text.trim() === pointsPossible);
  const maximum = parseDecimal(possible?.cells[gradeColumn]?.text ?? '');
  return rows.flatMap(({ cells }, index) => {
    const text = (column: number) => cells[column]?.text ?? '';
    if (text(id).trim() === '' || cells[gradeColumn] === undefined) return [];
    const person = { ids: [text(id)], otherIds: otherIds.map(text), names: [text(name)] };
    return [{ at: index + 1, person, maximum: maximum === 0 ? null : maximum, isLocked: false }];
  });
}
