import { describe, expect, test } from 'vitest';
import { fromText, toText } from '../model/bytes.ts';
import { findLookalike } from './lookalike.ts';

function nearest(expected: string, output: string): readonly [string, number, string] | null {
  const found = findLookalike(fromText(expected), fromText(output));
  return found && [toText(found.bytes), found.differsAt, found.difference];
}

describe('what is most like the expected text', () => {
  test.each([
    ['in other letters', 'Recibido: HOLA MUNDO\n', ['HOLA MUNDO', 1, 'case-changed']],
    ['with something after it', 'Recibido: hola mundo desde 127.0.0.1\n', ['hola mundo', 0, 'case-changed']],
    ['cut short', 'Listo\nRecibido: Hola Mu\nAdiós\n', ['Hola Mu', 7, 'cut-short']],
    ['with another word in it', 'Recibido: Hola Mindo\n', ['Hola Mindo', 6, 'other']],
    ['at the very beginning', 'ola Mundo', ['ola Mundo', 0, 'bytes-dropped']],
  ])('%s', (_, output, expected) => {
    expect(nearest('Hola Mundo', output)).toEqual(expected);
  });

  test('is the written form of the bytes with its quotes', () => {
    expect(nearest('mañana', String.raw`Recibido: b'ma\xc3\xb1ana'`)).toEqual([
      String.raw`b'ma\xc3\xb1ana'`,
      0,
      'python-bytes-literal',
    ]);
  });

  test('is found in the written form of more than was expected, with its escapes', () => {
    expect(nearest("¡it's\tñ!", String.raw`de ('127.0.0.1', 5000): b"\xc2\xa1it's\t\xc3\xb1!\n" (fin)`)?.[0]).toBe(
      String.raw`b"\xc2\xa1it's\t\xc3\xb1!\n"`,
    );
  });

  test('may go over several lines', () => {
    expect(nearest('uno\ndos', 'uno\nDOS\ntres\n')).toEqual(['uno\nDOS', 4, 'case-changed']);
  });

  test.each([
    ['nothing', ''],
    ['other words', 'Esperando...\n'],
    ['two letters that happen to be the same', 'Ho, ho, ho'],
  ])('is not in %s', (_, output) => {
    expect(nearest('Hola Mundo', output)).toBeNull();
  });

  test('is looked for in the end of a long output, in no time', () => {
    const long = `${'x'.repeat(1_000_000)}\nhola mundo\n`;
    expect(nearest('Hola Mundo', long)).toEqual(['hola mundo', 0, 'case-changed']);
    expect(nearest('x'.repeat(100_000), long)?.[1]).toBeGreaterThan(0);
  });
});
