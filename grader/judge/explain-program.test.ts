import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { RuntimeError } from '../model/finding.ts';
import type { Unstamped, Wait } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import { done, exited, gaveUp, listening, printed, sent, started } from '../report/sample/facts.ts';
import { indexes, failed, judged } from './sample/judged.ts';

const atKeyboard: readonly Wait[] = [{ call: 'read', on: 'standard-input' }];
const began = started('program', 'program.py');

const traceback =
  'Traceback (most recent call last):\n  File "/tmp/program.py", line 9, in <module>\n    s.connect(server)\nConnectionRefusedError: [Errno 111] Connection refused\n';
const refused: RuntimeError = {
  runtime: 'python',
  type: 'ConnectionRefusedError',
  message: '[Errno 111] Connection refused',
  code: null,
  file: '/tmp/program.py',
  line: 9,
  source: 's.connect(server)',
};
const crashing = printed('program', traceback, 'stderr');

describe('start', () => {
  const steps = [{ start: 'program' }];

  test.each(['quiet', 'deadline'] as const)('a server that never listens: %s', (why) => {
    expect(judged('tcp-server', steps, gaveUp(0, why, atKeyboard, began))).toEqual(
      failed({
        code: 'NOT_LISTENING',
        args: {
          program: 'program',
          transport: 'tcp',
          port: 5000,
          ending: why,
          waits: atKeyboard,
          idleSockets: 0,
          saysInvalid: false,
        },
        evidence: indexes(0, 2),
      }),
    );
  });

  test('a server that ends before it listens, with the error it ended in', () => {
    expect(judged('udp-server', steps, done(0, began, crashing, exited('program', 1)))).toEqual(
      failed(
        {
          code: 'NOT_LISTENING',
          args: {
            program: 'program',
            transport: 'udp',
            port: 5000,
            ending: 'exited',
            waits: [],
            idleSockets: 0,
            saysInvalid: false,
          },
          evidence: indexes(0, 4),
        },
        { code: 'CRASHED', args: { program: 'program', error: refused }, evidence: [2] },
        { code: 'EXITED_EARLY', args: { program: 'program', exitCode: 1, signal: null }, evidence: [3] },
      ),
    );
  });

  test('a server that ends as soon as it listens has not opened another transport', () => {
    expect(judged('tcp-server', steps, done(0, began, listening('program'), exited('program', 0)))).toEqual(
      failed(
        {
          code: 'NOT_LISTENING',
          args: {
            program: 'program',
            transport: 'tcp',
            port: 5000,
            ending: 'exited',
            waits: [],
            idleSockets: 0,
            saysInvalid: false,
          },
          evidence: indexes(0, 4),
        },
        { code: 'EXITED_EARLY', args: { program: 'program', exitCode: 0, signal: null }, evidence: [3] },
      ),
    );
  });

  test('a server of the other transport', () => {
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', atKeyboard, began, listening('program', 'udp')))).toEqual(
      failed({
        code: 'WRONG_TRANSPORT',
        args: { program: 'program', wanted: 'tcp', opened: 'udp', port: 5000 },
        evidence: [2],
      }),
    );
  });

  test('names the port the program was told in this check', () => {
    const told: Unstamped = { kind: 'program-started', program: 'program', command: ['program'], port: 41_234 };
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', [], told))).toMatchObject({
      findings: [{ code: 'NOT_LISTENING', args: { port: 41_234 } }],
    });
  });

  test('tells of a socket that nobody can reach', () => {
    const idle: Unstamped = { kind: 'sockets-idle', program: 'program', sockets: 1 };
    expect(judged('tcp-server', steps, gaveUp(0, 'deadline', [], began, idle))).toMatchObject({
      findings: [{ code: 'NOT_LISTENING', args: { idleSockets: 1 } }],
    });
  });

  describe('without listen()', () => {
    const inPython = traceback
      .replace('s.connect(server)', 'conexion, cliente = s.accept()')
      .replace('ConnectionRefusedError: [Errno 111] Connection refused', 'OSError: [Errno 22] Invalid argument');

    test.each([
      ['a traceback at accept()', inPython, ['LISTEN_MISSING', 'CRASHED', 'EXITED_EARLY']],
      ['perror("accept")', 'accept: Invalid argument\n', ['LISTEN_MISSING', 'EXITED_EARLY']],
      ['a message', 'Error en accept(): [Errno 22] Invalid argument\n', ['LISTEN_MISSING', 'EXITED_EARLY']],
    ])('is shown by %s', (_, text, expected) => {
      expect(startCodes(text)).toEqual(expected);
    });

    test.each([
      [
        'a traceback at bind()',
        inPython.replace('s.accept()', 's.bind(a)'),
        ['NOT_LISTENING', 'CRASHED', 'EXITED_EARLY'],
      ],
      [
        'another error at accept()',
        inPython.replace('[Errno 22]', '[Errno 24]').replace('Invalid argument', 'Too many open files'),
        ['NOT_LISTENING', 'CRASHED', 'EXITED_EARLY'],
      ],
      ['an argument that is invalid', 'bind: Invalid argument\n', ['NOT_LISTENING', 'EXITED_EARLY']],
      ['a word about accept()', 'esperando en accept()\n', ['NOT_LISTENING', 'EXITED_EARLY']],
    ])('is not shown by %s', (_, text, expected) => {
      expect(startCodes(text)).toEqual(expected);
    });

    test('may be the cause of an error that does not say in which call', () => {
      const words = printed('program', 'No se pudo abrir el puerto: [Errno 22] Invalid argument\n', 'stderr');
      expect(judged('tcp-server', steps, done(0, began, words, exited('program', 1)))).toMatchObject({
        findings: [{ code: 'NOT_LISTENING', args: { saysInvalid: true } }, { code: 'EXITED_EARLY' }],
      });
    });

    test('is no mistake where there are no connections', () => {
      expect(startCodes('accept: Invalid argument\n', 'udp-server')).toEqual(['NOT_LISTENING', 'EXITED_EARLY']);
    });
  });

  test('a program that cannot be started', () => {
    const reason: Unstamped = { kind: 'program-not-started', program: 'program', reason: 'spawn EACCES' };
    expect(judged('tcp-client', steps, done(0, reason))).toEqual(
      failed({ code: 'NOT_STARTED', args: { program: 'program', reason: 'spawn EACCES' }, evidence: indexes(0, 2) }),
    );
  });
});

describe('a start with accept() and no listen() in the source', () => {
  const steps = [{ start: 'program' }];
  const inSource: Unstamped = { kind: 'listen-not-in-source', program: 'program' };
  const wrote = (text: string) => [began, printed('program', text, 'stderr'), exited('program', 1), inSource];
  const unsaid = { findings: [{ code: 'LISTEN_MISSING', args: { program: 'program', port: 5000, unsaid: true } }, {}] };

  test('shows that listen() is missing, though the program does not', () => {
    expect(judged('tcp-server', steps, done(0, ...wrote('Algo salió mal\n')))).toMatchObject(unsaid);
  });

  test('shows it to one that tries again for ever', () => {
    const {
      findings: [finding],
    } = unsaid;
    expect(judged('tcp-server', steps, gaveUp(0, 'deadline', [], began, inSource))).toMatchObject({
      findings: [finding],
    });
  });

  test('explains an EINVAL that the program has shown', () => {
    const verdict = judged('tcp-server', steps, done(0, ...wrote('[Errno 22] Invalid argument\n')));
    expect(verdict).toMatchObject({ findings: [{ code: 'LISTEN_MISSING', args: { port: 5000 } }, {}] });
    expect(verdict).not.toMatchObject(unsaid);
  });

  test('does not explain what has come before', () => {
    expect(judged('tcp-server', steps, done(0, ...wrote(traceback)))).toMatchObject({
      findings: [{ code: 'NOT_LISTENING' }, {}, {}],
    });
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', atKeyboard, began, inSource))).toMatchObject({
      findings: [{ code: 'NOT_LISTENING' }],
    });
  });
});

/** The findings about a server that said something before it ended without having listened. */
function startCodes(text: string, played: 'tcp-server' | 'udp-server' = 'tcp-server'): string[] {
  const steps = [{ start: 'program' }];
  const verdict = judged(played, steps, done(0, began, printed('program', text, 'stderr'), exited('program', 1)));
  return verdict.kind === 'failed' ? verdict.findings.map(({ code }) => code) : [];
}

function showing(wanted: object): object[] {
  return [{ expectOutput: { program: 'program', ...wanted } }];
}

describe('expectOutput', () => {
  test('does not show the bytes', () => {
    expect(
      judged('tcp-server', showing({ text: 'Hola' }), gaveUp(0, 'quiet', [], printed('program', 'Listo\n'))),
    ).toEqual(
      failed({
        code: 'OUTPUT_MISSING',
        args: { program: 'program', expected: fromText('Hola'), output: fromText('Listo\n'), nearest: null },
        evidence: indexes(0, 2),
      }),
    );
  });

  test('shows something like it', () => {
    const words = printed('program', 'Listo\nRecibido: hola mundo\n');
    expect(judged('tcp-server', showing({ text: 'Hola Mundo' }), gaveUp(0, 'quiet', [], words))).toMatchObject({
      findings: [
        {
          code: 'OUTPUT_MISSING',
          args: { nearest: { bytes: fromText('hola mundo'), differsAt: 0, difference: 'case-changed' } },
        },
      ],
    });
  });

  test('shows nothing at all until the time is up; what it shows then is too late', () => {
    expect(judged('tcp-server', showing({ text: 'Hola' }), gaveUp(0, 'deadline'), printed('program', 'Hola'))).toEqual(
      failed({
        code: 'OUTPUT_MISSING',
        args: { program: 'program', expected: fromText('Hola'), output: fromText(''), nearest: null },
        evidence: indexes(0, 2),
      }),
    );
  });

  test('shows what there is on standard error when standard output is empty', () => {
    const words = printed('program', 'Error', 'stderr');
    expect(judged('tcp-server', showing({ text: 'Hola' }), gaveUp(0, 'quiet', [], words))).toMatchObject({
      findings: [{ code: 'OUTPUT_MISSING', args: { output: fromText('Error'), nearest: null } }],
    });
  });

  test('does not match the pattern before the program ends', () => {
    const end = done(0, printed('program', 'hola\n'), exited('program', 0));
    expect(judged('tcp-client', showing({ pattern: '^Hola' }), end)).toEqual(
      failed({
        code: 'OUTPUT_UNMATCHED',
        args: { program: 'program', pattern: '^Hola', output: fromText('hola\n') },
        evidence: indexes(0, 3),
      }),
    );
  });

  test('does not show the fragments apart', () => {
    const shown = printed('program', 'Hola Mundo\n');
    expect(
      judged('tcp-server', showing({ text: 'Hola Mundo', fragmentBytes: 4 }), gaveUp(0, 'quiet', [], shown)),
    ).toEqual(
      failed({
        code: 'FRAGMENTS_MISSING',
        args: {
          program: 'program',
          fragments: [fromText('Hola'), fromText(' Mun'), fromText('do')],
          output: fromText('Hola Mundo\n'),
        },
        evidence: indexes(0, 2),
      }),
    );
  });
});

function ending(wanted: object): object[] {
  return [{ expectExit: { program: 'program', ...wanted } }];
}

describe('expectExit', () => {
  test.each(['quiet', 'deadline'] as const)('a program that goes on: %s', (why) => {
    expect(judged('tcp-client', ending({}), gaveUp(0, why, atKeyboard))).toEqual(
      failed({
        code: 'STILL_RUNNING',
        args: {
          program: 'program',
          expected: null,
          ending: why,
          waits: atKeyboard,
          ownTimeMs: why === 'quiet' ? 3 : 2000,
        },
        evidence: [0, 1],
      }),
    );
  });

  test('a program that goes on, with the end it should have come to', () => {
    expect(judged('tcp-client', ending({ code: 'non-zero', message: 'any' }), gaveUp(0, 'quiet'))).toMatchObject({
      findings: [{ code: 'STILL_RUNNING', args: { expected: { code: 'non-zero', message: true } } }],
    });
    expect(judged('tcp-client', ending({ code: 0 }), gaveUp(0, 'quiet'))).toMatchObject({
      findings: [{ code: 'STILL_RUNNING', args: { expected: { code: 0, message: false } } }],
    });
  });

  test('a program that ends, but too late', () => {
    expect(judged('tcp-client', ending({ message: 'clean' }), gaveUp(0, 'deadline'), exited('program', 1))).toEqual(
      failed({
        code: 'STILL_RUNNING',
        args: {
          program: 'program',
          expected: { code: null, message: true },
          ending: 'deadline',
          waits: [],
          ownTimeMs: 2000,
        },
        evidence: indexes(0, 2),
      }),
    );
  });

  test.each([
    ['zero instead of an error', { code: 'non-zero' }, 'non-zero', exited('program', 0), 0, null],
    ['an error instead of zero', { code: 0 }, 0, exited('program', 2), 2, null],
    ['a signal instead of zero', { code: 0 }, 0, exited('program', null, 'SIGSEGV'), null, 'SIGSEGV'],
    ['a signal where no code is asked for', {}, 0, exited('program', null, 'SIGINT'), null, 'SIGINT'],
  ] as const)('another end: %s', (_, wanted, expected, end, exitCode, signal) => {
    expect(judged('tcp-client', ending(wanted), done(0, printed('program', 'x'), end))).toEqual(
      failed({ code: 'WRONG_EXIT_CODE', args: { program: 'program', expected, exitCode, signal }, evidence: [2] }),
    );
  });

  test('a call to somebody, where nobody was to be called, whatever the end', () => {
    const steps = [
      { listen: 'program' },
      { start: 'program' },
      { expectExit: { program: 'program', contact: 'none' } },
    ];
    const at = { host: '0.0.0.0', port: 5000 };
    const contacted: Unstamped = { kind: 'contacted', program: 'program', at };
    const before = [done(0, { kind: 'grader-listening', addresses: [at] }), done(1, started('program', 'client.py'))];
    const called = judged('udp-client', steps, ...before, done(2, contacted, exited('program', 1)));
    const finding = { code: 'ARGUMENTS_IGNORED', args: { program: 'program', transport: 'udp', port: 5000 } };
    expect(called).toMatchObject({ kind: 'failed', findings: [finding] });
    expect(judged('udp-client', steps, ...before, done(2, exited('program', 1)))).toEqual({ kind: 'passed' });
  });

  test('another end because of an error', () => {
    expect(judged('tcp-client', ending({ code: 0 }), done(0, crashing, exited('program', 1)))).toEqual(
      failed(
        {
          code: 'WRONG_EXIT_CODE',
          args: { program: 'program', expected: 0, exitCode: 1, signal: null },
          evidence: [2],
        },
        { code: 'CRASHED', args: { program: 'program', error: refused }, evidence: [1] },
      ),
    );
  });

  test('the right end, in silence', () => {
    expect(judged('tcp-client', ending({ code: 1, message: 'any' }), done(0, exited('program', 1)))).toEqual(
      failed({ code: 'NO_MESSAGE', args: { program: 'program' }, evidence: [1] }),
    );
  });

  test('the right end, with the error report of the language as its only message: told once', () => {
    expect(
      judged('tcp-client', ending({ code: 'non-zero', message: 'clean' }), done(0, crashing, exited('program', 1))),
    ).toEqual(failed({ code: 'RAW_ERROR', args: { program: 'program', error: refused }, evidence: [2] }));
  });
});

function endAfter(played: 'tcp-server' | 'udp-server', text: string): Verdict {
  return judged(
    played,
    [{ send: { peer: 'alice', text } }, { expect: { peer: 'alice', text: 'x' } }],
    done(0, sent('alice', text)),
    gaveUp(1, 'exited', [], exited('program', 0)),
  );
}

describe('what a program says of its end', () => {
  const steps = [{ expect: { peer: 'server', text: 'Hola' } }];
  const codes = (played: 'tcp-client' | 'tcp-server', ...all: readonly Unstamped[]) => {
    const verdict = judged(played, steps, gaveUp(0, 'quiet', [], ...all));
    return verdict.kind === 'failed' ? verdict.findings.map(({ code }) => code) : [verdict.kind];
  };
  const flood: Unstamped = { kind: 'output-flood', program: 'program', limitBytes: 1_048_576 };

  test('a flood of output explains everything else', () => {
    expect(codes('tcp-server', began, crashing, flood, exited('program', null, 'SIGKILL'))).toEqual([
      'REPLY_MISSING',
      'OUTPUT_FLOOD',
    ]);
  });

  test('too much memory explains everything else, and its end is not told as a signal', () => {
    const exceeded: Unstamped = { kind: 'memory-exceeded', program: 'program', limitBytes: 536_870_912 };
    const verdict = judged(
      'tcp-server',
      steps,
      gaveUp(0, 'exited', [], began, exceeded, exited('program', null, 'SIGKILL')),
    );
    expect(verdict).toMatchObject({
      findings: [
        { code: 'REPLY_MISSING' },
        { code: 'MEMORY_EXCEEDED', args: { program: 'program', limitBytes: 536_870_912 }, evidence: [2] },
      ],
    });
  });

  test('an error that ends the program is a crash; one that it survives has only been seen', () => {
    expect(codes('tcp-server', crashing, exited('program', 1))).toEqual(['REPLY_MISSING', 'CRASHED', 'EXITED_EARLY']);
    expect(codes('tcp-server', crashing)).toEqual(['REPLY_MISSING', 'ERROR_SHOWN']);
  });

  test('an error is no crash when the program ends well afterwards, or of something else', () => {
    expect(codes('tcp-client', crashing, exited('program', 0))).toEqual(['REPLY_MISSING', 'ERROR_SHOWN']);
    expect(codes('tcp-server', crashing, exited('program', null, 'SIGTERM'))).toEqual([
      'REPLY_MISSING',
      'ERROR_SHOWN',
      'EXITED_EARLY',
    ]);
  });

  test('an interrupt is no crash', () => {
    const interrupted = traceback.replace(
      'ConnectionRefusedError: [Errno 111] Connection refused',
      'KeyboardInterrupt',
    );
    expect(codes('tcp-server', printed('program', interrupted, 'stderr'), exited('program', null, 'SIGINT'))).toEqual([
      'REPLY_MISSING',
      'EXITED_EARLY',
    ]);
  });

  test('a client that ends well has not ended too early', () => {
    expect(codes('tcp-client', exited('program', 0))).toEqual(['REPLY_MISSING']);
    expect(codes('tcp-client', exited('program', 1))).toEqual(['REPLY_MISSING', 'EXITED_EARLY']);
  });

  test('a server that ends well has', () => {
    expect(codes('tcp-server', exited('program', 0))).toEqual(['REPLY_MISSING', 'EXITED_EARLY']);
  });

  test('a server that ends after an empty datagram, and nothing else, has taken it for the end', () => {
    const finding = { code: 'EXITED_EARLY', args: { exitCode: 0, afterEmptyDatagram: true } };
    expect(endAfter('udp-server', '')).toMatchObject({ findings: [{}, finding] });
    expect(endAfter('udp-server', 'x')).not.toMatchObject({ findings: [{}, finding] });
    expect(endAfter('tcp-server', '')).not.toMatchObject({ findings: [{}, finding] });
  });

  test('an end that the grader brought about says nothing', () => {
    const stopped: Unstamped = {
      kind: 'program-exited',
      program: 'program',
      code: null,
      signal: 'SIGKILL',
      stoppedByGrader: true,
    };
    expect(codes('tcp-server', stopped)).toEqual(['REPLY_MISSING']);
  });

  test('what it said before it was started again says nothing', () => {
    expect(codes('tcp-server', crashing, exited('program', 1), began)).toEqual(['REPLY_MISSING']);
  });

  test('a traceback on standard output is output', () => {
    expect(codes('tcp-server', printed('program', traceback))).toEqual(['REPLY_MISSING']);
  });
});
