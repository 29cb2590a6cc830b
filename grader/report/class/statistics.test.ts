import { describe, expect, test } from 'vitest';
import { handedIn } from '../sample/class.ts';
import { tcpEcho } from '../sample/exercise.ts';
import type { Check } from '../../spec/exercise.ts';
import type { Marked, Performed } from './standing.ts';
import { countChecks, hardest, median, spread, type Hardness } from './statistics.ts';

function scored(score: number, maxScore = 100): Marked {
  return {
    handedIn: handedIn('Ana'),
    state: 'graded',
    score,
    maxScore,
    parts: [],
    report: null,
    toBeMarked: 0,
    undecided: 0,
    graderErrors: 0,
  };
}

describe('the median', () => {
  test.each([
    [[], undefined],
    [[5], 5],
    [[9, 1, 10], 9],
    [[1, 2, 10, 4], 3],
  ])('of %j is %j', (numbers, middle) => {
    expect(median(numbers)).toBe(middle);
  });
});

test('the spread counts scores in tenths of full marks, those with a bonus in the last', () => {
  const bins = spread([0, 9.99, 10, 30, 70, 89.9, 90, 100, 110].map((score) => scored(score)));
  expect(bins.map(({ count }) => count)).toEqual([2, 1, 0, 1, 0, 0, 0, 1, 1, 3]);
  expect(bins[3]).toEqual({ from: 30, to: 40, count: 1 });
});

test('a score on the edge of a bin is in the upper one, whatever binary does to it', () => {
  expect(spread([scored(0.1 + 0.2, 1)]).findIndex(({ count }) => count === 1)).toBe(3);
  expect(spread([scored(30.3, 101)]).findIndex(({ count }) => count === 1)).toBe(3);
  expect(spread([scored(0, 0)])[0]?.count).toBe(1);
});

describe('the hardest checks', () => {
  const [a, b, c] = tcpEcho.checks;
  if (a === undefined || b === undefined || c === undefined) throw new Error('the sample has too few checks');
  const results: readonly Performed[] = [
    { failed: [a, b], passed: [] },
    { failed: [b], passed: [a, c] },
    { failed: [], passed: [a, c] },
  ];
  const tally = new Map<Check, Pick<Hardness, 'failed' | 'tried'>>();
  for (const one of results) countChecks(tally, one);

  test('are those that most of who came to them failed', () => {
    expect(hardest(tally, [tcpEcho], 5).map(({ check, failed, tried }) => [check.id, failed, tried])).toEqual([
      [b.id, 2, 2],
      [a.id, 1, 3],
    ]);
  });

  test('are as many as asked for', () => {
    expect(hardest(tally, [tcpEcho], 1)).toHaveLength(1);
    expect(hardest(new Map(), [tcpEcho], 5)).toEqual([]);
  });
});
