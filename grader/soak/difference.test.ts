import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../model/grade.ts';
import type { Verdict } from '../model/verdict.ts';
import { finding } from '../report/sample/findings.ts';
import { failed, passed, result, skipped } from '../report/sample/grade-builder.ts';
import { differencesOf, differenceText } from './difference.ts';

const opens = 'opens-its-port';
const noMessage = finding('NO_MESSAGE', { program: 'server' });
const reset = finding('CLOSED_BY_RESET', { peer: 'alice' });
const unproven: Verdict = { kind: 'inconclusive', findings: [finding('UNPROVEN', { what: 'not-queued' })] };

function told(calm: readonly CheckResult[], loaded: readonly CheckResult[]): string[] {
  return differencesOf(calm, loaded).map(differenceText);
}

describe('verdicts are the same', () => {
  test('when their kinds are, and nothing was found', () => {
    expect(told([result(opens, passed)], [result(opens, passed)])).toEqual([]);
  });

  test('when the same was found, in whatever order and with whatever details', () => {
    const other = finding('CLOSED_BY_RESET', { peer: 'bob' });
    expect(told([failed(opens, [], noMessage, reset)], [failed(opens, [], other, noMessage)])).toEqual([]);
  });

  test('when they were skipped for other reasons', () => {
    expect(told([skipped(opens, 'echoes-accents')], [skipped(opens, 'adds-nothing')])).toEqual([]);
  });
});

describe('a difference is', () => {
  test('another kind of verdict', () => {
    expect(told([failed(opens, [], noMessage)], [result(opens, passed)])).toEqual([
      'server opens-its-port: failed NO_MESSAGE {"program":"server"} -> passed',
    ]);
  });

  test('another finding', () => {
    expect(told([failed(opens, [], noMessage)], [failed(opens, [], reset)])).toEqual([
      'server opens-its-port: failed NO_MESSAGE {"program":"server"} -> failed CLOSED_BY_RESET {"peer":"alice"}',
    ]);
  });

  test('a finding more', () => {
    expect(told([failed(opens, [], noMessage)], [failed(opens, [], noMessage, reset)])).toHaveLength(1);
  });

  test('what could not be decided, or what the grader could not do', () => {
    expect(told([result(opens, passed)], [result(opens, unproven)])).toEqual([
      'server opens-its-port: passed -> inconclusive UNPROVEN {"what":"not-queued"}',
    ]);
    expect(told([result(opens, passed)], [result(opens, { kind: 'grader-error', message: 'a\nb' })])).toEqual([
      'server opens-its-port: passed -> grader-error "a\\nb"',
    ]);
  });

  test('a check that is only in one of the gradings', () => {
    expect(told([result(opens, passed)], [])).toEqual(['server opens-its-port: passed -> absent']);
    expect(told([], [result(opens, passed)])).toEqual(['server opens-its-port: absent -> passed']);
  });

  test('told for its own check only', () => {
    const calm = [result(opens, passed), result('adds-nothing', passed)];
    const loaded = [result('adds-nothing', unproven), result(opens, passed)];
    expect(differencesOf(calm, loaded).map(({ check }) => check)).toEqual(['adds-nothing']);
  });
});
