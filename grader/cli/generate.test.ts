import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyOfProject, english, projectFolder, socklab, spanish } from '../testing/command.ts';

const derived = ['exercises/exercise.schema.json', 'exercises/lab.schema.json', 'exercises/stubs.sha256'];

test('what follows from other files is written again, and is what the project has', async () => {
  await using project = await copyOfProject();
  for (const file of derived) await rm(project.at(file));
  const where = { project: project.path, folder: project.path, env: english };
  const said = `The exercises have no errors. Written: ${derived.join(', ')}.\n`;
  expect(await socklab(['generate'], where)).toMatchObject({ exitCode: 0, stdout: said, stderr: '' });
  for (const file of derived) {
    expect(await readFile(project.at(file), 'utf8')).toBe(await readFile(join(projectFolder, file), 'utf8'));
  }
  expect(await socklab(['generate', '--lang', 'es'], where)).toMatchObject({
    exitCode: 0,
    stdout: 'Los ejercicios no tienen errores y todo está al día.\n',
  });
});

test('nothing is written as long as an exercise has errors', async () => {
  await using project = await copyOfProject();
  await rm(project.at('exercises/stubs.sha256'));
  await project.write('exercises/tcp-echo/exercise.yaml', 'id: tcp-echo\n');
  const { exitCode, stderr } = await socklab(['generate'], { project: project.path, env: spanish });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('exercise.yaml:1:1: le falta `checks`');
  await expect(readFile(project.at('exercises/stubs.sha256'))).rejects.toThrow('ENOENT');
});
