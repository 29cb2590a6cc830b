import { chmod, mkdir, readFile, stat, symlink, truncate } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { carryAround, carryFiles, layDown } from './carried-files.ts';

const namesIn = async (folder: Folder): Promise<string[]> =>
  (await carryFiles(folder.path)).map(({ path }) => path).toSorted();

const around = async (folder: Folder, within: string): Promise<string[] | undefined> =>
  (await carryAround(folder.path, folder.at(within)))?.files.map(({ path }) => path);

describe('A folder is carried', () => {
  test('with all its files, as they are, and laid down elsewhere', async () => {
    await using folder = await Folder.of({
      'server.py': 'pass',
      'data/números.bin': 'ñ',
      'data/deeper/run.sh': 'exit',
    });
    await chmod(folder.at('data/deeper/run.sh'), 0o755);
    await using elsewhere = await Folder.of({});
    layDown(await carryFiles(folder.path), elsewhere.at('copy'));
    expect(await readFile(elsewhere.at('copy/data/números.bin'), 'utf8')).toBe('ñ\n');
    expect((await stat(elsewhere.at('copy/data/deeper/run.sh'))).mode & 0o111).toBe(0o111);
    expect((await stat(elsewhere.at('copy/server.py'))).mode & 0o111).toBe(0);
  });

  test('without what tools have made, and what is hidden in folders', async () => {
    await using folder = await Folder.of({
      'server.py': 'pass',
      '.env': 'A=1',
      '.git/config': 'x',
      '.venv/lib/one.py': 'x',
      'venv/lib/one.py': 'x',
      'node_modules/one/index.js': 'x',
      '__pycache__/server.pyc': 'x',
    });
    expect(await namesIn(folder)).toEqual(['.env', 'server.py']);
  });

  test('with the file a link inside of it leads to, and with nothing from outside', async () => {
    await using other = await Folder.of({ 'secret.txt': 'secret' });
    await using folder = await Folder.of({ 'server.py': 'pass' });
    await symlink('server.py', folder.at('same.py'));
    await symlink(other.at('secret.txt'), folder.at('secret.txt'));
    await symlink(other.path, folder.at('other'));
    await symlink('nowhere', folder.at('nothing'));
    expect(await namesIn(folder)).toEqual(['same.py', 'server.py']);
  });

  test('without waiting for what is no file', async () => {
    await using folder = await Folder.of({ 'server.py': 'pass' });
    await execa('mkfifo', [folder.at('pipe')]);
    await mkdir(folder.at('empty'));
    expect(await namesIn(folder)).toEqual(['server.py']);
  });

  test('only as far as it has a reasonable size', async () => {
    await using folder = await Folder.of({ 'large.bin': '' });
    await truncate(folder.at('large.bin'), 65 * 1024 * 1024);
    await expect(carryFiles(folder.path)).rejects.toThrow(/more than 2000 files or 67108864 bytes/);
  });
});

describe('What was handed in beside a folder is carried', () => {
  test('without the folder itself, the nearest to the root first', async () => {
    await using folder = await Folder.of({
      'python/server.py': 'pass',
      'python/data/one.txt': 'x',
      'common/deep/one.py': 'x',
      'common/two.py': 'x',
      'datos.txt': 'x',
      '.git/config': 'x',
    });
    expect(await around(folder, 'python')).toEqual(['datos.txt', 'common/two.py', 'common/deep/one.py']);
  });

  test('as far as it is small, and there is room', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`many/${at}.txt`, 'x'.repeat(60_000)]));
    await using folder = await Folder.of({ 'a/server.py': 'pass', 'picture.png': 'x'.repeat(70_000), ...files });
    const carried = await around(folder, 'a');
    expect(carried).toHaveLength(8);
    expect(carried).not.toContain('picture.png');
  });

  test('only where the folder is inside of what was handed in, and there is something else', async () => {
    await using folder = await Folder.of({ 'a/server.py': 'pass' });
    expect(await around(folder, 'a')).toBeUndefined();
    expect(await around(folder, '.')).toBeUndefined();
    expect(await around(folder, '../elsewhere')).toBeUndefined();
    expect(await carryAround('/', '/usr')).toBeUndefined();
  });
});
