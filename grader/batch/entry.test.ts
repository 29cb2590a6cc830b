import { expect, test } from 'vitest';
import { entryOf, standingReader } from './entry.ts';
import { ana, everyone, exercises } from './sample/standings.ts';

const read = standingReader(exercises);

test.each(everyone.map((one) => [one.state, one] as const))('gives a standing back: %s', (_, standing) => {
  expect(read(JSON.parse(JSON.stringify(entryOf(standing, exercises))))).toEqual(standing);
});

test('what it gives back refers to the checks of the exercises themselves', () => {
  const standing = read(JSON.parse(JSON.stringify(entryOf(ana, exercises))));
  expect('passed' in standing && standing.passed[0]).toBe(exercises[0]?.checks[0]);
});

test.each([
  [
    'a check that no exercise has',
    { ...entryOf(ana, exercises), failed: ['tcp-echo/server/x'] },
    'has a check tcp-echo',
  ],
  ['a key too many', { ...entryOf(ana, exercises), more: 1 }, 'more'],
  ['no problem where there has to be one', { ...entryOf(ana, exercises), state: 'ungradable' }, 'because'],
  ['a number', 7, 'expected object'],
])('refuses %s', (_, value, words) => {
  expect(() => read(value)).toThrow(words);
});
