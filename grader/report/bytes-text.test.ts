import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromText } from '../model/bytes.ts';
import { describeBytes, isReadable, quoteBytes, showBytes, shownUnits, showText } from './bytes-text.ts';
import { displayWidth } from './display-width.ts';

/** Everything a terminal could act on, or that a reader could not see. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

describe('bytes shown to a reader', () => {
  test('printable UTF-8 stays as it is', () => {
    expect(showBytes(fromText('¡Adiós, Ñandú! 漢字 😀 5 €'), 60)).toBe('¡Adiós, Ñandú! 漢字 😀 5 €');
  });

  test('line ends, tabs and NUL have their short names', () => {
    expect(showBytes(fromText('a\r\n\tb\0'), 60)).toBe(String.raw`a\r\n\tb\0`);
  });

  test('NUL before a digit cannot be mistaken for an octal number', () => {
    expect(showBytes(fromText('\u00001'), 60)).toBe(String.raw`\x001`);
  });

  test('escape sequences are spelt out', () => {
    expect(showBytes(fromText('\u001b[31mrojo\u001b[0m\u0007'), 60)).toBe(String.raw`\x1b[31mrojo\x1b[0m\x07`);
  });

  test('characters that turn the reading direction, and invisible ones, are spelt out', () => {
    expect(showText('gpj\u202eexe\u200b\u00a0\u2066\ufeff')).toBe(String.raw`gpj\u202eexe\u200b\u00a0\u2066\ufeff`);
  });

  test('bytes that are not UTF-8 are told apart from control characters of the same number', () => {
    expect(showBytes(Uint8Array.of(0xff, 0x80, 0xc3, 0x28), 60)).toBe(String.raw`\xff\x80\xc3(`);
    expect(showBytes(fromText('\u0080'), 60)).toBe(String.raw`\u0080`);
  });

  test.each([
    ['an overlong slash', [0xc0, 0xaf], String.raw`\xc0\xaf`],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80], String.raw`\xed\xa0\x80`],
    ['a code point beyond the last', [0xf4, 0x90, 0x80, 0x80], String.raw`\xf4\x90\x80\x80`],
    ['a character cut short', [0xe2, 0x82], String.raw`\xe2\x82`],
  ])('%s is no UTF-8', (_, bytes, shown) => {
    expect(showBytes(Uint8Array.from(bytes), 60)).toBe(shown);
  });

  test('a backslash is doubled in a value, so that it is not taken for a line end', () => {
    expect(showBytes(fromText(String.raw`\n`), 60)).toBe(String.raw`\\n`);
    expect(showBytes(fromText(String.raw`C:\n`), 60, 'single')).toBe(String.raw`C:\n`);
  });

  test('marks without a letter, and towers of marks, are spelt out', () => {
    expect(showText('\u0301a')).toBe(String.raw`\u0301a`);
    expect(showText(`a${'\u0301'.repeat(5)}`)).toBe(String.raw`a${'\u0301'.repeat(3)}\u0301\u0301`);
  });

  test('a long value keeps its beginning and its end, and its length is told', () => {
    expect(describeBytes(fromText('a'.repeat(500) + 'z'.repeat(500)), 32)).toBe(
      `1000 bytes: "${'a'.repeat(20)}…${'z'.repeat(9)}"`,
    );
    expect(describeBytes(fromText('a'))).toBe('1 byte: "a"');
    expect(describeBytes(new Uint8Array())).toBe('0 bytes');
  });

  test('text with a few odd bytes is readable, binary data is not', () => {
    expect(isReadable(fromText('Hola\r\n'))).toBe(true);
    expect(isReadable(Uint8Array.of(0xc3))).toBe(true);
    expect(isReadable(Uint8Array.from({ length: 256 }, (_, byte) => byte))).toBe(false);
  });

  test('nothing harmful gets through, whatever the bytes', () => {
    const hostile = fc.array(
      fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 6 }).map(fromText)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(hostile, fc.integer({ min: 8, max: 80 }), (parts, columns) => {
        const shown = quoteBytes(concat(parts), columns);
        expect(shown).not.toMatch(harmful);
        expect(displayWidth(shown)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('the units stand for all the bytes, in order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const units = shownUnits(bytes);
        expect(units.map((unit) => unit.offset)).toEqual(
          units.map((_, index) => units.slice(0, index).reduce((sum, unit) => sum + unit.length, 0)),
        );
        expect(units.reduce((sum, unit) => sum + unit.length, 0)).toBe(bytes.length);
      }),
    );
  });

  test('showing a shown text again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(showText(showText(text))).toBe(showText(text));
      }),
    );
  });
});
