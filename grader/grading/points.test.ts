import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tcpEcho } from '../report/sample/exercise.ts';
import type { Exercise, Level } from '../spec/exercise.ts';
import { maxPointsOf, rounded } from './points.ts';

function weighted(points: Exercise['points'], weights: readonly (readonly [Level, number])[]): Exercise {
  const [pattern] = tcpEcho.checks;
  if (pattern === undefined) throw new Error('The exercise has no check');
  const checks = weights.map(([level, weight], index) => ({ ...pattern, id: `check-${index}`, level, weight }));
  return { ...tcpEcho, points, checks };
}

function pointsOf(exercise: Exercise): number[] {
  return exercise.checks.map((check) => maxPointsOf(exercise, check));
}

describe('the points of a check', () => {
  test('are its share of its level, by weight', () => {
    const exercise = weighted({ basic: 70, robust: 30, bonus: 10 }, [
      ['basic', 1],
      ['basic', 4],
      ['robust', 0.5],
      ['basic', 2],
      ['robust', 1],
    ]);
    expect(pointsOf(exercise)).toEqual([10, 40, 10, 20, 20]);
  });

  test('are those of the whole level when it is alone there', () => {
    expect(
      pointsOf(
        weighted({ basic: 100, robust: 0, bonus: 7 }, [
          ['bonus', 3],
          ['basic', 9],
        ]),
      ),
    ).toEqual([7, 100]);
  });

  test('of a level that is worth nothing are nothing', () => {
    expect(
      pointsOf(
        weighted({ basic: 100, robust: 0, bonus: 0 }, [
          ['robust', 1],
          ['robust', 2],
        ]),
      ),
    ).toEqual([0, 0]);
  });

  test('are whole hundredths that add up: what equal weights cannot share equally goes to some of them', () => {
    const thirds = weighted({ basic: 10, robust: 70, bonus: 0 }, [
      ['basic', 1],
      ['basic', 1],
      ['basic', 1],
      ...Array.from({ length: 15 }, (): [Level, number] => ['robust', 1]),
    ]);
    expect(pointsOf(thirds).slice(0, 3)).toEqual([3.33, 3.34, 3.33]);
    expect(new Set(pointsOf(thirds).slice(3))).toEqual(new Set([4.66, 4.67]));
  });

  test('add up to those of the levels, whatever the weights, in hundredths', () => {
    const weight = fc.double({ min: 0.1, max: 50, noNaN: true });
    const level = fc.constantFrom<Level[]>('basic', 'robust', 'bonus');
    const points = fc.record({ basic: fc.nat({ max: 200 }), robust: fc.nat({ max: 200 }), bonus: fc.nat({ max: 50 }) });
    fc.assert(
      fc.property(points, fc.array(fc.tuple(level, weight), { maxLength: 60 }), (worth, weights) => {
        const each = pointsOf(weighted(worth, weights));
        const present = new Set(weights.map(([one]) => one));
        const hundredths = each.reduce((sum, one) => sum + Math.round(one * 100), 0);
        expect(hundredths).toBe([...present].reduce((sum, one) => sum + worth[one] * 100, 0));
        expect(each.every((one) => one >= 0 && rounded(one) === one)).toBe(true);
      }),
    );
  });
});

test.each([
  [3 * (100 / 3), 100],
  [66.666_666, 66.67],
  [0.1 + 0.2, 0.3],
  [0, 0],
])('points are shown in hundredths: %d', (points, shown) => {
  expect(rounded(points)).toBe(shown);
});
