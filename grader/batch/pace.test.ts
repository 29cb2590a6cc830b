import { expect, test } from 'vitest';
import { paceOf } from './pace.ts';

test('the pace of a batch is that of this run, whatever an earlier one did', () => {
  expect(paceOf(60, 100, 40, 10_000)).toEqual({ done: 60, total: 100, perSecond: 2, leftMs: 20_000 });
});

test.each([
  ['nothing is graded yet', 40, 40, 10_000],
  ['no time has passed', 41, 40, 0],
])('nothing is told of it while %s', (_, done, before, elapsedMs) => {
  expect(paceOf(done, 100, before, elapsedMs)).toEqual({ done, total: 100, perSecond: null, leftMs: null });
});
