import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOfProject, projectFolder, socklab } from '../testing/command.ts';

const derived = ['exercises/exercise.schema.json', 'exercises/lab.schema.json', 'exercises/stubs.sha256'];

test('what follows from other files is written again, and is what the project has', async () => {
  await using project = await copyOfProject();
  for (const file of derived) await rm(project.at(file));
  const { exitCode, stdout, stderr } = await socklab(['generate'], { project: project.path });
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  for (const file of derived) {
    expect(await readFile(project.at(file), 'utf8')).toBe(await readFile(join(projectFolder, file), 'utf8'));
  }
});
