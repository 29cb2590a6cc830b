import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../model/grade.ts';
import type { Verdict } from '../model/verdict.ts';
import { finding } from '../report/sample/findings.ts';
import { failed, passed, result, skipped } from '../report/sample/grade-builder.ts';
import { deviationsOf, leftOutBecause, type Deviation } from './deviation.ts';
import type { Specimen } from './specimen.ts';

function deviations(kind: Specimen['kind'], fails: readonly string[], ...results: readonly CheckResult[]): Deviation[] {
  return deviationsOf({ kind, exercise: 'tcp-echo', name: 'it', folder: '.', about: 'it', fails }, results);
}

const noMessage = finding('NO_MESSAGE', { program: 'server' });
const opens = 'opens-its-port';
const bytewise = 'echoes-byte-by-byte';
const unproven: Verdict = {
  kind: 'inconclusive',
  findings: [finding('UNPROVEN', { what: 'not-queued' }), noMessage],
};

describe('a specimen is as it should be', () => {
  test('when a broken one fails just what it is listed to fail', () => {
    expect(deviations('broken', [bytewise], failed(bytewise, [], noMessage), result(opens, passed))).toEqual([]);
  });

  test('when a broken one has basic checks skipped by those it fails', () => {
    expect(deviations('broken', [opens], failed(opens, [], noMessage), skipped('echoes-one-message', opens))).toEqual(
      [],
    );
  });

  test('when a right one loses what its style cannot do', () => {
    const results = [
      result(opens, passed),
      failed(bytewise, [], noMessage),
      skipped('survives-a-split-character', bytewise),
    ];
    expect(deviations('right', [bytewise], ...results)).toEqual([]);
  });

  test('when a reference passes everything', () => {
    expect(deviations('reference', [], result(opens, passed), result(bytewise, passed))).toEqual([]);
  });
});

describe('a specimen deviates', () => {
  test('when it is listed to fail a check that it does not have', () => {
    expect(deviations('broken', ['gone'], result(opens, passed))).toEqual([{ kind: 'unknown-check', check: 'gone' }]);
  });

  test('when it fails a check it is not listed to fail', () => {
    expect(deviations('broken', [], failed(bytewise, [], noMessage))).toEqual([
      { kind: 'fails-unexpectedly', check: bytewise, findings: [noMessage] },
    ]);
  });

  test.each([
    ['passes', result(bytewise, passed), 'passed'],
    ['is not even asked', skipped(bytewise, opens), 'skipped'],
  ])('when it %s a check it should fail', (_, one, verdict) => {
    expect(deviations('broken', [bytewise], one)).toEqual([{ kind: 'does-not-fail', check: bytewise, verdict }]);
  });

  test('when a right one is not asked a basic check', () => {
    expect(deviations('right', [], skipped(opens, bytewise), skipped(bytewise, opens))).toEqual([
      { kind: 'basic-not-passed', check: opens },
    ]);
  });

  test('when a right one is listed to fail a basic check, and does', () => {
    expect(deviations('right', [opens], failed(opens, [], noMessage))).toEqual([
      { kind: 'basic-not-passed', check: opens },
    ]);
  });

  test('when a reference is not asked any check', () => {
    expect(deviations('reference', [], skipped(bytewise, opens), skipped('serves-a-burst', opens))).toEqual([
      { kind: 'basic-not-passed', check: bytewise },
      { kind: 'basic-not-passed', check: 'serves-a-burst' },
    ]);
  });

  test('when a check was not decided, whatever it should be', () => {
    const because = 'UNPROVEN {"what":"not-queued"} NO_MESSAGE {"program":"server"}';
    expect(deviations('reference', [], result(opens, unproven))).toEqual([
      { kind: 'undecided', check: opens, verdict: 'inconclusive', because },
    ]);
    expect(deviations('broken', [], result(opens, { kind: 'grader-error', message: 'no worker' }))).toEqual([
      { kind: 'undecided', check: opens, verdict: 'grader-error', because: 'no worker' },
    ]);
  });

  test('in each of several ways', () => {
    const kinds = deviations('broken', ['gone', opens], result(opens, passed), failed(bytewise, [], noMessage));
    expect(kinds.map(({ kind }) => kind)).toEqual(['unknown-check', 'does-not-fail', 'fails-unexpectedly']);
  });
});

test('a specimen is left out where not one check of it can be performed for want of a library', () => {
  const lacking: Verdict = {
    kind: 'inconclusive',
    findings: [finding('LIBRARY_MISSING', { language: 'c', header: 'openssl/ssl.h', package: 'libssl-dev' })],
  };
  const reason = 'openssl/ssl.h (libssl-dev) is missing';
  expect(leftOutBecause([result(opens, lacking), skipped(bytewise, opens)])).toBe(reason);
  expect(leftOutBecause([result(opens, lacking), result(bytewise, passed)])).toBeNull();
  expect(leftOutBecause([result(opens, unproven)])).toBeNull();
  expect(leftOutBecause([])).toBeNull();
});
