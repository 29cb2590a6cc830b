import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDifference, fromText } from '../model/bytes.ts';
import { caretLines } from './caret-lines.ts';
import { displayWidth } from './display-width.ts';

function compare(expected: string, received: string, width = 40): string {
  return compareBytes(fromText(expected), fromText(received), width);
}

function compareBytes(expected: Uint8Array, received: Uint8Array, width: number): string {
  const lines = caretLines(expected, received, firstDifference(expected, received), width);
  return ['', lines.expected, lines.received, lines.caret, ''].join('\n');
}

describe('two values with a caret', () => {
  test('the caret stands under the first different character', () => {
    expect(compare('Hola Mundo', 'Hola mundo')).toBe(`
"Hola Mundo"
"Hola mundo"
      ^
`);
  });

  test('a value that only goes on is marked where it goes on', () => {
    expect(compare('Hola', 'Hola\n')).toBe(String.raw`
"Hola"
"Hola\n"
     ^
`);
  });

  test('a value that ends too soon is marked where it ends', () => {
    expect(compare('Hola Mundo', '')).toBe(`
"Hola Mundo"
""
 ^
`);
  });

  test('wide characters and marks before the difference take the room they take', () => {
    expect(compare('漢字e\u0301 uno', '漢字e\u0301 dos')).toBe(`
"漢字e\u0301 uno"
"漢字e\u0301 dos"
       ^
`);
  });

  test('a difference inside a character is marked at that character', () => {
    expect(compareBytes(fromText('señal'), Uint8Array.of(0x73, 0x65, 0xc3), 40)).toBe(String.raw`
"señal"
"se\xc3"
   ^
`);
  });

  test('long values are shown around the difference', () => {
    const before = 'abcdefghij'.repeat(30);
    expect(compare(`${before}X${before}`, `${before}Y${before}`)).toBe(`
…ijabcdefghijabcdefghijXabcdefghijabcde…
…ijabcdefghijabcdefghijYabcdefghijabcde…
                       ^
`);
  });

  test('a value that is long only after the difference is shown from its beginning', () => {
    expect(compare(`a${'b'.repeat(100)}`, `c${'b'.repeat(100)}`, 24)).toBe(`
"abbbbbbbbbbbbbbbbbbbbb…
"cbbbbbbbbbbbbbbbbbbbbb…
 ^
`);
  });

  test('values that are no text are shown in hexadecimal', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    expect(compareBytes(all, all.subarray(0, 0), 40)).toBe(`
00 01 02 03 04 05 06 07 08 09 0a 0b …

^^
`);
    expect(
      compareBytes(
        all,
        Uint8Array.from(all, (byte) => (byte === 200 ? 0 : byte)),
        40,
      ),
    ).toBe(`
… c1 c2 c3 c4 c5 c6 c7 c8 c9 ca cb cc …
… c1 c2 c3 c4 c5 c6 c7 00 c9 ca cb cc …
                       ^^
`);
  });

  test('every line fits, and what stands before the caret is the same in both', () => {
    const value = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }).map(fromText),
    );
    fc.assert(
      fc.property(value, value, value, fc.integer({ min: 20, max: 90 }), (common, a, b, width) => {
        const expected = Uint8Array.of(...common, ...a);
        const received = Uint8Array.of(...common, ...b);
        const differsAt = firstDifference(expected, received);
        fc.pre(differsAt !== -1);
        const lines = caretLines(expected, received, differsAt, width);
        const widest = Math.max(...[lines.expected, lines.received, lines.caret].map(displayWidth));
        expect(widest).toBeLessThanOrEqual(width);
        const column = lines.caret.indexOf('^');
        expect(columnsBefore(lines.expected, column)).toBe(columnsBefore(lines.received, column));
      }),
      { numRuns: 300 },
    );
  });
});

/** The part of the line that stands left of the column, without marks on its last letter and blanks after it. */
function columnsBefore(line: string, column: number): string {
  let part = '';
  for (const character of line) {
    if (displayWidth(part) >= column) break;
    part += character;
  }
  return part.trimEnd();
}
