import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { ConversedBy, Unstamped } from '../model/observation.ts';
import { accepted, done, exited, gaveUp, received } from '../report/sample/facts.ts';
import { judged, passed } from './sample/judged.ts';

function conversed(by: ConversedBy, line: string | null = null): Unstamped {
  return { kind: 'conversed', program: 'program', goal: 'ended', by, line };
}

const asked = { program: 'program', until: 'ended', lines: ['salir', 'exit'], endInput: true };

function symptom(verdict: ReturnType<typeof judged>): unknown {
  return verdict.kind === 'failed' ? verdict.findings[0] : verdict;
}

describe('A conversation at the keyboard', () => {
  test.each([
    ['by a line', conversed('line', 'exit')],
    ['by the end of its input', conversed('end-of-input')],
    ['by itself', conversed('itself')],
  ])('is met when it ended the program %s', (_, fact) => {
    expect(judged('tcp-client', [{ converse: asked }], done(0, fact))).toEqual(passed);
  });

  test('is harmless when it came to nothing: later steps say what that means', () => {
    expect(judged('tcp-client', [{ converse: asked }], gaveUp(0, 'quiet', [], conversed('nothing')))).toEqual(passed);
  });

  test('that must end on a line is met by that line', () => {
    const fact = conversed('line', 'salir');
    expect(judged('tcp-client', [{ converse: { ...asked, on: 'salir' } }], done(0, fact))).toEqual(passed);
  });

  test.each([
    ['another line', 'line', 'exit'],
    ['the end of the input', 'end-of-input', null],
    ['itself', 'itself', null],
  ] as const)('that must end on a line is not met by %s', (_, by, line) => {
    const verdict = judged('tcp-client', [{ converse: { ...asked, on: 'salir' } }], done(0, conversed(by, line)));
    expect(symptom(verdict)).toMatchObject({ code: 'ENDED_OTHERWISE', args: { expected: 'salir', by, line } });
  });
});

describe('A text that must stand somewhere in the bytes', () => {
  const steps = [{ accept: 'server' }, { expect: { peer: 'server', contains: 'señal' } }];
  const before = done(0, accepted('server'));

  test('may have others around it, and come in pieces', () => {
    const facts = [received('server', 'Ana: se'), received('server', 'ñal\n')];
    expect(judged('tcp-client', steps, before, done(1, ...facts))).toEqual(passed);
  });

  test('is told to be missing, with what is most like it', () => {
    const verdict = judged('tcp-client', steps, before, gaveUp(1, 'quiet', [], received('server', 'Ana: SEñAL')));
    expect(symptom(verdict)).toMatchObject({
      code: 'REPLY_LACKS',
      args: { expected: fromText('señal'), nearest: { difference: 'case-changed' } },
    });
  });

  test('in another encoding is told as that', () => {
    const latin: Unstamped = { kind: 'received', peer: 'server', bytes: Uint8Array.of(0x73, 0x65, 0xf1, 0x61, 0x6c) };
    const verdict = judged('tcp-client', steps, before, gaveUp(1, 'quiet', [], latin));
    expect(symptom(verdict)).toMatchObject({ code: 'REPLY_NOT_UTF8', args: { at: 2 } });
  });
});

test.each([
  ['output-flood', 'OUTPUT_FLOOD'],
  ['memory-exceeded', 'MEMORY_EXCEEDED'],
] as const)('an end that the grader had to make is none: %s', (kind, code) => {
  const excess: Unstamped = { kind, program: 'program', limitBytes: 1_048_576 };
  const steps = [{ expectExit: { program: 'program', signal: 'allowed' } }];
  const verdict = judged('tcp-client', steps, done(0, excess, exited('program', null, 'SIGKILL')));
  expect(verdict).toMatchObject({ kind: 'failed', findings: [{ code }] });
});
