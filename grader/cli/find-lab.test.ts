import { describe, expect, test } from 'vitest';
import type { Located } from '../grading/grade-submission.ts';
import type { Lab } from '../spec/lab.ts';
import { loadExercises } from '../spec/load-exercise.ts';
import { Folder } from '../testing/folder.ts';
import { echoServer } from '../testing/programs.ts';
import { UsageError } from './exit-code.ts';
import { findLab, labAskedFor } from './find-lab.ts';
import { exercisesFolder } from './project.ts';
import { wordsFor } from './repeat-words.ts';

const exercises = await loadExercises(exercisesFolder);

const lab: Lab = {
  id: 'week-2',
  title: { es: 'Semana 2', en: 'Week 2' },
  parts: [
    { exercise: 'tcp-echo', points: 40, bonus: false, folder: 'eco' },
    { exercise: 'udp-echo', points: 40, bonus: false, folder: 'udp-echo' },
  ],
  handIn: { archive: 'Practica_{name}.zip', folder: 'python' },
};

const udpServer = 'import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).bind(("", 5001))\n';

/** The server of each part, null where there is none. */
function serversOf(located: readonly Located[]): (string | null)[] {
  return located.flatMap(({ sets }) =>
    sets.map(({ programs }) => (programs['server']?.kind === 'found' ? programs['server'].path : null)),
  );
}

async function serversIn(files: Readonly<Record<string, string>>): Promise<(string | null)[]> {
  await using folder = await Folder.of(files);
  const { located } = await findLab({ lab, template: '' }, exercises, 'en', folder.path);
  expect(located.map(({ exercise }) => exercise.id)).toEqual(['tcp-echo', 'udp-echo']);
  return serversOf(located);
}

describe('what was handed in is looked for', () => {
  test('in the folder of each part, wherever it is and however it is written', async () => {
    const files = { 'Ana/Eco/server.py': echoServer, 'Ana/python/udp-echo/server.py': udpServer };
    expect(await serversIn(files)).toEqual(['Ana/Eco/server.py', 'Ana/python/udp-echo/server.py']);
  });

  test('everywhere, when there are no such folders', async () => {
    const files = { 'python/tcp_server.py': echoServer, 'python/udp_server.py': udpServer };
    expect(await serversIn(files)).toEqual(['python/tcp_server.py', 'python/udp_server.py']);
  });

  test('not in the folder of another part', async () => {
    expect(await serversIn({ 'eco/server.py': echoServer })).toEqual(['eco/server.py', null]);
  });

  test('in every language, and without the languages in which there is nothing', async () => {
    const files = { 'tcp_server.py': echoServer, 'tcp_server.c': 'int main(void) { return 0; }' };
    expect(await serversIn(files)).toEqual(['tcp_server.py', 'tcp_server.c', null]);
  });

  test('and a file counts for the exercise whose own name it has, whatever others it could be of', async () => {
    await using folder = await Folder.of({ 'tcp_server.py': echoServer, 'server.py': `${echoServer}\n#` });
    const course = await labAskedFor('course', exercises, 'en');
    const { located, lab: found } = await findLab(course, exercises, 'en', folder.path);
    const servers = located.map(({ exercise, sets }) => [exercise.id, sets[0]?.programs['server']]);
    expect(Object.fromEntries(servers)).toMatchObject({
      'tcp-echo': { path: 'tcp_server.py' },
      'tcp-chat': { path: 'server.py' },
      'tcp-message': { path: 'server.py' },
    });
    expect(located.find(({ exercise }) => exercise.id === 'tcp-chat')?.elsewhere).toEqual([
      { program: 'server', file: 'tcp_server.py', exercise: 'tcp-echo' },
    ]);
    expect([...(found.contested ?? [])]).toEqual(['server.py']);
    const missing = located.find(({ exercise }) => exercise.id === 'udp-echo')?.sets[0]?.programs['client'];
    expect(missing).toMatchObject({ kind: 'missing', found: ['server.py', 'tcp_server.py'] });
    expect(located.find(({ exercise }) => exercise.id === 'tcp-echo')?.sets[0]?.programs['server']).not.toHaveProperty(
      'others',
    );
  });

  test('where a path can be read', async () => {
    await expect(findLab({ lab, template: '' }, exercises, 'en', '/gone')).rejects.toThrow(UsageError);
  });
});

test.each([[undefined], [exercisesFolder], [`${exercisesFolder}/udp-echo`]])(
  'what is as it was handed out under exercises/ is not handed in (%s)',
  async (path) => {
    const { located, unstarted, given } = await findLab({ lab, template: '' }, exercises, 'en', path);
    expect(located).toEqual([]);
    expect(unstarted).toEqual([]);
    expect(given).toBeUndefined();
  },
);

test('a check of a lab is repeated by the narrowest path, without the lab', async () => {
  await using folder = await Folder.of({ 'eco/python/tcp_server.py': echoServer });
  const work = await findLab({ lab, template: '' }, exercises, 'en', folder.path);
  const graded = { exercise: 'tcp-echo', language: 'python', checks: [], notes: [], score: 0, maxScore: 0 };
  const programs = [{ program: 'server', language: 'python', file: 'eco/python/tcp_server.py' }];
  const options = { exercise: undefined, program: [], isolation: 'auto', kernel: 'auto' } as const;
  expect(wordsFor(work, { ...graded, programs, complete: true }, options)).toEqual([folder.at('eco/python')]);
});

test('a lab that does not exist is refused: which ones do', async () => {
  await expect(labAskedFor('semana-2', exercises, 'es')).rejects.toThrow(/semana-2.*week-2/);
});
