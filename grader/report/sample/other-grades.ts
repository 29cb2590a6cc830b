/** Graded clients, and programs that could not be graded at all. */
import { fromText } from '../../model/bytes.ts';
import type { SubmissionGrade } from '../../model/grade.ts';
import type { Timeline } from '../../model/observation.ts';
import { tcpEcho } from './exercise.ts';
import { accepted, done, exited, gaveUp, printed, received, sent, started, timeline } from './facts.ts';
import { atKeyboard, connectionRefused, finding } from './findings.ts';
import { clientInPython, failed, gradeOf, result, submissionOf } from './grade-builder.ts';

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
        finding('RAW_ERROR', { program: 'client', error: connectionRefused }),
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
