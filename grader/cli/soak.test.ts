import { expect, test } from 'vitest';
import { english, processesIn, socklab } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { processesOf } from '../testing/processes.ts';
import { eventually } from '../testing/started.ts';

const patience = { timeout: 120_000 };

test('a short soak: what was graded, and the exit code 0 because nothing differs', patience, async () => {
  await using temporary = await Folder.of({});
  const { exitCode, stdout, stderr } = await socklab(['soak', '--runs', '3', '--hogs', '1', '--workers', '2'], {
    env: { ...english, TMPDIR: temporary.path },
  });
  expect(stdout).toMatch(/^3 gradings, \d{2,} verdicts, 0 differ\n$/);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(processesIn(temporary.path)).toEqual([]);
});

test('an interrupted soak ends its hogs', patience, async () => {
  const run = socklab(['soak', '--runs', '1', '--hogs', '2', '--workers', '2'], { env: english });
  const hogs = await eventually(() => {
    const pids = processesOf(`hog.ts\0${run.pid}\0`);
    expect(pids).toHaveLength(2);
    return pids;
  });
  run.kill('SIGTERM');
  const { exitCode, stderr } = await run;
  expect(exitCode).toBe(3);
  expect(stderr).toContain('Interrupted. Everything that had been started is stopped.\n');
  expect(processesOf(`hog.ts\0${run.pid}\0`).filter((pid) => hogs.includes(pid))).toEqual([]);
});

test('more hogs or runs than anyone needs are refused', async () => {
  for (const option of ['--runs=2001', '--hogs=65']) {
    const { exitCode, stderr } = await socklab(['soak', option], { env: english });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/It must be a whole number from 1 to (2000|64)\./);
  }
});
