import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { sourceReader } from './read-source.ts';

test('a source is read from any folder, also from the one above all', async () => {
  await using folder = await Folder.of({ 'tarea/servidor.py': 'pass' });
  expect(sourceReader(folder.path)('tarea/servidor.py')).toBe('pass\n');
  expect(sourceReader('/')(relative('/', folder.at('tarea/servidor.py')))).toBe('pass\n');
  expect(sourceReader(folder.at('tarea'))('../tarea/servidor.py')).toBe('pass\n');
});

test('a path that leads out of the folder cannot be read', async () => {
  await using folder = await Folder.of({ 'tarea/servidor.py': 'pass', 'otra.py': 'pass' });
  expect(sourceReader(folder.at('tarea'))('../otra.py')).toBeUndefined();
});
