import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { english, processesIn, socklab, spanish } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { sandboxHere } from '../testing/needs.ts';

/** Twice a class of eight, of which each takes seconds where there is much else to do. */
const patience = { timeout: 400_000 };
const patienceMs = 390_000;

test(
  'a small class, graded and graded again while it is killed: all is as known, and nothing is left',
  patience,
  async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(sandboxHere);
    await using temporary = await Folder.of({});
    const env = { ...english, TMPDIR: temporary.path };
    const args = ['soak', '--class', '8', '--kills', '1', '--seed', '5', '--workers', '3'];
    const { exitCode, stdout } = await socklab(args, { env, patienceMs });
    expect(stdout).toMatch(
      /^8 submissions \(2 right, 3 broken, 2 hostile, 1 ungradable; seed 5\), graded in \d+ s, again with [01] of 1 kills, 0 differences\n$/,
    );
    expect(exitCode).toBe(0);
    expect({ files: await readdir(temporary.path), processes: processesIn(temporary.path) }).toEqual({
      files: [],
      processes: [],
    });
  },
);

describe('used wrongly, it says what to write', () => {
  test.each([
    [['--kills', '2'], english, '--kills is about a class: add --class'],
    [['--seed', '2'], spanish, '--seed es de un curso: agrega --class'],
    [['--class', '0'], english, 'It must be a whole number from 1 to 2000.'],
    [['--class', '5', '--hogs', '2'], english, "cannot be used with option '--hogs <count>'"],
    [['--class', '5', '--isolation', 'bare'], spanish, 'no se combina con --isolation <level>'],
  ])('%j', async (args, env, words) => {
    const { exitCode, stdout, stderr } = await socklab(['soak', ...args], { env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(words);
  });
});
