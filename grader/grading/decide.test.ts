import { describe, expect, test } from 'vitest';
import type { Timeline, UnprovenProvocation } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import { tcpEcho } from '../report/sample/exercise.ts';
import { decide } from './decide.ts';
import type { Outcome } from './perform-all.ts';

const passed: Verdict = { kind: 'passed' };
const failed: Verdict = {
  kind: 'failed',
  findings: [{ code: 'NO_MESSAGE', args: { program: 'server' }, evidence: [] }],
};
const broken: Verdict = { kind: 'grader-error', message: 'broken' };

function unproven(what: UnprovenProvocation): Verdict {
  return { kind: 'inconclusive', findings: [{ code: 'UNPROVEN', args: { what }, evidence: [] }] };
}

const busy: Timeline = [{ atMs: 5000, kind: 'processors-busy', freeMs: 800, ownTimeMs: 5000 }];

function outcome(verdict: Verdict, timeline: Timeline = []): Outcome {
  const [check] = tcpEcho.checks;
  if (check === undefined) throw new Error('The exercise has no check');
  return { check, verdict, timeline, wallMs: 1 };
}

/** Gives these outcomes one after the other; the verdict that counts, and in which company each was performed. */
async function decided(...outcomes: readonly Outcome[]): Promise<string[]> {
  const open = outcomes.values();
  const companies: string[] = [];
  const { verdict } = await decide((company) => {
    companies.push(company);
    const { value } = open.next();
    return value === undefined ? Promise.reject(new Error('performed too often')) : Promise.resolve(value);
  });
  return [verdict.kind, ...companies];
}

const thrice = ['among-others', 'among-others', 'among-others'];

describe('A check', () => {
  test('that is decided is performed once', async () => {
    expect(await decided(outcome(passed))).toEqual(['passed', 'among-others']);
    expect(await decided(outcome(failed))).toEqual(['failed', 'among-others']);
  });

  test('that passed although the machine was busy has passed', async () => {
    expect(await decided(outcome(passed, busy))).toEqual(['passed', 'among-others']);
  });

  test('that failed while the machine was busy is performed alone, and only that counts', async () => {
    expect(await decided(outcome(failed, busy), outcome(passed))).toEqual(['passed', 'among-others', 'alone']);
    expect(await decided(outcome(failed, busy), outcome(failed))).toEqual(['failed', 'among-others', 'alone']);
  });

  test('that fails again, alone on a machine that others keep busy, has failed', async () => {
    expect(await decided(outcome(failed, busy), outcome(failed, busy))).toEqual(['failed', 'among-others', 'alone']);
  });

  test('that failed while the grader itself was kept waiting is performed alone until it was not, twice at most', async () => {
    const late = outcome(failed, [{ atMs: 700, kind: 'grader-delayed', delayMs: 650 }]);
    expect(await decided(outcome(passed, late.timeline))).toEqual(['passed', 'among-others']);
    expect(await decided(late, late, outcome(passed))).toEqual(['passed', 'among-others', 'alone', 'alone']);
    expect(await decided(late, outcome(failed))).toEqual(['failed', 'among-others', 'alone']);
    expect(await decided(late, late, late)).toEqual(['failed', 'among-others', 'alone', 'alone']);
  });

  test('that could not be decided is tried three times', async () => {
    const open = outcome(unproven('not-queued'));
    expect(await decided(open, open, open)).toEqual(['inconclusive', ...thrice]);
    expect(await decided(open, outcome(broken), outcome(passed))).toEqual(['passed', ...thrice]);
  });

  test('that lacks what the kernel shows is not tried again: that will not change', async () => {
    expect(await decided(outcome(unproven('needs-kernel-evidence')))).toEqual(['inconclusive', 'among-others']);
  });

  test('that could not be decided alone is tried again alone', async () => {
    expect(await decided(outcome(failed, busy), outcome(broken), outcome(passed))).toEqual([
      'passed',
      'among-others',
      'alone',
      'alone',
    ]);
  });
});
