/** The hogs here live for seconds at most, whatever becomes of the tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isIn } from '../kernel/process-tree.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { eventually } from '../testing/started.ts';
import { Hogs } from './hogs.ts';

const lifeMs = 10_000;

function living(pids: readonly number[]): number[] {
  return pids.filter((pid) => !isIn('ZX', pid));
}

describe('hogs', () => {
  test('run until they are ended', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const hogs = await Hogs.start(2, lifeMs);
    const { pids } = hogs;
    expect(living(pids)).toHaveLength(2);
    await hogs[Symbol.asyncDispose]();
    expect(living(pids)).toEqual([]);
  });

  test('are replaced when their time is over', async () => {
    await using hogs = await Hogs.start(1, 1);
    const [first] = hogs.pids;
    await eventually(() => expect(hogs.pids).not.toContain(first));
    await eventually(() => expect(hogs.pids).toHaveLength(1));
  });
});

describe('a hog', () => {
  test('ends when its time is over', async () => {
    const hog = spawn(process.execPath, [join(import.meta.dirname, 'hog.ts'), String(process.pid), '1']);
    expect(await once(hog, 'exit')).toEqual([0, null]);
  });

  test('ends when the process that started it is killed', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const parent = await lab.node(
      `
        import(${JSON.stringify(join(import.meta.dirname, 'hogs.ts'))})
          .then(({ Hogs }) => Hogs.start(1, ${lifeMs}))
          .then(({ pids }) => console.log('hog ' + pids[0]));
      `,
    );
    const hog = Number(await parent.says('hog '));
    expect(living([hog])).toEqual([hog]);
    process.kill(parent.pid, 'SIGKILL');
    await eventually(() => expect(living([hog])).toEqual([]));
  });
});
