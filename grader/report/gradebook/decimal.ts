/** Numbers as a sheet writes them: with a point, or with a comma. */
import type { Sheet } from './sheet.ts';

export type DecimalMark = '.' | ',';

const number = /^\s*-?\d+(?:(?<mark>[.,])\d+)?\s*$/;

/** The mark of the numbers in these columns; where none has one, that of countries which write CSV that way. */
export function decimalMarkOf({ rows, separator }: Sheet, columns: readonly number[]): DecimalMark {
  const texts = rows.flatMap(({ cells }) => columns.map((column) => cells[column]?.text ?? ''));
  const marks = texts.flatMap((text) => number.exec(text)?.groups?.['mark'] ?? []);
  const commas = marks.filter((mark) => mark === ',').length;
  if (marks.length > 0) return commas * 2 > marks.length ? ',' : '.';
  return separator === ';' ? ',' : '.';
}

/** Null for anything but a number. */
export function parseDecimal(text: string): number | null {
  return number.test(text) ? Number(text.replace(',', '.')) : null;
}

/** In hundredths, without zeros at the end. */
export function decimalText(value: number, mark: DecimalMark): string {
  return String(Math.round(value * 100) / 100).replace('.', mark);
}
