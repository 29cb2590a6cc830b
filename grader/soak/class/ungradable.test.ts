import { writeFile, mkdir, readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { unpackArchive } from '../../archive/unpack.ts';
import { Folder } from '../../testing/folder.ts';
import { ungradableParts } from './ungradable.ts';

test('every archive is refused for the reason that is known, and nothing of it is written', async () => {
  await using folder = await Folder.of({});
  for (const { name, file, bytes, expected } of await ungradableParts()) {
    await mkdir(folder.at(`${name}/into`), { recursive: true });
    const archive = folder.at(`${name}/${file}`);
    await writeFile(archive, bytes);
    const outcome = await unpackArchive(archive, folder.at(`${name}/into`));
    const code = outcome.kind === 'refused' ? outcome.problem.code : outcome.kind;
    expect({ name, expected: { kind: 'ungradable', code } }).toEqual({ name, expected });
    expect((await readdir(folder.at(name))).toSorted()).toEqual([file, 'into'].toSorted());
    expect(await readdir(folder.at(`${name}/into`))).toEqual([]);
  }
});
