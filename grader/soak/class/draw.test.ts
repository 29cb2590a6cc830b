import { expect, test } from 'vitest';
import { drawFrom } from './draw.ts';

function drawn(seed: number): number[] {
  const draw = drawFrom(seed);
  return Array.from({ length: 20 }, () => draw.below(1000));
}

test('the same seed draws the same, another seed something else', () => {
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
});

test('numbers are whole, from 0 up to and without the end', () => {
  const draw = drawFrom(7);
  const seen = new Set(Array.from({ length: 200 }, () => draw.below(4)));
  expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
});

test('shuffling loses nothing and doubles nothing', () => {
  const items = Array.from({ length: 30 }, (_, index) => index);
  const shuffled = drawFrom(3).shuffled(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
});
