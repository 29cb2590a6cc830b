import { expect, test } from 'vitest';
import type { SubmissionGrade } from '../model/grade.ts';
import type { LabPartGrade, ReportGrade } from '../model/lab-grade.ts';
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

const inTypeScript = gradeOf([result('opens-its-port', passed)], [serverInPython]);
const twoLanguages = submissionOf(
  { ...gradeOf([failed('opens-its-port', [], noMessage)], [serverInPython]), language: 'c' },
  inTypeScript,
);

function inLab(submission: SubmissionGrade, part: Partial<LabPartGrade>, report: ReportGrade | null): SubmissionGrade {
  const whole = { exercise: 'tcp-echo', language: 'python', points: 40, maxPoints: 40, bonus: false, ...part };
  return {
    ...submission,
    lab: { lab: 'week-2', parts: [whole], report, score: 40, maxScore: 45, toBeMarked: 5 },
  };
}

const answered: ReportGrade = {
  file: 'REPORTE.md',
  problem: null,
  sections: [{ heading: 'Experimento A', points: 2, maxPoints: 2, byHand: 3, problem: null }],
};
const unanswered: ReportGrade = {
  ...answered,
  sections: [{ heading: 'Experimento A', points: 0, maxPoints: 2, byHand: 0, problem: { code: 'EMPTY' } }],
};
const onlyByHand: ReportGrade = {
  ...answered,
  sections: [{ heading: 'Reflexión', points: 0, maxPoints: 0, byHand: 0, problem: { code: 'TEMPLATE_ONLY' } }],
};
const withoutReport: ReportGrade = {
  file: null,
  problem: { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: [] },
  sections: [{ heading: 'Experimento A', points: 0, maxPoints: 0, byHand: 0, problem: null }],
};

test.each([
  ['0: everything is passed and answered, though a person has yet to mark it', 0, inLab(all, {}, answered)],
  ['0: there is no report to hand in', 0, inLab(all, {}, null)],
  ['0: another language than the one that counts has faults', 0, inLab(twoLanguages, {}, answered)],
  ['1: its file counts for another exercise', 1, inLab(all, { points: 0 }, answered)],
  ['1: the language that counts has faults', 1, inLab(twoLanguages, { language: 'c' }, answered)],
  ['0: only a part that is a bonus is lost', 0, inLab(lost, { bonus: true }, answered)],
  ['1: a section is not answered', 1, inLab(all, {}, unanswered)],
  ['1: a section that only a person would have marked is not answered', 1, inLab(all, {}, onlyByHand)],
  ['1: there is no report, which only a person would have marked', 1, inLab(all, {}, withoutReport)],
  ['3: a check was not decided', 3, inLab(undecided, {}, answered)],
])('in a lab, %s', (_, code, one) => {
  expect(exitCodeFor([one])).toBe(code);
});

test('3: a fault of the grader, shown whole, with what others chose shown and not obeyed', async () => {
  const { exitCode, stderr } = await socklab(['grade'], { env: { ...english, INIT_CWD: '/gone/\u001b[2J' } });
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(
    /^The grader failed; .* Please report this error:\nError: ENOENT: .*\/gone\/\\x1b\[2J'\n {4}at /,
  );
  expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
