import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromText } from '../model/bytes.ts';
import { differenceOf } from './difference.ts';

function difference(expected: string, received: string): string {
  return differenceOf(fromText(expected), fromText(received));
}

describe('what is different about the bytes that came', () => {
  test.each([
    ['newline-added', 'hola', 'hola\n'],
    ['newline-added', 'hola', 'hola\r\n'],
    ['newline-added', '', '\n'],
    ['newline-missing', 'hola\n', 'hola'],
    ['newline-missing', 'hola\r\n', 'hola'],
    ['whitespace-stripped', '  hola mundo\t', 'hola mundo'],
    ['whitespace-stripped', 'hola\n\n', 'hola'],
    ['whitespace-stripped', ' ', ''],
    ['case-changed', 'Señal', 'SEÑAL'],
    ['case-changed', 'Señal', 'señal'],
    ['decorated', 'hola', 'Eco: hola'],
    ['decorated', 'hola', 'hola!\n'],
    ['decorated', 'hola', 'holahol'],
    ['decorated', 'a', 'xaz'],
    ['decorated', 'hola', 'holaholaho'],
    ['python-bytes-literal', 'mañana', String.raw`b'ma\xc3\xb1ana'`],
    ['python-bytes-literal', "it's", `b"it's"`],
    ['python-bytes-literal', 'hola', "b'hola'"],
    ['characters-replaced', 'mañana', 'ma\ufffdana'],
    ['bytes-dropped', 'Hola Mundo Cruel', 'Hola Cruel'],
    ['bytes-dropped', 'hola', 'ola'],
    ['cut-short', 'ab', 'a'],
    ['cut-short', 'Hola Mundo Cruel', 'Hola Mun'],
    ['repeated', 'hola', 'holahola'],
    ['repeated', 'ab', 'abababab'],
    ['repeated', 'a', 'aaa'],
    ['other', 'hola', 'hora'],
    ['other', 'hola', 'xla'],
    ['other', 'hola', 'adiós, mundo'],
    ['other', 'hola', ''],
    ['other', '', 'hola'],
    ['other', "b'hola'", "b'hora'"],
    ['other', 'ma\ufffdana', 'ma\ufffdano'],
  ])('%s: %j, and %j came', (kind, expected, received) => {
    expect(difference(expected, received)).toBe(kind);
  });

  test('bytes that were no text are replaced, and not stripped of anything', () => {
    const replaced = fromText('a\u{fffd}\u{fffd}');
    expect(differenceOf(Uint8Array.of(0x61, 0xff, 0xfe), replaced)).toBe('characters-replaced');
  });

  test('bytes that are no UTF-8 are replaced as well', () => {
    expect(differenceOf(fromText('mañana'), Uint8Array.of(0x6d, 0x61, 0xf1, 0x61, 0x6e, 0x61))).toBe(
      'characters-replaced',
    );
    expect(differenceOf(Uint8Array.of(0xff, 0x61), Uint8Array.of(0xff, 0x62))).toBe('other');
  });

  test('one line end at the end is added, a second one decorates', () => {
    expect(difference('hola', 'hola\n\n')).toBe('decorated');
    expect(difference('hola', '\nhola')).toBe('decorated');
  });

  test('any text with any decoration has a known shape', () => {
    const word = fc.stringMatching(/^[a-m]{2,8}$/);
    const decoration = fc.stringMatching(/^[N-Z]{1,8}$/);
    fc.assert(
      fc.property(word, decoration, decoration, (text, before, after) => {
        expect(difference(text, before + text + after)).toBe('decorated');
      }),
    );
  });

  test('whatever was expected and whatever came, there is an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (expected, received) => {
        expect(differenceOf(expected, received)).toBeTypeOf('string');
        expect(differenceOf(expected, concat([expected, fromText('\n')]))).toBe('newline-added');
      }),
    );
  });
});
