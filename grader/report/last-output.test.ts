import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Unstamped } from '../model/observation.ts';
import { lastOutput } from './last-output.ts';
import { printed, timeline } from './sample/facts.ts';

function wrote(bytes: Uint8Array): Unstamped {
  return { kind: 'program-output', program: 'server', stream: 'stdout', bytes, omittedBytes: 0 };
}

describe('the last output of a program', () => {
  test('lines are put together from pieces and keep the order in which they were begun', () => {
    const facts = timeline(
      printed('server', 'uno\ndo'),
      printed('server', 'aviso\n', 'stderr'),
      printed('server', 's\r\ntres'),
    );
    expect(lastOutput(facts, 'server', 8).lines).toEqual([
      { stream: 'stdout', text: 'uno' },
      { stream: 'stdout', text: 'dos' },
      { stream: 'stderr', text: 'aviso' },
      { stream: 'stdout', text: 'tres' },
    ]);
  });

  test('a character split over two pieces is whole again', () => {
    const [first, second] = [fromText('ñ').subarray(0, 1), fromText('ñ').subarray(1)];
    expect(lastOutput(timeline(wrote(first), wrote(second)), 'server', 8).lines).toEqual([
      { stream: 'stdout', text: 'ñ' },
    ]);
  });

  test('only the last lines of the program in question are given, and it is told how much came before', () => {
    const facts = timeline(printed('client', 'ajena\n'), printed('server', 'a\nb\nc\n'), {
      kind: 'program-output',
      program: 'server',
      stream: 'stdout',
      bytes: new Uint8Array(),
      omittedBytes: 70,
    });
    expect(lastOutput(facts, 'server', 2)).toEqual({
      lines: [
        { stream: 'stdout', text: 'b' },
        { stream: 'stdout', text: 'c' },
      ],
      earlier: 1,
      omittedBytes: 70,
    });
  });
});
