import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromText } from '../model/bytes.ts';
import { endOfText, isUnfinished } from './utf8.ts';

const latin1 = Uint8Array.of(0x53, 0x65, 0xf1, 0x61, 0x6c);

describe('text in UTF-8', () => {
  test('is whole, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bytes = fromText(text);
        expect(endOfText(bytes)).toBe(bytes.length);
      }),
    );
  });

  test('ends where another encoding begins', () => {
    expect(endOfText(latin1)).toBe(2);
    expect(isUnfinished(latin1.subarray(2))).toBe(false);
  });

  test('ends before a character that is not whole', () => {
    const cut = fromText('señal').subarray(0, 3);
    expect(endOfText(cut)).toBe(2);
    expect(isUnfinished(cut.subarray(2))).toBe(true);
  });

  test('ends before a byte that cannot follow', () => {
    expect(endOfText(concat([fromText('€'), Uint8Array.of(0xff)]))).toBe(3);
  });
});
