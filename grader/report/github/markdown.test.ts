import { describe, expect, test } from 'vitest';
import { fenced, inert, literal, table } from './markdown.ts';

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

test('no punctuation is left of a text, and all of it is shown', () => {
  const written = inert(`a${punctuation}ñ 😀 – ✗ 9`);
  const kept = written.replaceAll(/&#\d+;/g, '');
  expect(kept).toBe('añ 😀 – ✗ 9');
  expect(written.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))).toBe(
    `a${punctuation}ñ 😀 – ✗ 9`,
  );
});

test('a text is one line, in which what cannot be seen is shown', () => {
  expect(inert('a\nb\u202e')).toBe('a&#92;nb&#92;u202e');
  expect(literal('<b>')).toBe('<code>&#60;b&#62;</code>');
});

describe('a fence', () => {
  test.each([
    ['no backticks', '```'],
    ['`one` and ``two``', '```'],
    ['```', '````'],
    ['a\n``````````\nb ``', '`'.repeat(11)],
  ])('is longer than any in %j', (text, fence) => {
    expect(fenced(text)).toBe(`${fence}text\n${text}\n${fence}`);
  });
});

test('a table has its numbers at the right', () => {
  expect(table(['Check', 'Points'], [[inert('a | b'), '1']], ['Points'])).toBe(
    '| Check | Points |\n| --- | ---: |\n| a &#124; b | 1 |',
  );
});
