/**
 * Two values one above the other, with a caret under the first byte that differs. Both show the same stretch of bytes,
 * and up to the caret they are the same bytes, so what stands before it is aligned whatever its width.
 */
import { characterStart, isReadable, shownUnits, type ShownUnit } from './bytes-text.ts';
import { displayWidth } from './display-width.ts';

export type CaretLines = {
  readonly form: 'text' | 'hex';
  readonly expected: string;
  readonly received: string;
  /** Blanks and a `^`, to stand under either of the two. */
  readonly caret: string;
};

/**
 * Lines of at most `width` columns (20 or more). `differsAt` is the offset of the first different byte, the shorter
 * length when one value begins the other. Values that are no text are shown in hexadecimal.
 */
export function caretLines(expected: Uint8Array, received: Uint8Array, differsAt: number, width: number): CaretLines {
  return isReadable(expected) && isReadable(received)
    ? textLines(expected, received, differsAt, width)
    : hexLines(expected, received, differsAt, width);
}

function textLines(expected: Uint8Array, received: Uint8Array, differsAt: number, width: number): CaretLines {
  const near = characterStart(expected, Math.max(0, Math.min(differsAt, expected.length) - width));
  const units = {
    expected: unitsFrom(expected, near, differsAt + width),
    received: unitsFrom(received, near, differsAt + width),
  };
  const fits = near === 0 && [expected, received].every((value) => columnsIn(value, differsAt + width) <= width - 2);
  const from = fits ? 0 : startOfWindow(units.expected, units.received, differsAt, Math.floor((width - 2) * 0.6));
  const line = (value: Uint8Array, own: readonly ShownUnit[]) =>
    quoted(
      value,
      own.filter((unit) => unit.offset >= from),
      from,
      width,
    );
  const column = Math.min(columnAt(units.expected, from, differsAt), columnAt(units.received, from, differsAt));
  return {
    form: 'text',
    expected: line(expected, units.expected),
    received: line(received, units.received),
    caret: caretAt(1 + column),
  };
}

function unitsFrom(bytes: Uint8Array, start: number, end: number): ShownUnit[] {
  return shownUnits(bytes.subarray(start, end + 4)).map((unit) => ({ ...unit, offset: unit.offset + start }));
}

function columnsIn(value: Uint8Array, limit: number): number {
  return value.length > limit
    ? Number.POSITIVE_INFINITY
    : shownUnits(value).reduce((total, unit) => total + unit.columns, 0);
}

/** Offset from which to show, so that the caret stands within `columns`. */
function startOfWindow(
  expected: readonly ShownUnit[],
  received: readonly ShownUnit[],
  differsAt: number,
  columns: number,
): number {
  const common = expected.length > received.length ? expected : received;
  const starts = common.filter((unit) => unit.columns > 0 && unit.offset <= differsAt).map((unit) => unit.offset);
  return starts.find((start) => columnAt(common, start, differsAt) <= columns) ?? differsAt;
}

/** Columns from offset `from` to the character that holds byte `at`. */
function columnAt(units: readonly ShownUnit[], from: number, at: number): number {
  return units
    .filter((unit) => unit.offset >= from && unit.offset + unit.length <= at)
    .reduce((total, unit) => total + unit.columns, 0);
}

/** Between quotes; `…` stands for a quote where the value goes on beyond what is shown. */
function quoted(value: Uint8Array, units: readonly ShownUnit[], from: number, width: number): string {
  const opening = from > 0 ? '…' : '"';
  const text = units.map((unit) => unit.shown).join('');
  const last = units.at(-1);
  const complete = last === undefined || last.offset + last.length >= value.length;
  if (complete && displayWidth(text) <= width - 2) return `${opening}${text}"`;
  let used = 0;
  const kept = units.filter((unit) => (used += unit.columns) <= width - 2);
  return `${opening}${kept.map((unit) => unit.shown).join('')}…`;
}

function hexLines(expected: Uint8Array, received: Uint8Array, differsAt: number, width: number): CaretLines {
  const perLine = Math.max(4, Math.floor((width - 4) / 3));
  const longest = Math.max(expected.length, received.length);
  const from = longest <= perLine ? 0 : Math.max(0, differsAt - Math.floor(perLine * 0.6));
  const line = (value: Uint8Array) => {
    const digits = [...value.subarray(from, from + perLine)].map((byte) => byte.toString(16).padStart(2, '0'));
    return [from > 0 ? '…' : '', ...digits, from + perLine < value.length ? '…' : '']
      .filter((part) => part !== '')
      .join(' ');
  };
  const column = (differsAt - from) * 3 + (from > 0 ? 2 : 0);
  return { form: 'hex', expected: line(expected), received: line(received), caret: `${caretAt(column)}^` };
}

function caretAt(column: number): string {
  return `${' '.repeat(column)}^`;
}
