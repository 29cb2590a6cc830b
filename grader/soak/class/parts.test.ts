import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSpecimens } from '../../calibrate/specimen.ts';
import { loadExercises } from '../../spec/load-exercise.ts';
import { projectFolder } from '../../testing/command.ts';
import { Folder } from '../../testing/folder.ts';
import { hostileParts } from './hostile.ts';
import { knownParts } from './known.ts';

const fixtures = join(projectFolder, 'fixtures');

async function known(hasLanguage: (language: string) => boolean) {
  const exercises = await loadExercises(join(projectFolder, 'exercises'));
  const exercise = exercises.find(({ id }) => id === 'tcp-echo');
  if (exercise === undefined) throw new Error('There is no tcp-echo');
  const specimens = await loadSpecimens('tcp-echo', join(projectFolder, 'reference'), fixtures);
  return { specimens, parts: await knownParts(specimens, exercise, hasLanguage) };
}

describe('known parts', () => {
  test('are all specimens, in archives without what is expected of them', { timeout: 60_000 }, async () => {
    const { specimens, parts } = await known(() => true);
    expect(parts).toHaveLength(specimens.length);
    expect(parts.find(({ name }) => name === 'python')?.expected).toMatchObject({ kind: 'verdicts', score: 110 });
    expect(parts.every(({ bytes }) => !Buffer.from(bytes).includes('expected.yaml'))).toBe(true);
  });

  test('are without those in a language that is not here', async () => {
    const { parts } = await known((language) => language !== 'c');
    expect(parts.some(({ name }) => name === 'client-in-c')).toBe(false);
    expect(parts.some(({ name }) => name === 'a-thread-for-each-client')).toBe(true);
  });
});

describe('hostile parts', () => {
  test('are all there, some under names that not every system can have', async () => {
    const parts = await hostileParts(fixtures);
    expect(parts.length).toBeGreaterThan(9);
    const orders = parts.find(({ name }) => name === 'prints-orders');
    expect(Buffer.from(orders?.bytes ?? []).includes('=1+1 <img src=x onerror=soak()> tcp_client.py')).toBe(true);
  });

  test('must say what they may come to', async () => {
    await using folder = await Folder.of({ 'hostile/none/hostile.yaml': 'harm: some' });
    await expect(hostileParts(folder.path)).rejects.toThrow('atMost');
  });
});
