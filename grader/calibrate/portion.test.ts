import { expect, test } from 'vitest';
import { portionOf } from './portion.ts';
import type { Specimen } from './specimen.ts';

function specimen(kind: Specimen['kind'], name: string, ...fails: string[]): Specimen {
  return { kind, exercise: 'eco', name, folder: `/${name}`, about: name, fails };
}

const python = specimen('reference', 'python');
const c = specimen('reference', 'c');

test('one reference is always there', () => {
  expect(portionOf([python, c, specimen('right', 'a-class')])).toEqual([python]);
});

test('every check that any specimen fails is failed by one of the portion, in the order they came', () => {
  const all = [
    python,
    specimen('right', 'one-client', 'next', 'restart'),
    specimen('broken', 'adds', 'echo'),
    specimen('broken', 'reads-once', 'echo', 'pieces', 'large'),
    specimen('broken', 'cuts', 'large'),
    specimen('broken', 'keeps', 'restart'),
    specimen('broken', 'shouts', 'text'),
  ];
  expect(portionOf(all).map(({ name }) => name)).toEqual(['python', 'one-client', 'reads-once', 'shouts']);
});

test('of two that tell as much the first is taken', () => {
  const [first, second] = [specimen('broken', 'first', 'a', 'b'), specimen('broken', 'second', 'b', 'a')];
  expect(portionOf([first, second])).toEqual([first]);
});

test('nothing is a portion of nothing', () => {
  expect(portionOf([])).toEqual([]);
});
