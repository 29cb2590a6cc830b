import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Timeline, Unstamped } from '../model/observation.ts';
import { everyFact } from '../report/sample/every-fact.ts';
import { tcpEcho } from '../report/sample/exercise.ts';
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
  serverAddress,
  started,
  timeline,
} from '../report/sample/facts.ts';
import { judgeCheck, programOf } from './judge-check.ts';
import { beginnings, checkOf, closed, exerciseOf, failed, judged, passed, type Played } from './sample/judged.ts';

const unproven: Unstamped = { kind: 'unproven', step: 0, what: 'not-frozen' };
const trouble: Unstamped = { kind: 'grader-trouble', step: 0, message: 'the network is gone' };

const steps = [
  { start: 'program' },
  { connect: 'alice' },
  { send: { peer: 'alice', text: 'Hola Mundo', pieces: [4] } },
  { expect: { peer: 'alice', template: '{sent}', as: 'echo' } },
  { expectOutput: { program: 'program', template: '{echo}' } },
  { expectNothingMore: 'alice' },
  { halfClose: 'alice' },
  { expectClose: 'alice' },
];
const conversation = [
  done(0, started('program', 'program.py'), listening('program')),
  done(1, connected('alice')),
  done(2, sent('alice', 'Hola'), received('alice', 'Ho'), sent('alice', ' Mundo')),
  done(3, received('alice', 'la M'), received('alice', 'undo')),
  done(4, printed('program', 'Recibido: Hola Mundo\n')),
  gaveUp(5, 'quiet'),
  done(6, { kind: 'grader-closed', peer: 'alice', how: 'half-close' }),
  done(7, closed('alice', 'fin')),
];

describe('a check', () => {
  test('is passed when every step was met', () => {
    expect(judged('tcp-server', steps, ...conversation)).toEqual(passed);
  });

  test('is passed however the program ends afterwards', () => {
    expect(judged('tcp-server', steps, ...conversation, exited('program', 1))).toEqual(passed);
  });

  test('is failed by the first step that was not met, with the facts from there to the end', () => {
    const until = conversation.slice(0, 4);
    expect(
      judged('tcp-server', steps, ...until, gaveUp(4, 'quiet', [], printed('program', 'x')), exited('program', 0)),
    ).toEqual(
      failed(
        {
          code: 'OUTPUT_MISSING',
          args: { program: 'program', expected: fromText('Hola Mundo'), output: fromText('x'), nearest: null },
          evidence: [16, 17, 18, 19],
        },
        { code: 'EXITED_EARLY', args: { program: 'program', exitCode: 0, signal: null }, evidence: [19] },
      ),
    );
  });

  test('is judged by what came before its step ended, though it came in earlier steps', () => {
    const early = [...conversation.slice(0, 2), done(2, sent('alice', 'Hola'), received('alice', 'Hola')), done(3)];
    expect(judged('tcp-server', steps.slice(0, 4), ...early)).toEqual(passed);
  });

  test('of a client sees the whole echo as one message', () => {
    const call = [
      { listen: 'program' },
      { start: 'program' },
      { accept: 'server' },
      { expect: { peer: 'server', any: true } },
      { echo: 'server' },
      { expectOutput: { program: 'program', template: '{received}' } },
    ];
    const facts = [
      done(0, { kind: 'grader-listening', addresses: [serverAddress] }),
      done(1, started('program', 'program.py')),
      done(2, accepted('server')),
      done(3, received('server', 'Hola ')),
      done(4, sent('server', 'Hola '), received('server', 'Mundo'), sent('server', 'Mundo'), closed('server', 'fin')),
    ];
    expect(judged('tcp-client', call, ...facts, done(5, printed('program', 'Hola Mundo')))).toEqual(passed);
    expect(judged('tcp-client', call, ...facts, gaveUp(5, 'exited', [], printed('program', 'Mundo')))).toMatchObject({
      findings: [{ code: 'OUTPUT_MISSING', args: { expected: fromText('Hola Mundo') } }],
    });
  });

  test('of a UDP client sees the last datagram as the message', () => {
    const call = [{ echo: 'server' }, { expectOutput: { program: 'program', template: '{received}' } }];
    const facts = gaveUp(0, 'quiet', [], received('server', 'uno'), received('server', 'dos'));
    expect(judged('udp-client', call, facts, done(1, printed('program', 'dos')))).toEqual(passed);
    expect(judged('udp-client', call, facts, gaveUp(1, 'exited', [], printed('program', 'uno'))).kind).toBe('failed');
  });

  test.each(['tcp-client', 'udp-client'] as const)(
    'takes the echo for good, and nothing that came after it: %s',
    (played) => {
      const call = [{ expect: { peer: 'server', any: true } }, { echo: 'server' }, { expectNothingMore: 'server' }];
      const echo = [done(0, received('server', 'uno')), gaveUp(1, 'quiet', [], received('server', 'dos'))];
      expect(judged(played, call, ...echo, gaveUp(2, 'quiet'))).toEqual(passed);
      expect(judged(played, call, ...echo, done(2, received('server', 'tres')))).toMatchObject({
        findings: [{ code: 'UNEXPECTED_BYTES', args: { bytes: fromText('tres') } }],
      });
    },
  );
});

describe('a check that could not be decided', () => {
  const failing = gaveUp(0, 'quiet');

  test('is inconclusive when a provocation was not proven, and no step counts', () => {
    expect(judged('tcp-server', steps, failing, unproven)).toEqual({
      kind: 'inconclusive',
      findings: [{ code: 'UNPROVEN', args: { what: 'not-frozen' }, evidence: [2] }],
    });
    expect(judged('tcp-server', steps, ...conversation, unproven).kind).toBe('inconclusive');
  });

  test('says every provocation that was not proven', () => {
    const another: Unstamped = { kind: 'unproven', step: 1, what: 'not-queued' };
    expect(judged('tcp-server', steps, unproven, another)).toMatchObject({
      findings: [{ evidence: [0] }, { args: { what: 'not-queued' }, evidence: [1] }],
    });
  });

  test("is the grader's fault when the grader was in trouble, whatever else there is", () => {
    const expected = { kind: 'grader-error', message: 'the network is gone' };
    expect(judged('tcp-server', steps, ...conversation, trouble)).toEqual(expected);
    expect(judged('tcp-server', steps, failing, unproven, trouble)).toEqual(expected);
  });

  test.each([
    ['nothing happened', []],
    ['it ends within a step', [...conversation.slice(0, 3), { kind: 'step-began', step: 3 } as const]],
    ['it ends between two steps', conversation.slice(0, 5)],
    ['it is of another check', [...conversation.slice(0, 7), done(99)]],
  ])("is the grader's fault when the timeline is not whole: %s", (_, facts) => {
    expect(judged('tcp-server', steps, ...facts)).toEqual({
      kind: 'grader-error',
      message: 'The timeline ends before the check does.',
    });
  });
});

test('a check of a program that the exercise lacks is a fault of its author', () => {
  const exercise = exerciseOf('tcp-server', steps);
  const check = { ...checkOf(exercise), of: 'stranger' };
  expect(() => programOf(exercise, check)).toThrow('Check the-check is of stranger, which the exercise does not have');
});

type Case = readonly [name: string, played: Played, steps: readonly unknown[], whole: Timeline];

const cases: readonly Case[] = [
  ['a check that is passed', 'tcp-server', steps, timeline(...conversation, exited('program', 0))],
  [
    'a check that is failed',
    'tcp-server',
    steps,
    timeline(
      ...conversation.slice(0, 3),
      gaveUp(3, 'deadline', [], received('alice', 'la')),
      received('alice', ' Mundo'),
      exited('program', 1),
    ),
  ],
  [
    'a check of a client',
    'udp-client',
    [
      { accept: 'server' },
      { type: { program: 'program', template: '{received}' } },
      { drop: 'server' },
      { echo: 'server' },
    ],
    timeline(
      done(0, accepted('server')),
      done(1, { kind: 'typed', program: 'program', bytes: fromText('') }),
      done(2, received('server', 'uno')),
      gaveUp(3, 'exited', [], received('server', 'dos'), sent('server', 'dos')),
    ),
  ],
];

describe.each(cases)('the beginnings of %s', (_, played, caseSteps, whole) => {
  const exercise = exerciseOf(played, caseSteps);
  const check = checkOf(exercise);

  test('are judged the same every time, without throwing', () => {
    for (const facts of beginnings(whole)) {
      const verdict = judgeCheck(exercise, check, facts);
      expect(judgeCheck(exercise, check, structuredClone(facts))).toEqual(verdict);
    }
  });

  test('are unfinished up to the deciding step, and of one verdict from there on', () => {
    const kinds = beginnings(whole).map((facts) => judgeCheck(exercise, check, facts).kind);
    const decided = kinds.findIndex((kind) => kind !== 'grader-error');
    expect(decided).toBeGreaterThan(0);
    expect(new Set(kinds.slice(decided)).size).toBe(1);
  });
});

test('whatever the facts, there is a verdict, and the same one again', () => {
  const fact = fc.constantFrom(
    ...everyFact,
    ...[0, 1, 2, 3].flatMap((step): Unstamped[] => [
      { kind: 'step-began', step },
      { kind: 'step-ended', step },
      { kind: 'step-gave-up', step, why: 'exited', waits: [], ownTimeMs: 1 },
    ]),
    ...[0, 1, 2, 3].flatMap((step) =>
      done(step, started('server', 'tcp_server.py'), listening('server'), connected('alice')),
    ),
  );
  // Facts that decide everything would leave the rest untried.
  const telling = fc
    .array(fact, { maxLength: 40 })
    .map((all) => all.filter(({ kind }) => kind !== 'grader-trouble' && kind !== 'unproven'));
  fc.assert(
    fc.property(telling, fc.constantFrom(...tcpEcho.checks.filter(({ of }) => of === 'server')), (all, check) => {
      const verdict = judgeCheck(tcpEcho, check, timeline(all));
      expect(judgeCheck(tcpEcho, check, structuredClone(timeline(all)))).toEqual(verdict);
    }),
    { numRuns: 500 },
  );
});
