/** Whether everything can be measured; how fast it is, is no matter of tests. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { benchSchema } from '../bench/bench-schema.ts';
import { english, processesIn, socklab } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { eventually } from '../testing/started.ts';

const patience = { timeout: 120_000 };
/** What a measurement may take on a machine that is busy; less than its test may. */
const patienceMs = 110_000;

test('a quick measurement: a table, a document, and nothing left behind', patience, async (context) => {
  await using lab = await Lab.open(context);
  await lab.tool('python');
  await using folder = await Folder.of({});
  await using temporary = await Folder.of({});
  const { exitCode, stdout, stderr } = await socklab(['bench', '--quick', '--output', folder.at('bench.json')], {
    env: { ...english, TMPDIR: temporary.path },
    patienceMs,
  });
  expect({ exitCode, stderr: stderr.split('\n').at(-2) }).toEqual({
    exitCode: 0,
    stderr: `Result written to ${folder.at('bench.json')}`,
  });
  expect(stderr).toContain('round 1 of 1: its bare starts\n');
  expect(stdout).toMatch(/^ {2}right submission \/ its bare starts +\d+\.\d\d x .* <= 1\.5 x +(met|MISSED)$/m);
  expect(stdout).toMatch(/^ {2}rate of the batch, of the bare rate +\d+ % .* >= 90 % +(met|MISSED)$/m);
  expect(stdout).toContain('too little to judge');
  const bench = benchSchema.parse(JSON.parse(await readFile(folder.at('bench.json'), 'utf8')));
  expect(bench).toMatchObject({ rounds: 1, quick: true, verdicts: { right: { failed: 0, skipped: 0 } } });
  expect(bench.starts.map(({ exercise, program }) => `${exercise} ${program}`)).toEqual([
    'udp-echo server',
    'udp-echo client',
  ]);
  expect(bench.specimens).toHaveLength(1);
  expect(bench.class).toMatchObject({ students: 1, verdicts: { failed: 0, skipped: 0 } });
  expect(bench.class.starts).toEqual(bench.starts);
  expect(bench.memory.sizes).toEqual([2, 100]);
  expect((await readdir(temporary.path)).filter((name) => name.startsWith('socklab'))).toEqual([]);
});

test('an interrupted measurement ends all it started', patience, async (context) => {
  await using lab = await Lab.open(context);
  await lab.tool('python');
  await using folder = await Folder.of({});
  await using temporary = await Folder.of({});
  const run = socklab(['bench', '--quick', '--output', folder.at('bench.json')], {
    env: { ...english, TMPDIR: temporary.path },
  });
  await eventually(() => expect(processesIn(temporary.path)).not.toEqual([]));
  run.kill('SIGTERM');
  const { exitCode, stderr } = await run;
  expect(exitCode).toBe(3);
  expect(stderr).toContain('Interrupted. Everything that had been started is stopped.\n');
  await eventually(() => expect(processesIn(temporary.path)).toEqual([]));
  expect((await readdir(temporary.path)).filter((name) => name.startsWith('socklab'))).toEqual([]);
});

test('without a Python there is nothing to measure', async () => {
  await using folder = await Folder.of({});
  const { exitCode, stdout, stderr } = await socklab(['bench', '--output', folder.at('bench.json')], {
    env: { ...english, PATH: folder.path },
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toMatch(/^Nothing can be measured: this machine has no Python.*\n$/);
});
