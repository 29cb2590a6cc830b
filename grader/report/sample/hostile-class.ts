/** Submissions of people who would like to be markup, formulas or control sequences wherever a result is shown. */
import { fromText } from '../../model/bytes.ts';
import type { BatchResult, HandedIn } from '../../model/handed-in.ts';
import { finding } from './findings.ts';
import { failed, gradeOf, submissionOf } from './grade-builder.ts';
import { hostileGrade } from './hostile-grade.ts';

/** Short enough to be shown whole. */
export const hostileText = '"><script>x</script>\'\u001b[2J\u202e\u0000\r<img src=x onerror=y>';

const hostile: HandedIn = {
  key: 'x',
  student: { name: hostileText, id: hostileText },
  source: hostileText,
  late: true,
  superseded: [hostileText],
};

const compiled = finding('COMPILE_FAILED', { program: 'server', log: fromText(`${hostileText}\n`) });

export const hostileClass: readonly BatchResult[] = [
  { handedIn: hostile, outcome: { kind: 'graded', grade: hostileGrade(hostileText) } },
  {
    handedIn: hostile,
    outcome: { kind: 'graded', grade: submissionOf(gradeOf([failed('opens-its-port', [], compiled)], [])) },
  },
  { handedIn: hostile, outcome: { kind: 'ungradable', because: { code: 'PATH_OUTSIDE', path: hostileText } } },
  { handedIn: hostile, outcome: { kind: 'grader-error', message: hostileText } },
];
