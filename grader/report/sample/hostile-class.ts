/** Submissions of people who would like to be markup, formulas or control sequences wherever a result is shown. */
import { fromText } from '../../model/bytes.ts';
import type { SubmissionGrade } from '../../model/grade.ts';
import type { BatchResult, HandedIn } from '../../model/handed-in.ts';
import { done, exited, gaveUp, printed, sent, started, timeline } from './facts.ts';
import { finding, hello } from './findings.ts';
import { failed, gradeOf, result, submissionOf } from './grade-builder.ts';

/** Short enough to be shown whole. */
export const hostileText = '"><script>x</script>\'\u001b[2J\u202e\u0000\r<img src=x onerror=y>';

const error = {
  runtime: 'python',
  type: 'OSError',
  message: hostileText,
  code: null,
  file: `/tmp/${hostileText}.py`,
  line: 3,
  source: hostileText,
} as const;

const grade: SubmissionGrade = submissionOf(
  gradeOf(
    [
      failed(
        'echoes-one-message',
        timeline(
          done(0, started('server', `${hostileText}.py`, hostileText)),
          done(1, { kind: 'connect-failed', peer: 'alice', to: { host: hostileText, port: 1 }, error: hostileText }),
          done(2, sent('alice', hostileText)),
          gaveUp(3, 'exited', [], printed('server', `${hostileText}\n`, 'stderr'), exited('server', null, hostileText)),
        ),
        finding('REPLY_DIFFERENT', {
          peer: 'alice',
          expected: hello,
          received: fromText(hostileText),
          differsAt: 0,
          difference: 'other',
        }),
        finding('CRASHED', { program: 'server', error }),
      ),
      result('opens-its-port', { kind: 'grader-error', message: hostileText }),
      failed(
        'shows-the-echo',
        [],
        finding('PROGRAM_MISSING', { program: 'client', lookedFor: ['tcp_client.py'], found: [hostileText] }),
      ),
    ],
    [{ program: 'server', language: hostileText, file: `carpeta/${hostileText}.py` }],
  ),
);

const hostile: HandedIn = {
  key: 'x',
  student: { name: hostileText, id: hostileText },
  source: hostileText,
  late: true,
  superseded: [hostileText],
};

const compiled = finding('COMPILE_FAILED', { program: 'server', log: fromText(`${hostileText}\n`) });

export const hostileClass: readonly BatchResult[] = [
  { handedIn: hostile, outcome: { kind: 'graded', grade } },
  {
    handedIn: hostile,
    outcome: {
      kind: 'graded',
      grade: submissionOf(gradeOf([failed('opens-its-port', [], compiled)], [])),
    },
  },
  { handedIn: hostile, outcome: { kind: 'ungradable', because: { code: 'PATH_OUTSIDE', path: hostileText } } },
  { handedIn: hostile, outcome: { kind: 'grader-error', message: hostileText } },
];
