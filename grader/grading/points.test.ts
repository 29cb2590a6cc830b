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

  test('add up to those of the levels, whatever the weights', () => {
    const weight = fc.double({ min: 0.1, max: 50, noNaN: true });
    const level = fc.constantFrom<Level[]>('basic', 'robust', 'bonus');
    const points = fc.record({ basic: fc.nat({ max: 200 }), robust: fc.nat({ max: 200 }), bonus: fc.nat({ max: 50 }) });
    fc.assert(
      fc.property(points, fc.array(fc.tuple(level, weight), { maxLength: 60 }), (worth, weights) => {
        const total = pointsOf(weighted(worth, weights)).reduce((sum, one) => sum + one, 0);
        const present = new Set(weights.map(([one]) => one));
        expect(rounded(total)).toBe([...present].reduce((sum, one) => sum + worth[one], 0));
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
