import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { Folder } from '../../testing/folder.ts';
import { Lab } from '../../testing/lab.ts';
import { kernelFacts, ownNetwork } from '../../testing/needs.ts';
import { isolated } from '../../worker/isolation.ts';
import { isOfHostile, listed, networksOf, newIn, processesLeft } from './left.ts';

const waits = [process.execPath, '-e', 'process.stdin.on("end", () => process.exit()).resume(); console.log("ready")'];

describe('a process that is left', () => {
  test('is found by a folder it was told of, and not once it is gone', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    await using folder = await Folder.of({});
    const trace = { folder: folder.path, networks: new Set<string>() };
    const [file = '', ...args] = waits;
    const child = spawn(file, args, { env: { TMPDIR: folder.at('tmp') } });
    await once(child.stdout, 'data');
    const looking = processesLeft(trace);
    child.kill('SIGKILL');
    expect(await looking).toEqual([]);
  });

  test('has a network that is not ours', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(ownNetwork);
    const [file = '', ...args] = isolated('network', waits);
    const child = spawn(file, args);
    await once(child.stdout, 'data');
    const networks = networksOf(child.pid ?? 0);
    child.stdin.end();
    await once(child, 'exit');
    expect(networks).toEqual([expect.stringMatching(/^net:\[\d+\]$/)]);
    expect(networksOf(process.pid)).toEqual([]);
  });
});

describe('what is new in a folder', () => {
  test('is told with the folder, whoever it is of', async () => {
    await using folder = await Folder.of({ old: 'x' });
    const before = await listed([folder.path, folder.at('not-there')]);
    await writeFile(folder.at('new'), '');
    await writeFile(folder.at('socklab-soak-was-here'), '');
    const fresh = newIn(before, await listed([folder.path, folder.at('not-there')]));
    expect(fresh.map(({ name }) => name).toSorted()).toEqual(['new', 'socklab-soak-was-here']);
    expect(fresh.filter(isOfHostile).map(({ name }) => name)).toEqual(['socklab-soak-was-here']);
  });
});
