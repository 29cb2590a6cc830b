import { describe, expect, test } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import { tcpEcho } from '../report/sample/exercise.ts';
import type { Check } from '../spec/exercise.ts';
import { performAll, withNeeds, type Outcome } from './perform-all.ts';

function checks(needs: Readonly<Record<string, readonly string[]>>): Check[] {
  const [pattern] = tcpEcho.checks;
  if (pattern === undefined) throw new Error('The exercise has no check');
  return Object.entries(needs).map(([id, needed]) => ({ ...pattern, id, needs: [...needed] }));
}

function outcome(check: Check, verdict: Verdict): Outcome {
  return { check, verdict, timeline: [], wallMs: 1 };
}

const failed: Verdict = {
  kind: 'failed',
  findings: [{ code: 'NO_MESSAGE', args: { program: 'server' }, evidence: [] }],
};

/** Performs checks that have these verdicts; passes those that are not named. Says what began and ended, in order. */
async function perform(all: readonly Check[], verdicts: Readonly<Record<string, Verdict>> = {}) {
  const events: string[] = [];
  const outcomes = await performAll(all, async (check) => {
    events.push(`${check.id} begins`);
    await Promise.resolve();
    events.push(`${check.id} ends`);
    return outcome(check, verdicts[check.id] ?? { kind: 'passed' });
  });
  return { outcomes, events, kinds: outcomes.map(({ check, verdict }) => `${check.id} ${verdict.kind}`) };
}

describe('all checks are performed', () => {
  test('each once, and reported in the order of the exercise', async () => {
    const { events, kinds } = await perform(
      checks({ last: ['middle'], middle: ['first'], first: [], other: ['first'] }),
    );
    expect(kinds).toEqual(['last passed', 'middle passed', 'first passed', 'other passed']);
    expect(events.filter((event) => event.endsWith('begins')).toSorted()).toEqual([
      'first begins',
      'last begins',
      'middle begins',
      'other begins',
    ]);
  });

  test('side by side, unless one needs another', async () => {
    const { events } = await perform(checks({ a: [], b: [], c: ['a', 'b'] }));
    expect(events).toEqual(['a begins', 'b begins', 'a ends', 'b ends', 'c begins', 'c ends']);
  });

  test('as soon as what they need is passed: nobody waits for a slow one', async () => {
    const { promise: slow, resolve } = Promise.withResolvers<void>();
    const begun: string[] = [];
    const all = performAll(checks({ slow: [], quick: [], next: ['quick'] }), async (check) => {
      begun.push(check.id);
      if (check.id === 'next') resolve();
      if (check.id === 'slow') await slow;
      return outcome(check, { kind: 'passed' });
    });
    expect((await all).length).toBe(3);
    expect(begun).toEqual(['slow', 'quick', 'next']);
  });

  test('without any there is nothing to do', async () => {
    expect(await performAll([], () => Promise.reject(new Error('performed')))).toEqual([]);
  });
});

describe('a check is skipped', () => {
  const undecided: Verdict = { kind: 'inconclusive', findings: [] };
  const ownFault: Verdict = { kind: 'grader-error', message: 'broken' };

  test.each([failed, undecided, ownFault])('when one that it needs is not passed: $kind', async (verdict) => {
    const { outcomes, events } = await perform(checks({ a: [], b: ['a'] }), { a: verdict });
    expect(outcomes[1]).toMatchObject({ verdict: { kind: 'skipped', because: ['a'] }, timeline: [], wallMs: 0 });
    expect(events).toEqual(['a begins', 'a ends']);
  });

  test('when one that it needs was skipped itself', async () => {
    const { outcomes } = await perform(checks({ a: [], b: ['a'], c: ['b'], d: ['c', 'a'] }), { a: failed });
    expect(outcomes.map(({ verdict }) => verdict)).toEqual([
      failed,
      { kind: 'skipped', because: ['a'] },
      { kind: 'skipped', because: ['b'] },
      { kind: 'skipped', because: ['a', 'c'] },
    ]);
  });

  test('and not because of one that it does not need', async () => {
    const { kinds } = await perform(checks({ a: [], b: ['a'], c: [] }), { a: failed });
    expect(kinds).toEqual(['a failed', 'b skipped', 'c passed']);
  });
});

test('a check that cannot be performed at all fails the whole', async () => {
  const all = performAll(checks({ a: [] }), () => Promise.reject(new Error('no worker')));
  await expect(all).rejects.toThrow('no worker');
});

test('when one cannot be performed, the others are waited for', async () => {
  const events: string[] = [];
  const { promise: slow, resolve } = Promise.withResolvers<void>();
  const all = performAll(checks({ fails: [], slow: [] }), async (check) => {
    if (check.id === 'fails') throw new Error('no worker');
    await slow;
    events.push('slow ended');
    return outcome(check, { kind: 'passed' });
  });
  const told = all.catch(() => events.push('all ended'));
  setImmediate(resolve);
  await told;
  expect(events).toEqual(['slow ended', 'all ended']);
});

describe('checks with what they need', () => {
  const all = checks({ a: [], b: ['a'], c: ['b'], d: [], e: ['c', 'd'] });

  test.each([
    [['c'], ['a', 'b', 'c']],
    [['d'], ['d']],
    [['e'], ['a', 'b', 'c', 'd', 'e']],
    [
      ['d', 'b'],
      ['a', 'b', 'd'],
    ],
    [
      ['b', 'b'],
      ['a', 'b'],
    ],
    [['unknown'], []],
    [[], []],
  ])('%j come in the order of the exercise, each once', (ids, expected) => {
    expect(withNeeds(all, ids).map(({ id }) => id)).toEqual(expected);
  });

  test('do not mind needing each other in a circle', () => {
    expect(withNeeds(checks({ a: ['b'], b: ['a'] }), ['a']).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
