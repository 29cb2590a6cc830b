import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Unstamped } from '../model/observation.ts';
import {
  accepted,
  connected,
  done,
  exited,
  listening,
  printed,
  received,
  serverAddress,
  started,
} from '../report/sample/facts.ts';
import { checkOf, closed, exerciseOf, ledgerAfter, specOf, type Played } from './sample/judged.ts';
import { settle } from './settle.ts';

/** What becomes of a step after these facts of its own, while it waits. */
function settled(played: Played, step: unknown, ...facts: readonly Unstamped[]): string {
  const ledger = ledgerAfter({ kind: 'step-began', step: 0 }, ...facts);
  const [parsed] = checkOf(exerciseOf(played, [step])).steps;
  if (parsed === undefined) throw new Error('No step');
  return settle(parsed, ledger, specOf(played));
}

const notStarted: Unstamped = { kind: 'program-not-started', program: 'program', reason: 'EACCES' };
const unknown: Unstamped = { kind: 'readiness-unknown', program: 'program' };
const refused: Unstamped = { kind: 'connect-failed', peer: 'alice', to: serverAddress, error: 'ECONNREFUSED' };
const opened: Unstamped = { kind: 'grader-listening', addresses: [serverAddress] };
const began = started('program', 'tcp_server.py');
const restful = { expectRest: 'program' };

function used(cpuMs: number, wallMs: number): Unstamped {
  return { kind: 'cpu-used', program: 'program', cpuMs, wallMs };
}

function held(connections: number): Unstamped {
  return { kind: 'sockets-held', program: 'program', connections };
}

function unreaped(children: number): Unstamped {
  return { kind: 'children-unreaped', program: 'program', children };
}

type Example = readonly [says: string, step: unknown, facts: readonly Unstamped[], expected: 'open' | 'met' | 'broken'];

describe('starting a server', () => {
  test.each<Example>([
    ['is open until it listens', { start: 'program' }, [began], 'open'],
    ['is met once it listens', { start: 'program' }, [began, listening('program')], 'met'],
    ['is met where nobody can see it listen', { start: 'program' }, [began, unknown], 'met'],
    [
      'is open while it listens for another transport',
      { start: 'program' },
      [began, listening('program', 'udp')],
      'open',
    ],
    [
      'is met when it listens for both',
      { start: 'program' },
      [began, listening('program', 'udp'), listening('program')],
      'met',
    ],
    ['is broken when it ends', { start: 'program' }, [began, exited('program', 0)], 'broken'],
    ['is broken when it cannot be started', { start: 'program' }, [notStarted], 'broken'],
    ['needs no listening when none is waited for', { start: { program: 'program', ready: false } }, [began], 'met'],
    ['without waiting is open until it is started', { start: { program: 'program', ready: false } }, [], 'open'],
    [
      'may end at once when nothing is waited for',
      { start: { program: 'program', ready: false } },
      [began, exited('program', 1)],
      'met',
    ],
  ])('%s', (_, step, facts, expected) => {
    expect(settled('tcp-server', step, ...facts)).toBe(expected);
  });

  test('is met by a UDP socket where UDP is wanted', () => {
    expect(settled('udp-server', { start: 'program' }, began, listening('program', 'udp'))).toBe('met');
    expect(settled('udp-server', { start: 'program' }, began, listening('program', 'tcp'))).toBe('open');
  });
});

describe('starting a client', () => {
  test('is met as soon as it runs', () => {
    expect(settled('tcp-client', { start: 'program' }, began)).toBe('met');
    expect(settled('tcp-client', { start: 'program' })).toBe('open');
    expect(settled('tcp-client', { start: 'program' }, notStarted)).toBe('broken');
  });
});

describe('a step that waits for an event', () => {
  test.each<Example>([
    ['connect is open until there is an answer', { connect: 'alice' }, [], 'open'],
    ['connect is met by a connection', { connect: 'alice' }, [connected('alice')], 'met'],
    ['connect is broken by a refusal', { connect: 'alice' }, [refused], 'broken'],
    ['listen is open until a port is open', { listen: 'program' }, [], 'open'],
    ['listen is met by an open port', { listen: 'program' }, [opened], 'met'],
    ['accept is open until somebody calls', { accept: 'server' }, [opened], 'open'],
    ['accept is met by a call', { accept: 'server' }, [accepted('server')], 'met'],
    ['expectNothingMore is open while nothing comes', { expectNothingMore: 'alice' }, [], 'open'],
    ['expectNothingMore is met by the end', { expectNothingMore: 'alice' }, [closed('alice', 'fin')], 'met'],
    ['expectNothingMore is broken by a byte', { expectNothingMore: 'alice' }, [received('alice', '!')], 'broken'],
    [
      'expectNothingMore is broken by a byte before the end',
      { expectNothingMore: 'alice' },
      [received('alice', '!'), closed('alice', 'fin')],
      'broken',
    ],
    ['expectNothingMore looks at its peer only', { expectNothingMore: 'alice' }, [received('bob', '!')], 'open'],
    ['expectClose is open until the end', { expectClose: 'alice' }, [received('alice', '!')], 'open'],
    ['expectClose is met by a FIN', { expectClose: 'alice' }, [closed('alice', 'fin')], 'met'],
    ['expectClose is broken by a reset', { expectClose: 'alice' }, [closed('alice', 'reset')], 'broken'],
    [
      'expectClose in any way is met by a reset',
      { expectClose: { peer: 'alice', how: 'any' } },
      [closed('alice', 'reset')],
      'met',
    ],
    ['expectClose looks at its peer only', { expectClose: 'alice' }, [closed('bob', 'fin')], 'open'],
    [
      'expectOutput is open until it is shown',
      { expectOutput: { program: 'program', text: 'Hola' } },
      [printed('program', 'Ho')],
      'open',
    ],
    [
      'expectOutput is met once it is shown',
      { expectOutput: { program: 'program', text: 'Hola' } },
      [printed('program', 'Hola')],
      'met',
    ],
    [
      'expectOutput is broken once nothing more can be shown',
      { expectOutput: { program: 'program', text: 'Hola' } },
      [printed('program', 'Ho'), exited('program', 0)],
      'broken',
    ],
    ['expectExit is open while it runs', { expectExit: { program: 'program' } }, [began], 'open'],
    ['expectExit is met by the end', { expectExit: { program: 'program' } }, [exited('program', 1)], 'met'],
    [
      'expectExit is broken by another code',
      { expectExit: { program: 'program', code: 0 } },
      [exited('program', 1)],
      'broken',
    ],
    ['expectRunning is open while the program runs and may still end', { expectRunning: 'program' }, [began], 'open'],
    ['expectRunning is broken by its end', { expectRunning: 'program' }, [exited('program', 0)], 'broken'],
    ['expectRest is open until it was measured', { expectRest: 'program' }, [], 'open'],
    ['expectRest is met by half of a processor', { expectRest: 'program' }, [used(200, 400)], 'met'],
    ['expectRest is broken by more', { expectRest: 'program' }, [used(201, 400)], 'broken'],
    [
      'expectRest has the share it is given',
      { expectRest: { program: 'program', atMostCpu: 0.1 } },
      [used(41, 400)],
      'broken',
    ],
    ['expectRest takes the latest measure', { expectRest: 'program' }, [used(400, 400), used(0, 400)], 'met'],
    ['expectRest is met by a program that has ended well', restful, [exited('program', 0), used(0, 0)], 'met'],
    ['expectRest is broken by one that has failed', restful, [exited('program', 1), used(0, 0)], 'broken'],
    ['expectRest is broken by one that was killed', restful, [exited('program', null), used(0, 0)], 'broken'],
    ['expectConnections is met by so many', { expectConnections: { program: 'program', atMost: 2 } }, [held(2)], 'met'],
    [
      'expectConnections is open while there are more',
      { expectConnections: { program: 'program', atMost: 2 } },
      [held(3)],
      'open',
    ],
    [
      'expectConnections is open until they were counted',
      { expectConnections: { program: 'program', atMost: 2 } },
      [],
      'open',
    ],
    ['expectNoZombies is open until they were counted', { expectNoZombies: 'program' }, [], 'open'],
    ['expectNoZombies is open while there are some', { expectNoZombies: 'program' }, [unreaped(1)], 'open'],
    ['expectNoZombies is met by none', { expectNoZombies: 'program' }, [unreaped(1), unreaped(0)], 'met'],
    ['echo is open until the program closes', { echo: 'server' }, [received('server', 'Hola')], 'open'],
    ['echo is met by the end', { echo: 'server' }, [closed('server', 'reset')], 'met'],
    ['stop is open until the program has ended', { stop: 'program' }, [began], 'open'],
    ['stop is met by the end', { stop: 'program' }, [exited('program', null, 'SIGKILL')], 'met'],
  ])('%s', (_, step, facts, expected) => {
    expect(settled('tcp-server', step, ...facts)).toBe(expected);
  });

  test('drop waits for a datagram, an empty one too', () => {
    const empty: Unstamped = { kind: 'received', peer: 'server', bytes: fromText('') };
    expect(settled('udp-client', { drop: 'server' })).toBe('open');
    expect(settled('udp-client', { drop: 'server' }, empty)).toBe('met');
  });

  test('expectNothingMore is broken by an empty datagram', () => {
    const empty: Unstamped = { kind: 'received', peer: 'alice', bytes: fromText('') };
    expect(settled('udp-server', { expectNothingMore: 'alice' }, empty)).toBe('broken');
  });

  test('what an earlier step saw does not count', () => {
    const ledger = ledgerAfter(done(0, connected('bob'), accepted('bob'), opened, used(0, 400), held(0)), {
      kind: 'step-began',
      step: 1,
    });
    const steps = [
      { connect: 'alice' },
      { accept: 'alice' },
      { listen: 'program' },
      { expectRest: 'program' },
      { expectConnections: { program: 'program', atMost: 0 } },
    ];
    for (const step of checkOf(exerciseOf('tcp-server', steps)).steps) {
      expect(settle(step, ledger, specOf('tcp-server'))).toBe('open');
    }
  });
});

const actions = [
  { send: { peer: 'alice', text: 'Hola' } },
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

test.each(actions)('what the grader does by itself needs nothing from the program: %j', (step) => {
  expect(settled('tcp-server', step)).toBe('met');
});

describe('a wait that was given up', () => {
  const waiting = [
    { start: 'program' },
    { connect: 'alice' },
    { accept: 'alice' },
    { expect: { peer: 'alice', text: 'Hola' } },
    { drop: 'alice' },
    { expectClose: 'alice' },
    { expectOutput: { program: 'program', text: 'Hola' } },
    { expectExit: { program: 'program' } },
    { expectRest: 'program' },
    { expectConnections: { program: 'program', atMost: 0 } },
    { expectNoZombies: 'program' },
    { stop: 'program' },
    { listen: 'program' },
  ];
  const harmless = [{ echo: 'alice' }, { expectNothingMore: 'alice' }, { send: { peer: 'alice', text: 'Hola' } }];

  test.each(['quiet', 'deadline', 'exited'] as const)('is never open: %s', (why) => {
    const verdicts = (steps: readonly unknown[]) =>
      checkOf(exerciseOf('tcp-server', steps)).steps.map((step) =>
        settle(step, ledgerAfter({ kind: 'step-began', step: 0 }), specOf('tcp-server'), why),
      );
    expect(new Set(verdicts(waiting))).toEqual(new Set(['broken']));
    expect(new Set(verdicts(harmless))).toEqual(new Set(['met']));
  });

  test('is broken all the same when what came broke the step', () => {
    const [step] = checkOf(exerciseOf('tcp-server', [{ expectNothingMore: 'alice' }])).steps;
    if (step === undefined) throw new Error('No step');
    expect(settle(step, ledgerAfter(received('alice', '!')), specOf('tcp-server'), 'quiet')).toBe('broken');
  });

  test('is met when what was waited for came after all', () => {
    const [step] = checkOf(exerciseOf('tcp-server', [{ expectClose: 'alice' }])).steps;
    if (step === undefined) throw new Error('No step');
    expect(settle(step, ledgerAfter(closed('alice', 'fin')), specOf('tcp-server'), 'deadline')).toBe('met');
  });
});
