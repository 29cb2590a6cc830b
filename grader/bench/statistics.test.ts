import { describe, expect, test } from 'vitest';
import { ratioLine, shareLine, timeLine } from './line.ts';
import { medianOf, ratiosOf, spreadOf } from './statistics.ts';

describe('a spread', () => {
  test('is in the order of size, whatever the order of the samples', () => {
    expect(spreadOf([50, 10, 40, 20, 30])).toEqual({
      min: 10,
      lowerQuartile: 20,
      median: 30,
      upperQuartile: 40,
      max: 50,
    });
  });

  test('lies between two samples where no sample stands at its place', () => {
    expect(spreadOf([1, 2, 3, 4])).toEqual({ min: 1, lowerQuartile: 1.75, median: 2.5, upperQuartile: 3.25, max: 4 });
  });

  test('of one sample is that sample', () => {
    expect(spreadOf([7])).toEqual({ min: 7, lowerQuartile: 7, median: 7, upperQuartile: 7, max: 7 });
  });

  test('of nothing there is none', () => {
    expect(() => medianOf([])).toThrow('no median of nothing');
  });

  test('leaves the samples as they were', () => {
    const samples = [3, 1, 2];
    spreadOf(samples);
    expect(samples).toEqual([3, 1, 2]);
  });
});

describe('ratios', () => {
  test('are of the same round', () => {
    expect(ratiosOf([10, 30], [5, 10])).toEqual([2, 3]);
  });

  test('of a round without its other half are left out', () => {
    expect(ratiosOf([10, 30], [5])).toEqual([2]);
  });
});

describe('a line', () => {
  test('meets its target when its median does, even if a sample does not', () => {
    expect(ratioLine('right / bare', [1.2, 1.5, 9], 1.5)).toMatchObject({ unit: 'x', median: 1.5, met: true });
  });

  test('misses its target when its median does', () => {
    expect(timeLine('help', [100, 151, 200], 150)).toMatchObject({ unit: 'ms', median: 151, met: false });
  });

  test('of a share meets its target when its median is not below it', () => {
    expect(shareLine('rate', [70, 90, 95], 90)).toMatchObject({ unit: '%', median: 90, met: true });
    expect(shareLine('rate', [70, 89, 95], 90)).toMatchObject({ median: 89, wanted: 'at least', met: false });
  });

  test('without a target neither meets nor misses one', () => {
    expect(timeLine('help', [100])).toMatchObject({ samples: [100], target: null, met: null });
  });
});
