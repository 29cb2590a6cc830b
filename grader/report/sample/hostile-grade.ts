/** A grade in which everything a student has a say in is one text: names, paths, output, errors. */
import { fromText } from '../../model/bytes.ts';
import type { Finding } from '../../model/finding.ts';
import type { SubmissionGrade } from '../../model/grade.ts';
import { done, exited, gaveUp, listening, printed, sent, started, timeline } from './facts.ts';
import { finding, hello } from './findings.ts';
import { failed, gradeOf, result, submissionOf } from './grade-builder.ts';

/** `output` is what the program wrote and sent, which may be no text at all. */
export function hostileGrade(text: string, output: Uint8Array = fromText(text)): SubmissionGrade {
  const error = {
    runtime: 'python',
    type: text,
    message: text,
    code: null,
    file: `/tmp/${text}.py`,
    line: 3,
    source: text,
  } as const;
  const facts = timeline(
    done(0, started('server', `${text}.py`, text), listening('server')),
    done(1, { kind: 'connect-failed', peer: 'alice', to: { host: text, port: 1 }, error: text }),
    done(2, sent('alice', text)),
    gaveUp(
      3,
      'exited',
      [],
      { kind: 'program-output', program: 'server', stream: 'stdout', bytes: output, omittedBytes: 0 },
      printed('server', `${text}\n${text}`, 'stderr'),
      exited('server', null, text),
    ),
  );
  const different = finding('REPLY_DIFFERENT', {
    peer: 'alice',
    expected: hello,
    received: output,
    differsAt: 0,
    difference: 'other',
  });
  return {
    ...submissionOf(
      gradeOf(
        [
          failed('echoes-one-message', facts, different, finding('CRASHED', { program: 'server', error })),
          failed('adds-nothing', facts, different),
          failed(
            'shows-the-echo',
            [],
            finding('PROGRAM_MISSING', { program: 'client', lookedFor: ['a.py'], found: [text] }),
          ),
          result('echoes-accents', { kind: 'inconclusive', findings: [ambiguous(text)] }),
          result('opens-its-port', { kind: 'grader-error', message: text }),
        ],
        [{ program: 'server', language: 'python', file: `${text}/${text}.py` }],
        [finding('PORT_IGNORED', { program: 'server', wanted: 1, used: 2 })],
      ),
    ),
    submission: { name: text, path: text },
  };
}

function ambiguous(text: string): Finding {
  return finding('PROGRAM_AMBIGUOUS', { program: 'server', candidates: [text, `${text}2`] });
}
