import { rename, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { digestInputs } from './inputs.ts';
import { handedIn } from './sample/standings.ts';

const files = { 'class/ana.zip': 'one', 'class/bruno/server.py': 'two', 'archive.zip': 'three' };
const whole = [handedIn('ana'), handedIn('bruno')];

function digest(folder: Folder, who = whole): Promise<string> {
  return digestInputs([folder.at('class'), folder.at('archive.zip')], who);
}

test('what is handed in is the same wherever it stands', async () => {
  await using one = await Folder.of(files);
  await using other = await Folder.of(files);
  expect(await digest(one)).toBe(await digest(other));
});

test.each([
  ['an archive has changed', (folder: Folder) => folder.write('archive.zip', 'THREE')],
  ['a file in the folder is of another size', (folder: Folder) => folder.write('class/ana.zip', 'another')],
  ['somebody is there who was not', (folder: Folder) => folder.write('class/carla.zip', 'x')],
  ['somebody is called otherwise', (folder: Folder) => rename(folder.at('class/bruno'), folder.at('class/Bruno'))],
])('it is not the same when %s', async (_, change) => {
  await using folder = await Folder.of(files);
  const before = await digest(folder);
  await change(folder);
  expect(await digest(folder)).not.toBe(before);
});

test('a name that is no UTF-8 keeps nobody from being graded', async (context) => {
  await using folder = await Folder.of(files);
  const path = Buffer.concat([Buffer.from(`${folder.at('class')}/`), Buffer.from('\xd1and\xfa', 'latin1')]);
  await writeFile(path, 'x').catch(() => context.skip('This file system has no such names'));
  expect(await digest(folder)).toMatch(/^[0-9a-f]{16}$/);
});

test('it is not the same when somebody else is taken to have handed it in', async () => {
  await using folder = await Folder.of(files);
  const others = [handedIn('ana'), handedIn('bruno', { late: true })];
  expect(await digest(folder, others)).not.toBe(await digest(folder));
});
