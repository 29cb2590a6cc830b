import { describe, expect, test } from 'vitest';
import type { Observation } from '../model/observation.ts';
import type { CheckResult } from '../model/grade.ts';
import { inRecv, hello, finding } from '../report/sample/findings.ts';
import { tcpEcho } from '../report/sample/exercise.ts';
import {
  clientInPython,
  failed,
  gradeOf,
  passed,
  result,
  serverInPython,
  skipped,
  submissionOf,
} from '../report/sample/grade-builder.ts';
import { toResult } from '../report/json/to-result.ts';
import type { Result } from '../report/json/result-schema.ts';
import { checkTimes, countVerdicts, isUnanswered, slowest } from './checks.ts';
import { startsIn } from './starts.ts';

function resultOf(...checks: readonly CheckResult[]): Result {
  return toResult(submissionOf(gradeOf(checks, [serverInPython, clientInPython])), [tcpEcho]);
}

function started(program: string): Observation {
  return { atMs: 1, kind: 'program-started', program, command: ['python3', `tcp_${program}.py`], port: 5000 };
}

function took(one: CheckResult, wallMs: number): CheckResult {
  return { ...one, wallMs };
}

const began: Observation = { atMs: 0, kind: 'step-began', step: 0 };
const opens = result('opens-its-port', passed, [began, started('server')]);
const echoes = result('echoes-one-message', passed, [began, started('server'), started('server')]);
const unanswered = failed(
  'echoes-one-message',
  [began],
  finding('REPLY_MISSING', { peer: 'alice', expected: hello, ending: 'quiet', waits: inRecv, ownTimeMs: 1 }),
);

test('the starts of a grading are counted for each program, also for one that was never started', () => {
  expect(startsIn(resultOf(opens, echoes))).toEqual([
    { exercise: 'tcp-echo', program: 'server', count: 3 },
    { exercise: 'tcp-echo', program: 'client', count: 0 },
  ]);
});

describe('times of checks', () => {
  test('have a sample for every round in which the check was performed', () => {
    const rounds = [
      resultOf(took(opens, 10), took(echoes, 30)),
      resultOf(took(opens, 20), skipped('echoes-one-message', 'opens-its-port')),
    ];
    expect(checkTimes(rounds, () => true)).toEqual([
      { title: 'tcp-echo opens-its-port', samples: [10, 20] },
      { title: 'tcp-echo echoes-one-message', samples: [30] },
    ]);
  });

  test('are of the chosen checks: those a server left without an answer', () => {
    const refused = failed('echoes-byte-by-byte', [began], finding('NO_MESSAGE', { program: 'server' }));
    expect(checkTimes([resultOf(opens, took(unanswered, 40), refused)], isUnanswered)).toEqual([
      { title: 'tcp-echo echoes-one-message', samples: [40] },
    ]);
  });

  test('are shown for the slowest, by their medians', () => {
    const times = [
      { title: 'quick', samples: [1, 2, 900] },
      { title: 'slow', samples: [30, 40, 50] },
      { title: 'slower', samples: [60] },
    ];
    expect(slowest(times, 2).map(({ title, median }) => [title, median])).toEqual([
      ['slower', 60],
      ['slow', 40],
    ]);
  });
});

test('verdicts are counted by their kind; what the grader could not decide counts as one kind', () => {
  const undecided = [
    result('adds-nothing', { kind: 'inconclusive', findings: [] }),
    result('echoes-accents', { kind: 'grader-error', message: 'a worker ended' }),
  ];
  const checks = [opens, unanswered, skipped('echoes-byte-by-byte', 'echoes-one-message'), ...undecided];
  expect(countVerdicts(resultOf(...checks))).toEqual({ passed: 1, failed: 1, skipped: 1, undecided: 2 });
});
