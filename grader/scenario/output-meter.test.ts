import { describe, expect, test } from 'vitest';
import type { Timeline } from '../model/observation.ts';
import { toText } from '../model/bytes.ts';
import { Lab } from '../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform } from '../testing/play.ts';

async function outputs(lab: Lab, source: string, ...expectations: string[]): Promise<Timeline> {
  const program = await lab.prepare('python', source);
  const steps = ['start: program', ...expectations, 'expectExit: { program: program }'];
  return perform(lab, { role: 'client', transport: 'tcp', program, steps });
}

describe('The output of a program', () => {
  test('is kept whole, stream by stream, when it is short', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await outputs(lab, "import os\nos.write(1, b'uno')\nos.write(2, b'dos')\nos.write(1, b'tres')");
    const of = (wanted: string) =>
      factsOf(timeline, 'program-output')
        .filter(({ stream }) => stream === wanted)
        .map(({ bytes }) => toText(bytes))
        .join('');
    expect([of('stdout'), of('stderr')]).toEqual(['unotres', 'dos']);
    expect(factsOf(timeline, 'program-output').every(({ omittedBytes }) => omittedBytes === 0)).toBe(true);
  });

  test('is kept from its beginning and from its end when it is long, and what is left out is counted', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await outputs(lab, "print('first words')\nprint('a' * 300_000)\nprint('last words')");
    const facts = factsOf(timeline, 'program-output');
    const last = facts.at(-1);
    const kept = facts.reduce((total, { bytes }) => total + bytes.length, 0);
    expect(outputOf(timeline)).toMatch(/^first words\na/);
    expect(toText(last?.bytes ?? new Uint8Array())).toMatch(/a\nlast words\n$/);
    expect(kept).toBe(68 * 1024);
    expect(last?.omittedBytes).toBe('first words\n'.length + 300_001 + 'last words\n'.length - kept);
  });

  test('keeps the last words of each stream', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await outputs(
      lab,
      "import sys\nprint('a' * 100_000)\ninput()\nprint('why', file=sys.stderr)\nprint('b' * 100_000)",
      `expectOutput: { program: program, pattern: 'a{${64 * 1024}}' }`,
      "type: { program: program, line: '' }",
    );
    const [stdout, stderr] = factsOf(timeline, 'program-output').slice(-2);
    expect(stdout).toMatchObject({ stream: 'stdout' });
    expect(toText(stdout?.bytes ?? new Uint8Array())).toBe(`${'b'.repeat(4095)}\n`);
    expect(stderr).toMatchObject({ stream: 'stderr', bytes: new TextEncoder().encode('why\n'), omittedBytes: 0 });
  });

  test('is searched also where it is not kept, while the program runs and once it has ended', async (context) => {
    await using lab = await Lab.open(context);
    for (const afterwards of ['input()', 'pass']) {
      const timeline = await outputs(
        lab,
        `print('a' * 70_000)\nprint('hola', 'a' * 70_000, flush=True)\n${afterwards}`,
        'expectOutput: { program: program, text: hola }',
        'endInput: program',
      );
      expect(lastEnd(timeline)).toBe('ended');
      expect(factsOf(timeline, 'output-found')).toHaveLength(1);
      expect(outputOf(timeline)).not.toContain('hola');
    }
  });

  test('is not taken for what it would be without the part that is not kept', async (context) => {
    await using lab = await Lab.open(context);
    const source = `print('a' * ${64 * 1024 - 6} + 'hola a' + 'b' * 5000 + ' todos' + 'c' * ${4 * 1024 - 7}, flush=True)`;
    for (const afterwards of ['input()', 'pass']) {
      const timeline = await outputs(
        lab,
        `${source}\n${afterwards}`,
        'expectOutput: { program: program, text: hola a todos }',
      );
      expect(factsOf(timeline, 'output-found')).toEqual([]);
      expect(factsOf(timeline, 'step-ended').map(({ step }) => step)).toEqual(afterwards === 'pass' ? [0, 1] : [0]);
      expect(outputOf(timeline)).toContain('hola a todos');
      expect(factsOf(timeline, 'program-output').at(-1)).toMatchObject({ omittedBytes: 5000 });
    }
  });

  test('that never ends is stopped, and the program with it', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await outputs(lab, "import os\nwhile True:\n    os.write(1, b'a' * 65536)");
    expect(factsOf(timeline, 'output-flood')).toMatchObject([{ limitBytes: 1024 * 1024 }]);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ signal: 'SIGKILL', stoppedByGrader: true }]);
    expect(lastEnd(timeline)).toBe('ended');
    const kept = factsOf(timeline, 'program-output').reduce((total, { bytes }) => total + bytes.length, 0);
    expect(kept).toBe(68 * 1024);
  });

  test('may be long where much went over the wire', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        server = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        received = b''
        while chunk := server.recv(65536):
            received += chunk
        print('x' * (10 * len(received)))
      `,
    );
    const steps = [
      'start: program',
      'accept: alice',
      "send: { peer: alice, repeat: { text: 'a', times: 200000 } }",
      'close: alice',
      'expectExit: { program: program, code: 0 }',
    ];
    const timeline = await perform(lab, {
      role: 'client',
      transport: 'tcp',
      program,
      steps: ['listen: program', ...steps],
    });
    expect(factsOf(timeline, 'output-flood')).toEqual([]);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: 0 }]);
  });

  test('that never ends is stopped also when children print it', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await outputs(lab, "import os\nos.fork()\nos.fork()\nwhile True:\n    os.write(1, b'a' * 65536)");
    expect(factsOf(timeline, 'output-flood')).toHaveLength(1);
    expect(factsOf(timeline, 'program-exited')).toHaveLength(1);
  });
});
