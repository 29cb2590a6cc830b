import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProgramSpec } from '../spec/exercise.ts';
import { readChoices } from './choices.ts';

const server: ProgramSpec = {
  title: { es: 'servidor', en: 'server' },
  role: 'server',
  transport: 'tcp',
  host: '127.0.0.1',
  port: 5000,
  arguments: [],
  files: ['tcp_server'],
};
const exercise = { programs: { server, client: { ...server, role: 'client' as const } } };
const languages = [
  { id: 'python', endings: ['.py'] },
  { id: 'c', endings: ['.c'] },
];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'choices-'));
  await mkdir(join(folder, 'entrega/src.py'), { recursive: true });
  await writeFile(join(folder, 'entrega/a=b.py'), '');
  await writeFile(join(folder, 'fuera.c'), '');
  await writeFile(join(folder, 'entrega/notas.txt'), '');
});

afterEach(() => rm(folder, { recursive: true }));

function read(...given: string[]) {
  return readChoices(given, exercise, languages, { workingFolder: folder, root: join(folder, 'entrega') });
}

test('a file is found from where the user stands, or from the submission', async () => {
  const choices = { server: { path: 'a=b.py', language: 'python' } };
  expect(await read('server=entrega/a=b.py')).toEqual({ kind: 'choices', choices });
  expect(await read('server=a=b.py')).toEqual({ kind: 'choices', choices });
});

test('a file outside of the submission keeps its whole path', async () => {
  expect(await read('client=fuera.c', 'server=a=b.py')).toEqual({
    kind: 'choices',
    choices: {
      client: { path: join(folder, 'fuera.c'), language: 'c' },
      server: { path: 'a=b.py', language: 'python' },
    },
  });
});

test('nothing given chooses nothing', async () => {
  expect(await read()).toEqual({ kind: 'choices', choices: {} });
});

test('every problem is told at once, each with what it needs to be put right', async () => {
  expect(await read('tcp_server.py', 'servidor=a=b.py', 'server=gone.py', 'server=src.py', 'server=notas.txt')).toEqual(
    {
      kind: 'problems',
      problems: [
        { kind: 'malformed', given: 'tcp_server.py' },
        { kind: 'unknown-program', program: 'servidor', known: ['server', 'client'] },
        { kind: 'no-such-file', program: 'server', path: 'gone.py' },
        { kind: 'not-a-file', program: 'server', path: 'src.py' },
        { kind: 'unknown-language', program: 'server', path: 'notas.txt', endings: ['.py', '.c'] },
      ],
    },
  );
});

test('a program can be chosen once only', async () => {
  expect(await read('server=a=b.py', 'server=fuera.c')).toEqual({
    kind: 'problems',
    problems: [{ kind: 'chosen-twice', program: 'server' }],
  });
});
