import { expect, test } from 'vitest';
import { smallExercise as exercise } from '../grading/sample/exercise.ts';
import { Folder } from '../testing/folder.ts';
import { findTwins } from './twin.ts';

const expected = 'mistake: reads once\nfails: [echoes-one-message]';

/** What every broken specimen is measured against: the paths in the folder of the references. */
async function twinsIn(files: Readonly<Record<string, string>>): Promise<Record<string, readonly string[]>> {
  await using folder = await Folder.of(files);
  const folders = { referenceFolder: folder.at('reference'), fixturesFolder: folder.at('fixtures') };
  const twins = await findTwins(exercise, folders);
  expect(twins.map(({ reference }) => reference.root)).toEqual(twins.map(() => folder.at('reference/small')));
  return Object.fromEntries(
    twins.map(({ specimen, reference }) => [
      specimen.name,
      reference.sets.flatMap((set) =>
        Object.values(set.programs).flatMap((found) => (found.kind === 'found' ? [found.path] : [])),
      ),
    ]),
  );
}

test('a broken specimen is measured against the same programs of the reference in the same language', async () => {
  const files = {
    'reference/small/python/tcp_server.py': '',
    'reference/small/python/tcp_client.py': '',
    'reference/small/typescript/tcp_server.ts': '',
    'fixtures/small/broken/one-half/expected.yaml': expected,
    'fixtures/small/broken/one-half/tcp_client.py': '',
    'fixtures/small/broken/both/expected.yaml': expected,
    'fixtures/small/broken/both/tcp_server.py': '',
    'fixtures/small/broken/both/tcp_client.py': '',
    'fixtures/small/broken/on-node/expected.yaml': expected,
    'fixtures/small/broken/on-node/tcp_server.js': '',
    'fixtures/small/broken/without-a-reference/expected.yaml': expected,
    'fixtures/small/broken/without-a-reference/tcp_server.c': '',
    'fixtures/small/right/not-broken/expected.yaml': 'style: a class',
    'fixtures/small/right/not-broken/tcp_server.py': '',
  };
  expect(await twinsIn(files)).toEqual({
    'one-half': ['python/tcp_client.py'],
    both: ['python/tcp_server.py', 'python/tcp_client.py'],
    'on-node': ['typescript/tcp_server.ts'],
  });
});
