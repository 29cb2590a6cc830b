import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Unstamped, Wait } from '../model/observation.ts';
import {
  connected,
  done,
  exited,
  gaveUp,
  listening,
  printed,
  received,
  serverAddress,
  started,
} from '../report/sample/facts.ts';
import { closed, indexes, failed, judged } from './sample/judged.ts';

const inAccept: readonly Wait[] = [{ call: 'accept', on: 'listener' }];
const opened: Unstamped = {
  kind: 'grader-listening',
  addresses: [serverAddress, { host: '::1', port: 5000 }, { host: '127.0.0.1', port: 41_000 }],
};

describe('connect', () => {
  test('was refused at an address where the server does not listen', () => {
    const to = { host: '127.0.0.2', port: 5000 };
    const refused: Unstamped = { kind: 'connect-failed', peer: 'alice', to, error: 'ECONNREFUSED' };
    const steps = [{ start: 'program' }, { connect: 'alice' }];
    expect(judged('tcp-server', steps, done(0, listening('program')), done(1, refused))).toMatchObject({
      findings: [{ code: 'CONNECTION_FAILED', args: { to, only: serverAddress } }],
    });
  });

  test('was refused', () => {
    const refused: Unstamped = { kind: 'connect-failed', peer: 'alice', to: serverAddress, error: 'ECONNREFUSED' };
    expect(judged('tcp-server', [{ connect: 'alice' }], done(0, refused))).toEqual(
      failed({
        code: 'CONNECTION_FAILED',
        args: { peer: 'alice', to: serverAddress, error: 'ECONNREFUSED' },
        evidence: indexes(0, 2),
      }),
    );
  });

  test.each(['quiet', 'deadline', 'exited'] as const)('had no answer: %s', (why) => {
    expect(judged('tcp-server', [{ connect: 'alice' }], gaveUp(0, why))).toEqual(
      failed({ code: 'CONNECTION_FAILED', args: { peer: 'alice', to: serverAddress, error: '' }, evidence: [0, 1] }),
    );
  });
});

describe('accept', () => {
  test.each(['quiet', 'deadline'] as const)('met nobody, on any of the ports: %s', (why) => {
    const steps = [{ listen: 'program' }, { accept: 'server' }];
    expect(judged('tcp-client', steps, done(0, opened), gaveUp(1, why, inAccept))).toEqual(
      failed({
        code: 'NEVER_CONNECTED',
        args: { program: 'program', transport: 'tcp', ports: [5000, 41_000], ending: why, waits: inAccept },
        evidence: [3, 4],
      }),
    );
  });

  test('met nobody before the program ended, which says so itself', () => {
    const steps = [{ listen: 'program' }, { accept: 'server' }];
    expect(judged('udp-client', steps, done(0, opened), gaveUp(1, 'exited', [], exited('program', 1)))).toEqual(
      failed(
        {
          code: 'NEVER_CONNECTED',
          args: { program: 'program', transport: 'udp', ports: [5000, 41_000], ending: 'exited', waits: [] },
          evidence: indexes(3, 5),
        },
        { code: 'EXITED_EARLY', args: { program: 'program', exitCode: 1, signal: null }, evidence: [4] },
      ),
    );
  });
});

describe('drop', () => {
  test('had no datagram to drop', () => {
    expect(judged('udp-client', [{ drop: 'server' }], gaveUp(0, 'quiet', inAccept))).toEqual(
      failed({
        code: 'REPLY_MISSING',
        args: { peer: 'server', expected: fromText(''), ending: 'quiet', waits: inAccept, ownTimeMs: 3 },
        evidence: [0, 1],
      }),
    );
  });

  test('takes its datagram: the next step has the next one', () => {
    const steps = [{ drop: 'server' }, { expect: { peer: 'server', text: 'dos' } }];
    expect(judged('udp-client', steps, done(0, received('server', 'uno')), done(1, received('server', 'dos')))).toEqual(
      {
        kind: 'passed',
      },
    );
  });
});

describe('expectNothingMore', () => {
  const steps = [{ expect: { peer: 'alice', text: 'Hola' } }, { expectNothingMore: 'alice' }];

  test('had more', () => {
    expect(judged('tcp-server', steps, done(0, received('alice', 'Hola\n')), done(1))).toEqual(
      failed({ code: 'UNEXPECTED_BYTES', args: { peer: 'alice', bytes: fromText('\n') }, evidence: [3, 4] }),
    );
  });

  test('had more while it waited', () => {
    expect(judged('tcp-server', steps, done(0, received('alice', 'Hola')), done(1, received('alice', '!')))).toEqual(
      failed({ code: 'UNEXPECTED_BYTES', args: { peer: 'alice', bytes: fromText('!') }, evidence: indexes(3, 5) }),
    );
  });

  test('had one more datagram, even an empty one', () => {
    const empty: Unstamped = { kind: 'received', peer: 'alice', bytes: fromText('') };
    expect(judged('udp-server', steps, done(0, received('alice', 'Hola')), done(1, empty))).toEqual(
      failed({ code: 'UNEXPECTED_BYTES', args: { peer: 'alice', bytes: fromText('') }, evidence: indexes(3, 5) }),
    );
  });

  test.each(['quiet', 'deadline', 'exited'] as const)('had none until the wait was over: %s', (why) => {
    expect(judged('tcp-server', steps, done(0, received('alice', 'Hola')), gaveUp(1, why))).toEqual({ kind: 'passed' });
  });

  test('had none until the connection ended', () => {
    const end = done(1, closed('alice', 'fin'));
    expect(judged('tcp-server', steps, done(0, received('alice', 'Hola')), end)).toEqual({ kind: 'passed' });
  });
});

describe('expectClose', () => {
  const steps = [{ expectClose: 'alice' }];

  test('had no end', () => {
    expect(judged('tcp-server', steps, gaveUp(0, 'quiet', inAccept))).toEqual(
      failed({
        code: 'NOT_CLOSED',
        args: { peer: 'alice', ending: 'quiet', waits: inAccept, ownTimeMs: 3 },
        evidence: [0, 1],
      }),
    );
  });

  test('had no end in time; the one that came too late is none', () => {
    expect(judged('tcp-server', steps, gaveUp(0, 'deadline'), closed('alice', 'reset'))).toEqual(
      failed({
        code: 'NOT_CLOSED',
        args: { peer: 'alice', ending: 'deadline', waits: [], ownTimeMs: 2000 },
        evidence: indexes(0, 2),
      }),
    );
  });

  test('ended by breaking the connection off', () => {
    expect(judged('tcp-server', steps, done(0, closed('alice', 'reset')))).toEqual(
      failed({ code: 'CLOSED_BY_RESET', args: { peer: 'alice' }, evidence: indexes(0, 2) }),
    );
  });

  test.each([
    ['output-flood', 'fin'],
    ['memory-exceeded', 'reset'],
  ] as const)('was never begun by a program that the grader had to end: %s, %s', (kind, how) => {
    const tooMuch: Unstamped = { kind, program: 'program', limitBytes: 9 };
    for (const expectClose of ['alice', { peer: 'alice', how: 'any' }]) {
      const verdict = judged('tcp-server', [{ expectClose }], done(0, tooMuch, closed('alice', how)));
      expect(verdict).toMatchObject({
        findings: [{ code: 'NOT_CLOSED', args: { ending: 'exited' } }, { args: { limitBytes: 9 } }],
      });
    }
  });

  test('has nothing against that where any end will do', () => {
    const any = [{ expectClose: { peer: 'alice', how: 'any' } }];
    expect(judged('tcp-server', any, done(0, closed('alice', 'reset')))).toEqual({ kind: 'passed' });
  });
});

test('expectRest had no rest', () => {
  const used: Unstamped = { kind: 'cpu-used', program: 'program', cpuMs: 390, wallMs: 400 };
  expect(judged('tcp-server', [{ expectRest: 'program' }], done(0, used))).toEqual(
    failed({ code: 'SPINNING', args: { program: 'program', cpuMs: 390, wallMs: 400 }, evidence: indexes(0, 2) }),
  );
});

test('expectRest found that the program had died', () => {
  const used: Unstamped = { kind: 'cpu-used', program: 'program', cpuMs: 0, wallMs: 5 };
  expect(judged('tcp-server', [{ expectRest: 'program' }], done(0, exited('program', 1), used))).toEqual(
    failed({ code: 'EXITED_EARLY', args: { program: 'program', exitCode: 1, signal: null }, evidence: [1] }),
  );
});

test('expectConnections counted too many', () => {
  const held: Unstamped = { kind: 'sockets-held', program: 'program', connections: 100 };
  expect(
    judged('tcp-server', [{ expectConnections: { program: 'program', atMost: 1 } }], gaveUp(0, 'quiet', [], held)),
  ).toEqual(
    failed({ code: 'CONNECTIONS_KEPT', args: { program: 'program', kept: 100, allowed: 1 }, evidence: indexes(0, 2) }),
  );
});

test('expectNoZombies counted some', () => {
  const unreaped: Unstamped = { kind: 'children-unreaped', program: 'program', children: 5 };
  expect(judged('tcp-server', [{ expectNoZombies: 'program' }], gaveUp(0, 'quiet', [], unreaped))).toEqual(
    failed({ code: 'CHILDREN_UNREAPED', args: { program: 'program', children: 5 }, evidence: indexes(0, 2) }),
  );
});

test.each(['stop', 'listen'])('%s did not come to its end', (verb) => {
  expect(judged('tcp-client', [{ [verb]: 'program' }], gaveUp(0, 'deadline', inAccept))).toEqual(
    failed({
      code: 'STILL_RUNNING',
      args: { program: 'program', expected: null, ending: 'deadline', waits: inAccept, ownTimeMs: 2000 },
      evidence: [0, 1],
    }),
  );
});

const actions = [
  { send: { peer: 'alice', text: 'Hola' } },
  { echo: 'alice' },
  { signal: { program: 'program', signal: 'SIGINT' } },
  { freeze: 'program' },
  { thaw: 'program' },
  { type: { program: 'program', line: 'Hola' } },
  { endInput: 'program' },
  { halfClose: 'alice' },
  { close: 'alice' },
  { reset: 'alice' },
  { pause: 'alice' },
  { resume: 'alice' },
];

test.each(actions)('what the grader does costs nothing, even when it gave up: %j', (step) => {
  for (const why of ['quiet', 'deadline', 'exited'] as const) {
    expect(judged('tcp-server', [step], gaveUp(0, why))).toEqual({ kind: 'passed' });
  }
});

describe('after the symptom comes what the program says of its end', () => {
  const traceback =
    'Traceback (most recent call last):\n  File "/tmp/tcp_server.py", line 9, in <module>\n    s.accept(1)\nTypeError: too many\n';
  const error = {
    runtime: 'python',
    type: 'TypeError',
    message: 'too many',
    code: null,
    file: '/tmp/tcp_server.py',
    line: 9,
    source: 's.accept(1)',
  } as const;

  test('even when it said so only afterwards', () => {
    const facts = [
      started('program', 'tcp_server.py'),
      ...gaveUp(0, 'quiet', inAccept),
      printed('program', traceback.slice(0, 60), 'stderr'),
      printed('program', 'adiós'),
      printed('program', traceback.slice(60), 'stderr'),
      exited('program', 1),
    ];
    expect(judged('tcp-server', [{ expectClose: 'alice' }], facts)).toEqual(
      failed(
        {
          code: 'NOT_CLOSED',
          args: { peer: 'alice', ending: 'quiet', waits: inAccept, ownTimeMs: 3 },
          evidence: [1, 2, 3, 4, 5, 6],
        },
        { code: 'CRASHED', args: { program: 'program', error }, evidence: [3, 5] },
        { code: 'EXITED_EARLY', args: { program: 'program', exitCode: 1, signal: null }, evidence: [6] },
      ),
    );
  });

  test('once: an end that is the symptom is no cause as well', () => {
    const steps = [{ expectRunning: 'program' }];
    expect(judged('tcp-server', steps, done(0, exited('program', null, 'SIGSEGV')))).toEqual(
      failed({ code: 'EXITED_EARLY', args: { program: 'program', exitCode: null, signal: 'SIGSEGV' }, evidence: [1] }),
    );
  });

  test('but not when all is right', () => {
    const end = [printed('program', traceback, 'stderr'), exited('program', 1)];
    expect(judged('tcp-server', [{ connect: 'alice' }], done(0, connected('alice'), ...end))).toEqual({
      kind: 'passed',
    });
  });
});
