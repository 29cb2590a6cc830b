/**
 * A CSV file taken apart so that it can be put together again byte for byte (RFC 4180, with the separators and line ends
 * that spreadsheets write). Parsers give the values of cells; filling in a sheet of somebody else's also needs the rest.
 */
import { fromText } from '../../model/bytes.ts';

export type Cell = {
  readonly text: string;
  /** As it stands in the file, with its quotes. */
  readonly raw: string;
};

export type SheetRow = { readonly cells: readonly Cell[]; readonly lineEnd: string };

export type Sheet = { readonly bom: string; readonly separator: string; readonly rows: readonly SheetRow[] };

export type SheetFault =
  | { readonly code: 'NOT_UTF8' }
  | { readonly code: 'EMPTY' }
  /** `line` counts from 1. */
  | { readonly code: 'UNCLOSED_QUOTE'; readonly line: number };

const byteOrderMark = '\ufeff';
const separators = [',', ';', '\t'] as const;

export function parseSheet(bytes: Uint8Array): Sheet | SheetFault {
  const whole = decoded(bytes);
  if (whole === null) return { code: 'NOT_UTF8' };
  const bom = whole.startsWith(byteOrderMark) ? byteOrderMark : '';
  const text = whole.slice(bom.length);
  if (text.trim() === '') return { code: 'EMPTY' };
  const separator = separatorOf(text);
  const rows: SheetRow[] = [];
  for (let at = 0; at < text.length;) {
    const row = rowAt(text, at, separator);
    if (row === null) return { code: 'UNCLOSED_QUOTE', line: text.slice(0, at).split('\n').length };
    rows.push(row.row);
    at = row.end;
  }
  return { bom, separator, rows };
}

/** The bytes of the sheet: those it was parsed from, where no cell was changed. */
export function writeSheet({ bom, separator, rows }: Sheet): Uint8Array {
  const lines = rows.map(({ cells, lineEnd }) => `${cells.map(({ raw }) => raw).join(separator)}${lineEnd}`);
  return fromText(bom + lines.join(''));
}

/** The cell with another value, in quotes where it was or has to be. */
export function withText(cell: Cell, text: string, separator: string): Cell {
  const isQuoted = cell.raw.startsWith('"') || /["\r\n]/.test(text) || text.includes(separator);
  return { text, raw: isQuoted ? `"${text.replaceAll('"', '""')}"` : text };
}

/** A file in UTF-16 decodes as UTF-8 with a NUL beside every letter. */
function decoded(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The one that cuts the first line into most cells. */
function separatorOf(text: string): string {
  const counts = separators.map((separator) => rowAt(text, 0, separator)?.row.cells.length ?? 0);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

function rowAt(text: string, start: number, separator: string): { row: SheetRow; end: number } | null {
  const cells: Cell[] = [];
  for (let at = start; ;) {
    const end = cellEnd(text, at, separator);
    if (end === null) return null;
    cells.push(cellOf(text.slice(at, end)));
    if (text[end] === separator) at = end + 1;
    else return withLineEnd(cells, text, end);
  }
}

function withLineEnd(cells: readonly Cell[], text: string, at: number): { row: SheetRow; end: number } {
  const length = text[at] === '\r' && text[at + 1] === '\n' ? 2 : at < text.length ? 1 : 0;
  return { row: { cells, lineEnd: text.slice(at, at + length) }, end: at + length };
}

/** Null where a quote is not closed. */
function cellEnd(text: string, start: number, separator: string): number | null {
  let at = start;
  if (text[start] === '"') {
    const closing = closingQuote(text, start + 1);
    if (closing === null) return null;
    at = closing + 1;
  }
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

function closingQuote(text: string, start: number): number | null {
  for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return null;
}

function cellOf(raw: string): Cell {
  const isQuoted = raw.length >= 2 && raw.startsWith('"') && raw.endsWith('"');
  return { raw, text: isQuoted ? raw.slice(1, -1).replaceAll('""', '"') : raw };
}
