import { expect, test } from 'vitest';
import { drawFrom } from './draw.ts';
import { drawMoment } from './kills.ts';

test('moments leave results for the kills that are to come', () => {
  const draw = drawFrom(1);
  const moments = Array.from({ length: 100 }, () => drawMoment(draw, 8, 3));
  expect(new Set(moments.map(({ results }) => results))).toEqual(new Set([0, 1, 2]));
  expect(moments.every(({ ms }) => ms >= 0 && ms < 1500)).toBe(true);
});

test('when no result is left there is only the time', () => {
  expect(drawMoment(drawFrom(4), 0, 1).results).toBe(0);
});
