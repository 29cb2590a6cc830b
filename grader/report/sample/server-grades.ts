/** A graded server with a bit of everything, and one with nothing to correct. */
import { fromText } from '../../model/bytes.ts';
import type { CheckResult, SubmissionGrade } from '../../model/grade.ts';
import { tcpEcho } from './exercise.ts';
import { connected, done, exited, gaveUp, listening, printed, received, sent, started, timeline } from './facts.ts';
import { finding, hello, inAccept, inRecv, splitCharacter } from './findings.ts';
import {
  clientInPython,
  failed,
  gradeOf,
  passed,
  result,
  serverInPython,
  skipped,
  submissionOf,
} from './grade-builder.ts';

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
          done(2, ...Array.from('Hola Mundo Cruel', (letter) => sent('alice', letter))),
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
