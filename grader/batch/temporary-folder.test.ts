import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { newTemporaryPath, removeLeftBehind, removeTree, TemporaryFolder } from './temporary-folder.ts';

describe('a temporary folder', () => {
  test('ends with all that is in it', async () => {
    await using around = await Folder.of({});
    const path = around.at(basename(newTemporaryPath()));
    const folder = await TemporaryFolder.make(path);
    await mkdir(join(path, 'closed'));
    await writeFile(join(path, 'closed', 'file'), '');
    await chmod(join(path, 'closed'), 0);
    await folder[Symbol.asyncDispose]();
    expect(await readdir(around.path)).toEqual([]);
  });

  test('that was left behind is removed, and nothing that a link in it leads to', async () => {
    await using around = await Folder.of({ 'kept/file': 'x' });
    const path = around.at(basename(newTemporaryPath()));
    await mkdir(path);
    await symlink(around.at('kept'), join(path, 'link'));
    await removeLeftBehind(path);
    expect(await readdir(around.path)).toEqual(['kept']);
    expect(await readdir(around.at('kept'))).toEqual(['file']);
  });

  test('is told by its name from all that is not to be removed, whatever a lock says', async () => {
    await using around = await Folder.of({ 'homework/file': 'x', 'socklab-batch-0123456789ab': 'a file' });
    await symlink(around.at('homework'), around.at('socklab-batch-ba9876543210'));
    for (const name of ['homework', 'socklab-batch-0123456789ab', 'socklab-batch-ba9876543210', 'socklab-batch-..']) {
      await removeLeftBehind(around.at(name));
    }
    await removeLeftBehind(join(around.at('socklab-batch-000000000000')));
    expect((await readdir(around.path)).toSorted()).toEqual([
      'homework',
      'socklab-batch-0123456789ab',
      'socklab-batch-ba9876543210',
    ]);
  });
});

test('removing what is not there is no fault', async () => {
  await using around = await Folder.of({});
  await expect(removeTree(around.at('nothing'))).resolves.toBeUndefined();
});
