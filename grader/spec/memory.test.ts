import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { loadExercises } from './load-exercise.ts';
import { Memory } from './memory.ts';
import { SpecFileError } from './spec-error.ts';
import { sampleExercise } from './sample/exercise.ts';

async function exerciseIn(folder: Folder): Promise<string> {
  await folder.write('exercises/sample/exercise.yaml', sampleExercise);
  return folder.at('cache/exercises');
}

test('exercises that were read once come back the same without being parsed', async () => {
  await using folder = await Folder.of({});
  const memory = await exerciseIn(folder);
  const first = await loadExercises(folder.at('exercises'), memory);
  expect(await loadExercises(folder.at('exercises'), memory)).toEqual(first);
  expect(first).toHaveLength(1);
});

test('a text that changed is parsed again', async () => {
  await using folder = await Folder.of({});
  const memory = await exerciseIn(folder);
  await loadExercises(folder.at('exercises'), memory);
  await folder.write('exercises/sample/exercise.yaml', 'id: [');
  await expect(loadExercises(folder.at('exercises'), memory)).rejects.toThrow(SpecFileError);
});

test('what is recalled is what was kept for just these texts', async () => {
  await using folder = await Folder.of({});
  new Memory(folder.at('memory'), 'one').keep([]);
  expect(new Memory(folder.at('memory'), 'one').recall()).toEqual([]);
  expect(new Memory(folder.at('memory'), 'another').recall()).toBeUndefined();
});

test('a damaged memory is as good as none', async () => {
  await using folder = await Folder.of({});
  const memory = await exerciseIn(folder);
  const first = await loadExercises(folder.at('exercises'), memory);
  await writeFile(memory, (await readFile(memory)).subarray(0, 40));
  expect(await loadExercises(folder.at('exercises'), memory)).toEqual(first);
});

test('where nothing can be written, exercises are read all the same', async () => {
  await using folder = await Folder.of({ occupied: '' });
  await exerciseIn(folder);
  expect(await loadExercises(folder.at('exercises'), folder.at('occupied/memory'))).toHaveLength(1);
});
