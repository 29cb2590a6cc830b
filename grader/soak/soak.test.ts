import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Specimen } from '../calibrate/specimen.ts';
import { smallExercise as exercise } from '../grading/sample/exercise.ts';
import type { Environment } from '../model/grade.ts';
import { Folder } from '../testing/folder.ts';
import { projectFolder } from '../testing/command.ts';
import { echoServer, silentServer } from '../testing/programs.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { soak, type Run } from './soak.ts';
import { soakSpecimens } from './specimens.ts';

const environment: Environment = { isolation: 'bare', kernelEvidence: true, socklab: '1', node: 'v24', os: 'linux' };

test('every specimen is graded calmly once, then under load in turn, and what differs is told', async () => {
  await using folder = await Folder.of({ 'right/tcp_server.py': echoServer, 'changing/tcp_server.py': echoServer });
  await using pool = await WorkerPool.open({ exercises: [exercise], isolation: 'auto', kernel: 'auto', workers: 2 });
  const specimens = ['right', 'changing'].map((name): Specimen => ({
    kind: 'right',
    exercise: 'small',
    name,
    folder: folder.at(name),
    about: '',
    fails: [],
  }));
  const told: string[] = [];
  const onGraded = ({ name }: Specimen, run: Run): void => {
    const differences =
      run.kind === 'calm' ? [] : run.differences.map(({ check, loaded }) => `${check} ${loaded?.kind}`);
    told.push([run.kind, name, ...differences].join(' '));
  };
  const load = async (): Promise<void> => {
    told.push('load');
    await writeFile(folder.at('changing/tcp_server.py'), silentServer.replaceAll('\n  ', '\n'));
  };
  const soaked = await soak({ exercises: [exercise], specimens, pool, environment, runs: 3, load, onGraded });
  expect(soaked).toEqual({ gradings: 3, verdicts: 12, differing: 2 });
  expect(told).toEqual([
    'calm right',
    'calm changing',
    'load',
    'loaded right',
    'loaded changing echoes-one-message failed closes-after-the-client skipped',
    'loaded right',
  ]);
});

test('the specimens of a soak are all there, from both exercises, right and broken, in every language', async () => {
  const folders = { referenceFolder: `${projectFolder}/reference`, fixturesFolder: `${projectFolder}/fixtures` };
  const specimens = await soakSpecimens(folders);
  expect(new Set(specimens.map(({ exercise: id, kind }) => `${id} ${kind}`)).size).toBe(6);
  expect(specimens.filter(({ kind }) => kind === 'reference').map(({ name }) => name)).toEqual(
    expect.arrayContaining(['python', 'typescript', 'c']),
  );
});
