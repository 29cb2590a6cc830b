import { expect, test } from 'vitest';
import { loadExercises } from '../spec/load-exercise.ts';
import { Folder } from '../testing/folder.ts';
import { echoClient, echoServer } from '../testing/programs.ts';
import { UsageError } from './exit-code.ts';
import { findWork } from './find-work.ts';
import { exercisesFolder } from './project.ts';

const exercises = await loadExercises(exercisesFolder);

async function exercisesFor(files: Readonly<Record<string, string>>): Promise<string[]> {
  await using folder = await Folder.of(files);
  const wanted = { exercise: undefined, programs: [], lang: 'en', given: folder.path } as const;
  const { located } = await findWork(folder.path, exercises, wanted);
  return located.map(({ exercise }) => exercise.id);
}

test('a folder is graded as the exercises whose names its files have', async () => {
  const udpServer =
    'import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind(("", 5001))\ns.recvfrom(10)';
  expect(await exercisesFor({ 'tcp_server.py': echoServer, 'udp_server.py': udpServer })).toEqual([
    'tcp-echo',
    'udp-echo',
  ]);
});

test('a file that several exercises could have is graded once it is said which is meant', async () => {
  await using folder = await Folder.of({ 'servidor.py': echoServer });
  const wanted = { exercise: undefined, programs: [], lang: 'en', given: folder.path } as const;
  const refusal: unknown = await findWork(folder.path, exercises, wanted).catch((error: unknown) => error);
  if (!(refusal instanceof UsageError)) throw new Error('It was taken');
  expect(refusal.message).toMatch(/^servidor\.py could be of several exercises\. Use the command of yours:\n/);
  const chosen = await findWork(folder.path, exercises, { ...wanted, exercise: 'tcp-echo' });
  expect(chosen.located.map(({ exercise }) => exercise.id)).toEqual(['tcp-echo']);
});

test('of the exercises a file could be of, those come first that have the most programs', async () => {
  await using folder = await Folder.of({ 'server.py': echoServer, 'client.py': echoClient });
  const wanted = { exercise: undefined, programs: [], lang: 'es', given: 'mi carpeta' } as const;
  const refusal: unknown = await findWork(folder.path, exercises, wanted).catch((error: unknown) => error);
  const [first, ...commands] = String(refusal).split('\n');
  expect(first).toMatch(/server\.py podría ser de varios ejercicios\. Usa el comando del tuyo:$/);
  expect(commands).toContain('  npm run grade -- "mi carpeta" --exercise tcp-echo        Eco por TCP');
  expect(commands.findIndex((one) => one.includes('tcp-concurrent'))).toBe(commands.length - 1);
});
