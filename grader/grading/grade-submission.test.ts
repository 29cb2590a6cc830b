import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Environment } from '../model/grade.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { echoClient, echoServer, silentServer } from '../testing/programs.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { countChecks, gradeSubmission, locate, type Located } from './grade-submission.ts';
import { smallExercise } from './sample/exercise.ts';

const environment: Environment = {
  isolation: 'bare',
  kernelEvidence: true,
  socklab: '1',
  node: 'v24',
  os: 'linux x64',
};

let pool: WorkerPool;

beforeAll(async () => {
  pool = await WorkerPool.open({ exercises: [smallExercise], isolation: 'auto', kernel: 'auto', workers: 2 });
});

afterAll(() => pool[Symbol.asyncDispose]());

function grade(path: string, located: readonly Located[], only: readonly string[]) {
  return gradeSubmission({ path, located, only, presentOnly: false, pool, environment, onCheck: () => {} });
}

describe('the programs of a path', () => {
  test('are those of every language in it', async () => {
    await using folder = await Folder.of({ 'python/tcp_server.py': echoServer, 'c/tcp_server.c': 'int main(){}' });
    const { root, sets } = await locate(folder.path, smallExercise, {});
    expect(root).toBe(folder.path);
    expect(sets.map(({ language }) => language)).toEqual(['python', 'c']);
  });

  test('may be a file that the user chose', async () => {
    await using folder = await Folder.of({ 'practica.py': echoServer });
    const choices = { server: { path: 'practica.py', language: 'python' } };
    const { sets } = await locate(folder.path, smallExercise, choices);
    expect(sets[0]?.programs['server']).toMatchObject({ kind: 'found', path: 'practica.py' });
  });

  test('cannot be looked for where there is nothing', async () => {
    await using folder = await Folder.of({});
    await expect(locate(folder.at('nowhere'), smallExercise, {})).rejects.toThrow('ENOENT');
  });
});

async function count(files: Readonly<Record<string, string>>, only: readonly string[], presentOnly = false) {
  await using folder = await Folder.of(files);
  return countChecks({ located: [await locate(folder.path, smallExercise, {})], only, presentOnly });
}

describe('the checks that are going to be done', () => {
  test('are all of them, those that will be skipped too', async () => {
    expect(await count({ 'tcp_server.py': echoServer }, [])).toBe(6);
  });

  test('are those of every set of programs', async () => {
    expect(await count({ 'tcp_server.py': echoServer, 'tcp_server.js': '' }, [])).toBe(12);
  });

  test('are the chosen ones and those they need', async () => {
    expect(await count({ 'tcp_server.py': echoServer }, ['closes-after-the-client', 'sends-its-line'])).toBe(4);
  });

  test('are only those of the programs that are there, where only they count', async () => {
    expect(await count({ 'tcp_client.py': echoClient }, [], true)).toBe(2);
  });
});

describe('the grade of a submission', () => {
  test('adds up what its programs in every language get', async (context) => {
    await using lab = await Lab.open(context);
    await lab.tool('c');
    await using folder = await Folder.of({
      'tcp_server.py': echoServer,
      'tcp_server.c': 'int main(void) { return 1; }',
    });
    const located = [await locate(folder.path, smallExercise, {})];
    const result = await grade(folder.path, located, ['opens-its-port']);
    expect(result).toMatchObject({
      submission: { name: folder.name, path: folder.path },
      environment,
      score: 30,
      maxScore: 60,
      complete: true,
    });
    expect(result.grades.map(({ language, score }) => [language, score])).toEqual([
      ['python', 30],
      ['c', 0],
    ]);
    const started = result.grades[1]?.checks[0]?.timeline.find((fact) => fact.kind === 'program-started');
    const built = dirname(started?.command[0] ?? '');
    expect(basename(built)).toBe('server');
    expect(existsSync(built)).toBe(false);
  });

  test('is incomplete when one of its grades is', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'TCP-server.py': silentServer });
    const result = await grade(folder.path, [await locate(folder.path, smallExercise, {})], ['opens-its-port']);
    expect(result).toMatchObject({ score: 0, maxScore: 30, complete: false });
  });

  test('is called like the folder, however that is written', async () => {
    const { submission } = await grade('.', [], []);
    expect(submission).toEqual({ name: basename(process.cwd()), path: '.' });
  });
});
