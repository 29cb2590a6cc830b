import { expect, test } from 'vitest';
import { tcpEcho } from '../report/sample/exercise.ts';
import type { Check } from '../spec/exercise.ts';
import { urgenciesOf } from './urgency.ts';

function check(id: string, needs: readonly string[] = [], withinMs?: number): Check {
  const [pattern] = tcpEcho.checks;
  if (pattern === undefined) throw new Error('The exercise has no check');
  const step = { do: 'expectClose', peer: 'alice', how: 'any', ...(withinMs !== undefined && { withinMs }) } as const;
  return { ...pattern, id, needs: [...needs], steps: [step] };
}

test('a check is the more urgent the longer the way that others go from it', () => {
  const all = [check('last', ['middle']), check('middle', ['first']), check('first'), check('alone')];
  expect(Object.fromEntries(urgenciesOf(all))).toEqual({ last: 1, middle: 2, first: 3, alone: 1 });
});

test('a check that may wait long goes first, and with it those it needs', () => {
  const all = [check('opens'), check('waits', ['opens'], 10_000), check('answers', ['opens'])];
  const urgencies = urgenciesOf(all);
  expect(all.map(({ id }) => id).toSorted((a, b) => (urgencies.get(b) ?? 0) - (urgencies.get(a) ?? 0))).toEqual([
    'opens',
    'waits',
    'answers',
  ]);
});

test('what is needed and not asked for counts for nothing', () => {
  expect([...urgenciesOf([check('last', ['somebody-else'])])]).toEqual([['last', 1]]);
});
