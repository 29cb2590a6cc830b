import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ByteLog,
  concat,
  equal,
  firstDifference,
  fromText,
  indexOf,
  startsWith,
  toBinaryString,
  toText,
} from './bytes.ts';

/** Few values, so that the same bytes often come again. */
const bytes = fc.array(fc.constantFrom(0, 97, 98, 255), { maxLength: 12 }).map((values) => Uint8Array.from(values));

describe('two byte strings', () => {
  test.each([
    ['differ where their bytes do', 'hola', 'hora', 2],
    ['differ at the end of the shorter one', 'hola', 'hol', 3],
    ['differ at the start when one is empty', '', 'h', 0],
    ['do not differ when they are equal', 'hola', 'hola', -1],
  ])('%s', (_, a, b, at) => {
    expect(firstDifference(fromText(a), fromText(b))).toBe(at);
    expect(firstDifference(fromText(b), fromText(a))).toBe(at);
    expect(equal(fromText(a), fromText(b))).toBe(at === -1);
  });

  test('are compared as bytes, whatever text they would be', () => {
    expect(equal(Uint8Array.of(0xff), Uint8Array.of(0xfe))).toBe(false);
    expect(toText(Uint8Array.of(0xff))).toBe(toText(Uint8Array.of(0xfe)));
  });

  test('joined begin with the first', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const joined = concat([a, b]);
        expect(startsWith(joined, a)).toBe(true);
        expect([...joined]).toEqual([...a, ...b]);
      }),
    );
  });

  test('a longer one is no beginning of a shorter one', () => {
    expect(startsWith(fromText('ho'), fromText('hola'))).toBe(false);
    expect(startsWith(fromText('hora'), fromText('hola'))).toBe(false);
  });
});

describe('a byte string in another', () => {
  test('is found where Node finds it', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat({ max: 12 }), (whole, part, from) => {
        fc.pre(from <= whole.length);
        expect(indexOf(whole, part, from)).toBe(Buffer.from(whole).indexOf(part, from));
      }),
      { numRuns: 500 },
    );
  });

  test('is found when it begins like something that stands before it', () => {
    expect(indexOf(fromText('aab'), fromText('ab'))).toBe(1);
    expect(indexOf(fromText('abab'), fromText('ab'), 1)).toBe(2);
  });
});

describe('bytes as text', () => {
  test('one character a byte, however many there are', () => {
    const many = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
    expect(toBinaryString(many)).toBe(Buffer.from(many).toString('latin1'));
  });

  test('what is no UTF-8 is shown as a replacement, and nothing is left out', () => {
    expect(toText(Uint8Array.of(0x68, 0xc3, 0x28))).toBe('h\ufffd(');
    expect(toText(fromText('\ufeffseñal'))).toBe('\ufeffseñal');
  });
});

describe('a log of bytes', () => {
  test('holds everything that was appended, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 8 }), (parts) => {
        const log = new ByteLog();
        for (const part of parts) log.append(part);
        expect(equal(log.bytes, concat(parts))).toBe(true);
      }),
    );
  });

  test('what was read of it stays as it was while it grows', () => {
    const log = new ByteLog();
    log.append(fromText('hola'));
    const before = log.bytes;
    log.append(new Uint8Array(1000).fill(1));
    expect(toText(before)).toBe('hola');
    expect(log.bytes.length).toBe(1004);
  });

  test('does not change with the bytes it was given', () => {
    const given = fromText('hola');
    const log = new ByteLog();
    log.append(given);
    given[0] = 0;
    expect(toText(log.bytes)).toBe('hola');
  });
});
