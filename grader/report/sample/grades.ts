/** Grades built by hand for the tests of the reports. */
import { fromText } from '../../model/bytes.ts';
import type { Finding } from '../../model/finding.ts';
import type { CheckResult, ExerciseGrade, GradedProgram, SubmissionGrade } from '../../model/grade.ts';
import type { Timeline } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Exercise } from '../../spec/exercise.ts';
import { tcpEcho } from './exercise.ts';
import {
  accepted,
  connected,
  done,
  exited,
  gaveUp,
  listening,
  printed,
  received,
  sent,
  started,
  timeline,
} from './facts.ts';
import { atKeyboard, finding, hello, inAccept, inRecv, splitCharacter } from './findings.ts';

const passed: Verdict = { kind: 'passed' };

export const serverInPython: GradedProgram = { program: 'server', language: 'python', file: 'python/tcp_server.py' };
export const clientInPython: GradedProgram = { program: 'client', language: 'python', file: 'python/tcp_client.py' };

/** The result of one check of the exercise; ten points each. */
export function result(
  check: string,
  verdict: Verdict,
  facts: Timeline = [],
  exercise: Exercise = tcpEcho,
): CheckResult {
  const spec = exercise.checks.find((one) => one.id === check);
  if (spec === undefined) throw new Error(`No check ${check}`);
  const points = verdict.kind === 'passed' ? 10 : 0;
  return { check, program: spec.of, level: spec.level, points, maxPoints: 10, verdict, timeline: facts, wallMs: 12 };
}

export function failed(check: string, facts: Timeline, first: Finding, ...others: readonly Finding[]): CheckResult {
  return result(check, { kind: 'failed', findings: [first, ...others] }, facts);
}

export function skipped(check: string, ...because: readonly string[]): CheckResult {
  return result(check, { kind: 'skipped', because });
}

export function gradeOf(
  checks: readonly CheckResult[],
  programs: readonly GradedProgram[],
  notes: readonly Finding[] = [],
  exercise = tcpEcho.id,
): ExerciseGrade {
  const counted = checks.filter((one) => one.level !== 'bonus');
  return {
    exercise,
    language: 'python',
    programs,
    checks,
    notes,
    score: checks.reduce((total, one) => total + one.points, 0),
    maxScore: counted.reduce((total, one) => total + one.maxPoints, 0),
    complete: checks.every(({ verdict }) => verdict.kind !== 'inconclusive' && verdict.kind !== 'grader-error'),
  };
}

export function submissionOf(...grades: readonly ExerciseGrade[]): SubmissionGrade {
  return {
    submission: { name: 'PracticaSockets_Ana', path: 'entregas/PracticaSockets_Ana' },
    environment: { isolation: 'sandbox', kernelEvidence: true, socklab: '0.1.0', node: 'v24.21.0', os: 'linux x64' },
    grades,
    score: grades.reduce((total, one) => total + one.score, 0),
    maxScore: grades.reduce((total, one) => total + one.maxScore, 0),
    complete: grades.every((one) => one.complete),
  };
}

const begun = [
  ...done(
    0,
    started('server', 'tcp_server.py'),
    listening('server'),
    printed('server', 'Servidor en escucha en 127.0.0.1:5000\n'),
  ),
  ...done(1, connected('alice'), printed('server', "Conexión desde: ('127.0.0.1', 40000)\n")),
];

const traceback = `Traceback (most recent call last):
  File "/tmp/work/tcp_server.py", line 24, in <module>
    atender(conexion)
  File "/tmp/work/tcp_server.py", line 17, in atender
    print("Recibido:", datos.decode())
                       ^^^^^^^^^^^^^^
UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 2: unexpected end of data
`;

const newline = failed(
  'adds-nothing',
  timeline(
    begun,
    done(2, sent('alice', 'Hola Mundo Cruel'), printed('server', 'Recibido: Hola Mundo Cruel\n')),
    gaveUp(3, 'quiet', inRecv, received('alice', 'Hola Mundo Cruel\n')),
  ),
  finding('REPLY_DIFFERENT', {
    peer: 'alice',
    expected: hello,
    received: fromText('Hola Mundo Cruel\n'),
    differsAt: 16,
    difference: 'newline-added',
  }),
);

function crashedOn(check: string, text: string, piece: Uint8Array): CheckResult {
  return failed(
    check,
    timeline(
      begun,
      done(2, { kind: 'sent', peer: 'alice', bytes: piece }, { kind: 'piece-read', peer: 'alice', evidence: 'kernel' }),
      gaveUp(
        3,
        'exited',
        [],
        printed('server', traceback, 'stderr'),
        { kind: 'peer-closed', peer: 'alice', how: 'fin' },
        exited('server', 1),
      ),
    ),
    finding('REPLY_MISSING', { peer: 'alice', expected: fromText(text), ending: 'fin', waits: [], ownTimeMs: 3 }),
    finding('CRASHED', { program: 'server', error: splitCharacter }),
    finding('EXITED_EARLY', { program: 'server', exitCode: 1, signal: null }),
  );
}

const visitors = [1, 2].flatMap((round) => {
  const peer = `visitor-${round}`;
  const first = 1 + (round - 1) * 4;
  return [
    ...done(first, connected(peer)),
    ...done(first + 1, sent(peer, 'Hola')),
    ...done(first + 2, received(peer, 'Hola')),
    ...done(first + 3, { kind: 'grader-closed', peer, how: 'half-close' }),
  ];
});

const onlyTwoClients = failed(
  'serves-five-clients',
  timeline(
    done(0, started('server', 'tcp_server.py'), listening('server')),
    visitors,
    done(9, connected('visitor-3')),
    done(10, sent('visitor-3', 'Hola')),
    gaveUp(11, 'exited', [], printed('server', 'Servidor detenido\n'), exited('server', 0)),
  ),
  finding('REPLY_MISSING', {
    peer: 'visitor-3',
    expected: fromText('Hola'),
    ending: 'exited',
    waits: [],
    ownTimeMs: 3,
  }),
  finding('EXITED_EARLY', { program: 'server', exitCode: 0, signal: null }),
);

/** A server with a bit of everything, and no client. */
export const mixed: SubmissionGrade = submissionOf(
  gradeOf(
    [
      result('opens-its-port', passed),
      result('echoes-one-message', passed),
      newline,
      skipped('echoes-accents', 'adds-nothing'),
      failed(
        'echoes-byte-by-byte',
        timeline(
          begun,
          done(2, ...[...'Hola Mundo Cruel'].map((letter) => sent('alice', letter))),
          gaveUp(3, 'quiet', inAccept, received('alice', 'H'), printed('server', 'Recibido: H\n')),
        ),
        finding('REPLY_TRUNCATED', {
          peer: 'alice',
          expected: hello,
          received: fromText('H'),
          ending: 'quiet',
          waits: inAccept,
          ownTimeMs: 3,
        }),
      ),
      crashedOn('survives-a-split-character', 'señal', Uint8Array.of(0x73, 0x65, 0xc3)),
      crashedOn('survives-another-split', '😀', Uint8Array.of(0xf0)),
      onlyTwoClients,
      result('restarts-at-once', {
        kind: 'inconclusive',
        findings: [finding('UNPROVEN', { what: 'time-wait-absent' })],
      }),
      result('stops-on-interrupt', { kind: 'grader-error', message: 'the worker ended before the check did' }),
      skipped('serves-a-burst', 'serves-five-clients'),
      ...['shows-the-echo', 'reports-no-server'].map((check) =>
        failed(
          check,
          [],
          finding('PROGRAM_MISSING', {
            program: 'client',
            lookedFor: ['tcp_client.py', 'cp_client.py', 'cliente.py'],
            found: ['tcp_server.py', 'udp_client.py', 'REPORTE.md'],
          }),
        ),
      ),
    ],
    [serverInPython, { program: 'client', language: null, file: null }],
    [finding('PORT_IGNORED', { program: 'server', wanted: 41_000, used: 5000 })],
  ),
);

/** Nothing to correct, one bonus check left. */
export const full: SubmissionGrade = submissionOf(
  gradeOf(
    tcpEcho.checks.map((check) => (check.id === 'serves-a-burst' ? failedBurst() : result(check.id, passed))),
    [serverInPython, clientInPython],
  ),
);

function failedBurst(): CheckResult {
  return failed(
    'serves-a-burst',
    timeline(begun, done(2, sent('alice', 'Hola Mundo Cruel')), gaveUp(3, 'quiet', [{ call: 'recv', on: 'bob' }])),
    finding('REPLY_MISSING', {
      peer: 'alice',
      expected: hello,
      ending: 'quiet',
      waits: [{ call: 'recv', on: 'bob' }],
      ownTimeMs: 3,
    }),
  );
}

/** A client that asks twice at the keyboard, and one that shows a raw traceback. */
export const client: SubmissionGrade = submissionOf(
  gradeOf(
    [
      failed(
        'shows-the-echo',
        timeline(
          done(0, { kind: 'grader-listening', addresses: [{ host: '127.0.0.1', port: 5000 }] }),
          done(1, started('client', 'tcp_client.py'), printed('client', 'Tu nombre: ')),
          done(
            2,
            { kind: 'typed', program: 'client', bytes: fromText('Hola Mundo Cruel\n') },
            printed('client', 'Mensaje: '),
          ),
          gaveUp(3, 'quiet', atKeyboard),
        ),
        finding('NEVER_CONNECTED', {
          program: 'client',
          transport: 'tcp',
          ports: [5000],
          ending: 'quiet',
          waits: atKeyboard,
        }),
      ),
      failed(
        'reports-no-server',
        timeline(
          done(0, started('client', 'tcp_client.py')),
          done(1, { kind: 'input-ended', program: 'client' }),
          done(
            2,
            printed(
              'client',
              'Traceback (most recent call last):\n  ...\nConnectionRefusedError: [Errno 111] Connection refused\n',
              'stderr',
            ),
            exited('client', 1),
          ),
        ),
        finding('RAW_ERROR', {
          program: 'client',
          error: {
            runtime: 'python',
            type: 'ConnectionRefusedError',
            message: '[Errno 111] Connection refused',
            file: '/tmp/work/tcp_client.py',
            line: 9,
            source: 'cliente.connect((host, port))',
          },
        }),
      ),
    ],
    [{ program: 'server', language: null, file: null }, clientInPython],
  ),
);

/** A check of the client that came to its end, for what its steps say. */
export const echoShown: Timeline = timeline(
  done(0, { kind: 'grader-listening', addresses: [{ host: '127.0.0.1', port: 5000 }] }),
  done(1, started('client', 'tcp_client.py')),
  done(2, { kind: 'typed', program: 'client', bytes: fromText('Hola Mundo Cruel\n') }),
  done(3, accepted('server')),
  done(4, received('server', 'Hola Mundo Cruel')),
  done(5, sent('server', 'Hola Mundo Cruel'), { kind: 'peer-closed', peer: 'server', how: 'fin' }),
  gaveUp(6, 'exited', [], printed('client', 'adiós\n'), exited('client', 0)),
);

/** A server that does not compile, and a client nobody can tell from another. */
export const unready: SubmissionGrade = submissionOf(
  gradeOf(
    [
      ...tcpEcho.checks
        .filter((check) => check.of === 'server')
        .map((check) =>
          failed(
            check.id,
            [],
            finding('COMPILE_FAILED', {
              program: 'server',
              log: fromText(
                "tcp_server.c: In function 'main':\ntcp_server.c:12:3: error: expected ';' before 'return'\n   12 |   return 0;\n      |   ^~~~~~\n",
              ),
            }),
          ),
        ),
      ...['shows-the-echo', 'reports-no-server'].map((check) =>
        result(check, {
          kind: 'inconclusive',
          findings: [finding('PROGRAM_AMBIGUOUS', { program: 'client', candidates: ['cliente.py', 'cliente2.py'] })],
        }),
      ),
    ],
    [
      { program: 'server', language: 'c', file: 'c/tcp_server.c' },
      { program: 'client', language: null, file: null },
    ],
  ),
);
