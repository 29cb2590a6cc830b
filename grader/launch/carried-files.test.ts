import { chmod, mkdir, readFile, stat, symlink, truncate } from 'node:fs/promises';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { carryFiles, layDown } from './carried-files.ts';

const namesIn = async (folder: Folder): Promise<string[]> =>
  (await carryFiles(folder.path)).map(({ path }) => path).toSorted();

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
