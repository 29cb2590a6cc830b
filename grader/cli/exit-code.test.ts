import { expect, test } from 'vitest';
import type { SubmissionGrade } from '../model/grade.ts';
import {
  failed,
  gradeOf,
  passed,
  result,
  serverInPython,
  skipped,
  submissionOf,
} from '../report/sample/grade-builder.ts';
import { finding } from '../report/sample/findings.ts';
import { english, socklab } from '../testing/command.ts';
import { exitCodeFor } from './exit-code.ts';

const noMessage = finding('NO_MESSAGE', { program: 'server' });
const right = result('opens-its-port', passed);
const bonus = 'serves-a-burst';

function grade(...checks: Parameters<typeof gradeOf>[0]): SubmissionGrade {
  return submissionOf(gradeOf(checks, [serverInPython]));
}

const all = grade(right, result(bonus, passed));
const lost = grade(right, failed('echoes-one-message', [], noMessage));
const severalExercises = submissionOf(...all.grades, ...lost.grades);
const undecided = grade(right, result('echoes-one-message', { kind: 'inconclusive', findings: [noMessage] }));

test.each([
  ['0: every check is passed', 0, [all, all]],
  ['0: nothing was asked', 0, []],
  ['0: only a bonus is lost', 0, [grade(right, failed(bonus, [], noMessage))]],
  ['1: one check is lost', 1, [all, lost]],
  ['1: one of several exercises is lost', 1, [severalExercises]],
  ['1: a check was skipped', 1, [grade(right, skipped('echoes-one-message', 'opens-its-port'))]],
  ['1: a bonus makes up for nothing', 1, [grade(failed('opens-its-port', [], noMessage), result(bonus, passed))]],
  ['3: a check was not decided, which outweighs lost ones', 3, [lost, undecided]],
  ['3: the grader failed, even at a bonus', 3, [grade(right, result(bonus, { kind: 'grader-error', message: 'x' }))]],
])('%s', (_, code, grades) => {
  expect(exitCodeFor(grades)).toBe(code);
});

test('3: a fault of the grader, shown whole, with what others chose shown and not obeyed', async () => {
  const { exitCode, stderr } = await socklab(['grade'], { env: { ...english, INIT_CWD: '/gone/\u001b[2J' } });
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(
    /^The grader failed; .* Please report this error:\nError: ENOENT: .*\/gone\/\\x1b\[2J'\n {4}at /,
  );
  expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
