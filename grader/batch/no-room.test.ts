import { existsSync } from 'node:fs';
import { readdir, symlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import type { Need } from '../testing/needs.ts';
import { NoRoom, writingTo } from './no-room.ts';
import { OutFolder } from './out-folder.ts';

const full: Need = { what: '/dev/full', isHere: () => existsSync('/dev/full') };

test('A file that finds no room is named, and takes the place of none', async (context) => {
  await using lab = await Lab.open(context);
  lab.needs(full);
  await using out = await OutFolder.open(lab.folder);
  await out.write('grades.csv', 'whole');
  await symlink('/dev/full', `${lab.folder}/grades.csv.part`);
  const writing = out.write('grades.csv', 'more');
  await expect(writing).rejects.toThrow(NoRoom);
  await expect(writing).rejects.toMatchObject({ purpose: 'results', path: `${lab.folder}/grades.csv` });
  expect(await readdir(lab.folder)).toEqual(['grades.csv', 'grades.csv.part']);
});

test('What else goes wrong stays what it is', async () => {
  const error = new Error('no such thing');
  await expect(writingTo('temporary', '/tmp', () => Promise.reject(error))).rejects.toBe(error);
});
