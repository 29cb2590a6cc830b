/**
 * Bytes and foreign text made visible, in Python's notation: `\n`, `\x1b`, `\xff` for a byte that is no UTF-8,
 * `\u202e` for a character one cannot see. Whatever a student's program, file name or path says goes through here, so
 * nothing it says can move the cursor, change colours or turn the reading direction.
 */
import { columnsOf, displayWidth } from './display-width.ts';

/** One character of the shown form, and the bytes it stands for. */
export type ShownUnit = {
  readonly offset: number;
  readonly length: number;
  readonly shown: string;
  readonly columns: number;
};

/** `doubled` so that the two characters `\\n` are not taken for a line end; `single` where the text is shown as it was seen. */
export type Backslashes = 'doubled' | 'single';

/** Characters one cannot see, or that do something instead of showing. */
export const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;
const mark = /\p{M}/u;
const emojiPresentationSelector = '\ufe0f';
const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const maxMarksOnOneLetter = 3;

/** Text in one line with everything unprintable escaped. Backslashes stay single, so showing twice changes nothing. */
export function showText(text: string): string {
  const show = escaper();
  const characters = Array.from(text);
  return characters.map((character, index) => show(character, characters[index + 1] ?? '')).join('');
}

/** The units of the shown form of `bytes`, in order. */
export function shownUnits(bytes: Uint8Array, backslashes: Backslashes = 'doubled'): ShownUnit[] {
  const show = escaper();
  const units: ShownUnit[] = [];
  let previous = '';
  for (let offset = 0; offset < bytes.length;) {
    const character = characterAt(bytes, offset);
    const length = character?.bytes ?? 1;
    const next = String.fromCharCode(bytes[offset + length] ?? 0x20);
    const escaped = character === undefined ? hexEscape(bytes[offset] ?? 0) : show(character.text, next);
    const shown = escaped === '\\' && backslashes === 'doubled' ? '\\\\' : escaped;
    units.push({
      offset,
      length,
      shown,
      columns: shown === character?.text ? columnsOf(shown, previous) : displayWidth(shown),
    });
    previous = shown;
    offset += length;
  }
  return units;
}

/** `16 bytes: "Hola Mundo Cruel"`; a long value keeps its beginning and its end, with `…` between. */
export function describeBytes(bytes: Uint8Array, columns = 60): string {
  return bytes.length === 0 ? countBytes(0) : `${countBytes(bytes.length)}: ${quoteBytes(bytes, columns)}`;
}

/** `16 bytes`: the same words in every language of the reports. */
export function countBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

/** The value between double quotes, at most `columns` wide. */
export function quoteBytes(bytes: Uint8Array, columns = 60): string {
  return `"${showBytes(bytes, columns - 2)}"`;
}

/** The value without quotes, at most `columns` wide: two thirds of it its beginning, the rest its end. */
export function showBytes(bytes: Uint8Array, columns: number, backslashes: Backslashes = 'doubled'): string {
  const reach = columns * 4;
  if (bytes.length <= reach) {
    const units = shownUnits(bytes, backslashes);
    if (totalColumns(units) <= columns) return units.map((unit) => unit.shown).join('');
  }
  const headColumns = Math.ceil(((columns - 1) * 2) / 3);
  const head = shownUnits(bytes.subarray(0, Math.min(reach, characterStart(bytes, bytes.length - 1))), backslashes);
  const tail = shownUnits(bytes.subarray(characterStart(bytes, Math.max(1, bytes.length - reach))), backslashes);
  return `${firstUnits(head, headColumns)}…${lastUnits(tail, columns - 1 - headColumns)}`;
}

/** The nearest offset at or before `offset` where a character may begin. */
export function characterStart(bytes: Uint8Array, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}

/** Whether people can read the bytes as they are: UTF-8 with hardly a control character in it. Looks at the first KiB. */
export function isReadable(bytes: Uint8Array): boolean {
  const sample = shownUnits(bytes.subarray(0, 1024));
  const escaped = sample.filter((unit) => unit.shown.startsWith('\\') && !/^\\[nrt\\]$/.test(unit.shown));
  return escaped.length <= Math.max(3, sample.length / 10);
}

function totalColumns(units: readonly ShownUnit[]): number {
  return units.reduce((total, unit) => total + unit.columns, 0);
}

function firstUnits(units: readonly ShownUnit[], columns: number): string {
  let used = 0;
  return units
    .filter((unit) => (used += unit.columns) <= columns)
    .map((unit) => unit.shown)
    .join('');
}

function lastUnits(units: readonly ShownUnit[], columns: number): string {
  let used = 0;
  const kept = units.toReversed().filter((unit) => (used += unit.columns) <= columns);
  return kept
    .toReversed()
    .map((unit) => unit.shown)
    .join('')
    .replace(/^\p{M}+/u, '');
}

/** Shows one character after another; remembers what a combining mark would stand on. */
function escaper(): (character: string, next: string) => string {
  let base = '';
  let marks = 0;
  return (character, next) => {
    marks = mark.test(character) ? marks + 1 : 0;
    const stands = marks === 0 || (base !== '' && marks <= maxMarksOnOneLetter);
    const selectsEmoji = character === emojiPresentationSelector && /\p{Emoji}/u.test(base);
    if (stands && (selectsEmoji || !invisible.test(character))) {
      if (marks === 0) base = character;
      return character;
    }
    base = '';
    return escape(character, next);
  };
}

function escape(character: string, next: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code === 0 && !/[0-9]/.test(next)) return '\\0';
  if (code < 0x80) return hexEscape(code);
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hexEscape(byte: number): string {
  return `\\x${hex(byte, 2)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** The UTF-8 character that begins at `offset`, or undefined where the bytes are not UTF-8 (RFC 3629). */
function characterAt(bytes: Uint8Array, offset: number): { readonly text: string; readonly bytes: number } | undefined {
  const lead = bytes[offset] ?? 0;
  if (lead < 0x80) return { text: String.fromCharCode(lead), bytes: 1 };
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  try {
    return { text: strictUtf8.decode(bytes.subarray(offset, offset + length)), bytes: length };
  } catch {
    return undefined;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
