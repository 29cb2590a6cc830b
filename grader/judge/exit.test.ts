import { describe, expect, test } from 'vitest';
import type { Unstamped } from '../model/observation.ts';
import { done, exited, gaveUp, printed } from '../report/sample/facts.ts';
import { judged, passed } from './sample/judged.ts';

type Wanted = { code?: number | 'non-zero'; message?: 'any' | 'clean'; signal?: 'allowed' };

function verdict(wanted: Wanted, ...facts: readonly Unstamped[]): string {
  return judged('tcp-client', [{ expectExit: { program: 'program', ...wanted } }], done(0, ...facts)).kind;
}

const traceback =
  'Traceback (most recent call last):\n  File "tcp_client.py", line 9, in <module>\n    s.connect(server)\nConnectionRefusedError: [Errno 111] Connection refused\n';

describe('the end of a program', () => {
  test.each([
    ['any code will do when none is asked for', {}, 7, 'passed'],
    ['the code that is asked for', { code: 2 }, 2, 'passed'],
    ['another code', { code: 2 }, 1, 'failed'],
    ['zero, when it is asked for', { code: 0 }, 0, 'passed'],
    ['an error, when none is asked for', { code: 0 }, 1, 'failed'],
    ['any error, when one is asked for', { code: 'non-zero' }, 3, 'passed'],
    ['zero, when an error is asked for', { code: 'non-zero' }, 0, 'failed'],
  ] as const)('%s', (_, wanted, code, expected) => {
    expect(verdict(wanted, exited('program', code))).toBe(expected);
  });

  test.each([
    ['counts when signals are allowed', { signal: 'allowed' }, 'passed'],
    ['counts whatever the code would have to be', { signal: 'allowed', code: 0 }, 'passed'],
    ['is no end of its own', {}, 'failed'],
    ['is no exit code other than zero', { code: 'non-zero' }, 'failed'],
  ] as const)('by a signal %s', (_, wanted, expected) => {
    expect(verdict(wanted, exited('program', null, 'SIGINT'))).toBe(expected);
  });

  test('by itself counts where a signal would be allowed too, with the right code', () => {
    expect(verdict({ signal: 'allowed', code: 0 }, exited('program', 0))).toBe('passed');
    expect(verdict({ signal: 'allowed', code: 0 }, exited('program', 1))).toBe('failed');
  });
});

describe('what a program says before it ends', () => {
  test.each([
    ['silence is no message', 'any', [], 'failed'],
    ['a message on standard error', 'any', [printed('program', 'Sin servidor\n', 'stderr')], 'passed'],
    ['a message on standard output', 'any', [printed('program', 'Sin servidor\n')], 'passed'],
    ['a message on both', 'any', [printed('program', 'uno'), printed('program', 'dos', 'stderr')], 'passed'],
    ['a traceback is something', 'any', [printed('program', traceback, 'stderr')], 'passed'],
    ['silence is not clean', 'clean', [], 'failed'],
    ['a message is clean', 'clean', [printed('program', 'Sin servidor\n', 'stderr')], 'passed'],
    ['a traceback is not clean', 'clean', [printed('program', traceback, 'stderr')], 'failed'],
    [
      'a message and a traceback are not clean',
      'clean',
      [printed('program', 'Sin servidor\n'), printed('program', traceback, 'stderr')],
      'failed',
    ],
    ['a traceback on standard output is just output', 'clean', [printed('program', traceback)], 'passed'],
    [
      'a message that names an exception is clean',
      'clean',
      [printed('program', 'ConnectionRefusedError: sin servidor\n', 'stderr')],
      'passed',
    ],
  ] as const)('%s (%s)', (_, message, facts, expected) => {
    expect(verdict({ message }, ...facts, exited('program', 1))).toBe(expected);
  });
});

test('a program that does not end is broken, however the wait ended', () => {
  for (const why of ['quiet', 'deadline'] as const) {
    expect(judged('tcp-client', [{ expectExit: { program: 'program' } }], gaveUp(0, why)).kind).toBe('failed');
  }
});

test('an end that came before the step counts', () => {
  const steps = [{ signal: { program: 'program', signal: 'SIGINT' } }, { expectExit: { program: 'program', code: 0 } }];
  expect(judged('tcp-server', steps, done(0, exited('program', 0)), done(1))).toEqual(passed);
});
