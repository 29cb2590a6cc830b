/** What both kinds of sheets have in common: entering marks in the rows they belong to, and saying which were not entered. */
import type { HandedIn } from '../../model/handed-in.ts';
import { isMarked, type Marked, type Standing } from '../class/standing.ts';
import { decimalText, parseDecimal, type DecimalMark } from './decimal.ts';
import { matchRows, type Match, type Person } from './match-rows.ts';
import { mayBeSame } from './person-keys.ts';
import { withText, writeSheet, type Cell, type Sheet, type SheetFault, type SheetRow } from './sheet.ts';

export type FillProblem =
  | SheetFault
  /** `missing` are the names a header may have, those of one column together. */
  | {
      readonly code: 'COLUMNS_MISSING';
      readonly missing: readonly (readonly string[])[];
      readonly found: readonly string[];
    }
  /** `wanted` is what was asked for, null where the name of the lab had to do. */
  | { readonly code: 'NO_SUCH_COLUMN'; readonly wanted: string | null; readonly columns: readonly string[] }
  | { readonly code: 'SEVERAL_COLUMNS'; readonly wanted: string | null; readonly columns: readonly string[] };

/** What whoever uploads the sheet should know; a name is that of a row. */
export type FillNote =
  | { readonly code: 'NO_ROW'; readonly handedIn: HandedIn }
  | { readonly code: 'AMBIGUOUS'; readonly handedIn: HandedIn; readonly rows: readonly string[] }
  | { readonly code: 'SHARED_ROW'; readonly handedIn: HandedIn; readonly row: string }
  /** There is no mark that could be entered. */
  | { readonly code: 'NOT_GRADED'; readonly handedIn: HandedIn; readonly state: Exclude<Standing['state'], 'graded'> }
  /** The platform has the student excused from the assignment, or not in it. */
  | { readonly code: 'EXCUSED'; readonly handedIn: HandedIn; readonly cell: string }
  /** The platform says that it takes no grade in this row. */
  | { readonly code: 'LOCKED'; readonly handedIn: HandedIn }
  /** Entered by the id, though the sheet has another name there. */
  | { readonly code: 'OTHER_NAME'; readonly handedIn: HandedIn; readonly row: string }
  | { readonly code: 'REPLACED'; readonly handedIn: HandedIn; readonly before: string; readonly after: string }
  /** The platform takes no more than `maximum`. */
  | { readonly code: 'CAPPED'; readonly handedIn: HandedIn; readonly points: string; readonly maximum: string };

export type Filled = {
  readonly bytes: Uint8Array;
  /** Marks that were entered. */
  readonly entered: number;
  readonly notes: readonly FillNote[];
};

export type FillResult = ({ readonly ok: true } & Filled) | { readonly ok: false; readonly problem: FillProblem };

/** A row of a sheet that is a student's. */
export type StudentRow = {
  /** Its index in the sheet. */
  readonly at: number;
  readonly person: Person;
  /** What it is worth at most; null where the sheet does not say. */
  readonly maximum: number | null;
  /** The platform takes no grade for it. */
  readonly isLocked: boolean;
};

export type Plan = {
  readonly sheet: Sheet;
  readonly students: readonly StudentRow[];
  readonly gradeColumn: number;
  readonly mark: DecimalMark;
  /** Whether the platform refuses what is above the maximum. */
  readonly refusesMore: boolean;
  /** Cells that are not to be overwritten, such as `EX`. */
  readonly isExcused: (cell: string) => boolean;
  /** Where words for the student go when nothing stands there; null where the sheet has no such column. */
  readonly feedbackColumn: number | null;
  readonly feedback: (standing: Standing) => string;
};

type Change = {
  readonly cells: ReadonlyMap<number, string>;
  readonly notes: readonly FillNote[];
  readonly entered: boolean;
};

export function fill(plan: Plan, standings: readonly Standing[]): Filled {
  const { sheet, students } = plan;
  const matches = matchRows(
    standings.map(({ handedIn }) => handedIn),
    students.map(({ person }) => person),
  );
  const changes = new Map<number, Change>();
  const notes: FillNote[] = [];
  for (const [at, standing] of standings.entries()) {
    const match = matches[at] ?? { kind: 'none' };
    const student = match.kind === 'row' ? students[match.row] : undefined;
    if (student === undefined) {
      notes.push(unmatched(standing.handedIn, match, students));
      continue;
    }
    const change = changeOf(plan, student, standing);
    changes.set(student.at, change);
    notes.push(...change.notes);
  }
  const rows = sheet.rows.map((row, at) => changedRow(row, changes.get(at), sheet.separator));
  const entered = [...changes.values()].filter((change) => change.entered).length;
  return { bytes: writeSheet({ ...sheet, rows }), entered, notes };
}

function unmatched(handedIn: HandedIn, match: Match, students: readonly StudentRow[]): FillNote {
  const nameOf = (row: number) => {
    const person = students[row]?.person;
    return person?.names[0] ?? person?.ids[0] ?? '';
  };
  if (match.kind === 'ambiguous') return { code: 'AMBIGUOUS', handedIn, rows: match.rows.map(nameOf) };
  return match.kind === 'shared'
    ? { code: 'SHARED_ROW', handedIn, row: nameOf(match.row) }
    : { code: 'NO_ROW', handedIn };
}

function changeOf(plan: Plan, student: StudentRow, standing: Standing): Change {
  const { handedIn, state } = standing;
  const before = plan.sheet.rows[student.at]?.cells[plan.gradeColumn]?.text ?? '';
  const feedback = feedbackIn(plan, student, standing);
  if (!isMarked(standing) || state === 'incomplete') {
    const note: FillNote = { code: 'NOT_GRADED', handedIn, state: state === 'graded' ? 'incomplete' : state };
    return { cells: feedback, notes: [note], entered: false };
  }
  if (student.isLocked) return { cells: new Map(), notes: [{ code: 'LOCKED', handedIn }], entered: false };
  if (plan.isExcused(before)) {
    return { cells: new Map(), notes: [{ code: 'EXCUSED', handedIn, cell: before }], entered: false };
  }
  const { text, notes } = gradeText(plan, student, standing, before);
  return {
    cells: new Map([...feedback, [plan.gradeColumn, text]]),
    notes: [...othersName(handedIn, student), ...notes],
    entered: true,
  };
}

function othersName(handedIn: HandedIn, { person: { names } }: StudentRow): FillNote[] {
  const [row] = names;
  const fits = row === undefined || names.some((name) => mayBeSame(name, handedIn.student.name));
  return fits ? [] : [{ code: 'OTHER_NAME', handedIn, row }];
}

function gradeText({ mark, refusesMore }: Plan, { maximum }: StudentRow, standing: Marked, before: string) {
  const { handedIn, score, maxScore } = standing;
  const points = maximum === null || maxScore === 0 ? score : (score / maxScore) * maximum;
  const isCapped = refusesMore && maximum !== null && points > maximum;
  const value = isCapped ? maximum : points;
  const text = decimalText(value, mark);
  const old = parseDecimal(before);
  const isNew = ['', '-'].includes(before.trim()) || (old !== null && decimalText(old, mark) === text);
  const notes: FillNote[] = [
    ...(isCapped
      ? [{ code: 'CAPPED', handedIn, points: decimalText(points, mark), maximum: decimalText(maximum, mark) } as const]
      : []),
    ...(isNew ? [] : [{ code: 'REPLACED', handedIn, before: before.trim(), after: text } as const]),
  ];
  return { text, notes };
}

/** What a person wrote stays. */
function feedbackIn({ sheet, feedbackColumn, feedback }: Plan, { at }: StudentRow, standing: Standing) {
  const cells = new Map<number, string>();
  if (feedbackColumn === null) return cells;
  const isFree = sheet.rows[at]?.cells[feedbackColumn]?.text.trim() === '';
  const text = feedback(standing);
  return isFree && text !== '' ? cells.set(feedbackColumn, text) : cells;
}

function changedRow(row: SheetRow, change: Change | undefined, separator: string): SheetRow {
  if (change === undefined) return row;
  const cells = row.cells.map((cell, at): Cell => {
    const text = change.cells.get(at);
    return text === undefined ? cell : withText(cell, text, separator);
  });
  return { ...row, cells };
}
