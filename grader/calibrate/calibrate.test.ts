import { describe, expect, test } from 'vitest';
import type { Environment } from '../model/grade.ts';
import { smallExercise as exercise } from '../grading/sample/exercise.ts';
import { Folder } from '../testing/folder.ts';
import { echoServer, silentServer } from '../testing/programs.ts';
import { WorkerPool } from '../worker/worker-pool.ts';
import { calibrate } from './calibrate.ts';
import type { Specimen } from './specimen.ts';

const environment: Environment = {
  isolation: 'bare',
  kernelEvidence: true,
  socklab: '1',
  node: 'v24',
  os: 'linux x64',
};

function specimen(kind: Specimen['kind'], name: string, folder: string, fails: readonly string[]): Specimen {
  return { kind, exercise: exercise.id, name, folder, about: name, fails };
}

describe('specimens are graded like any submission', () => {
  test('each by the checks of the programs it has, and reported in their order as they are done', async () => {
    await using folder = await Folder.of({
      'right/tcp_server.py': echoServer,
      'silent/tcp_server.py': silentServer,
      'surprising/tcp_server.py': silentServer,
    });
    await using pool = await WorkerPool.open({ exercises: [exercise], isolation: 'auto', kernel: 'auto', workers: 2 });
    const done: string[] = [];
    const specimens = [
      specimen('broken', 'silent', folder.at('silent'), ['echoes-one-message']),
      specimen('broken', 'surprising', folder.at('surprising'), ['opens-its-port']),
      specimen('reference', 'right', folder.at('right'), []),
    ];
    const onDone = ({ specimen: { name } }: { specimen: Specimen }) => void done.push(name);
    const [rows] = await Promise.all(
      calibrate({ series: [{ exercise, specimens }], briefly: false, pool, environment, onDone }),
    );
    expect(
      rows?.map((row) => [row.specimen.name, row.deviations.map(({ kind, check }) => `${kind} ${check}`)]),
    ).toEqual([
      ['silent', []],
      ['surprising', ['does-not-fail opens-its-port', 'fails-unexpectedly echoes-one-message']],
      ['right', []],
    ]);
    expect(rows?.[0]?.results.map(({ program }) => program)).toEqual(['server', 'server', 'server', 'server']);
    expect(done.toSorted()).toEqual(['right', 'silent', 'surprising']);
  });

  test('briefly: broken ones by what they are to fail, right ones by what is basic, references by everything', async () => {
    await using folder = await Folder.of({
      'one/tcp_server.py': echoServer,
      'silent/tcp_server.py': silentServer,
    });
    await using pool = await WorkerPool.open({ exercises: [exercise], isolation: 'auto', kernel: 'auto', workers: 2 });
    const specimens = [
      specimen('broken', 'silent', folder.at('silent'), ['echoes-one-message']),
      specimen('right', 'one', folder.at('one'), ['leaves-no-connection']),
      specimen('reference', 'best', folder.at('one'), []),
    ];
    const [rows] = await Promise.all(
      calibrate({ series: [{ exercise, specimens }], briefly: true, pool, environment, onDone: () => {} }),
    );
    expect(rows?.map(({ results }) => results.map(({ check }) => check))).toEqual([
      ['echoes-one-message'],
      ['opens-its-port', 'echoes-one-message', 'leaves-no-connection'],
      ['opens-its-port', 'echoes-one-message', 'closes-after-the-client', 'leaves-no-connection'],
    ]);
  });
});
