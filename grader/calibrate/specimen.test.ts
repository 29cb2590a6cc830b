import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { SpecFileError } from '../spec/spec-error.ts';
import { Folder } from '../testing/folder.ts';
import { loadSpecimens } from './specimen.ts';

function load(folder: Folder) {
  return loadSpecimens('eco', folder.at('reference'), folder.at('fixtures'));
}

/** What the author of a broken specimen is told. */
async function complaint(expected: string): Promise<string> {
  await using folder = await Folder.of({ 'fixtures/eco/broken/reads-once/expected.yaml': expected });
  const error: unknown = await load(folder).catch((reason: unknown) => reason);
  if (!(error instanceof SpecFileError)) throw new Error('It was accepted', { cause: error });
  return error.message.replace(folder.path, '');
}

const example = 'Write: { mistake: what is wrong, fails: [check-id] }';

describe('specimens are', () => {
  test('references, right programs and broken ones, each in the order of their names', async () => {
    await using folder = await Folder.of({
      'reference/eco/python/tcp_server.py': '',
      'reference/eco/c/tcp_server.c': '',
      'reference/eco/notes.md': '',
      'fixtures/eco/right/one-client/expected.yaml': 'style: as in the notes\nloses: [serves-the-next]',
      'fixtures/eco/right/a-class/expected.yaml': 'style: a class',
      'fixtures/eco/broken/reads-once/expected.yaml': 'mistake: reads once\nfails: [echoes, closes]',
      'fixtures/other/broken/else/expected.yaml': 'mistake: none of ours\nfails: [x]',
    });
    const specimens = await load(folder);
    expect(specimens.map(({ kind, name, about, fails }) => [kind, name, about, fails])).toEqual([
      ['reference', 'c', 'worked solution', []],
      ['reference', 'python', 'worked solution', []],
      ['right', 'a-class', 'a class', []],
      ['right', 'one-client', 'as in the notes', ['serves-the-next']],
      ['broken', 'reads-once', 'reads once', ['echoes', 'closes']],
    ]);
    expect(specimens[4]).toMatchObject({ exercise: 'eco', folder: folder.at('fixtures/eco/broken/reads-once') });
  });

  test('none where there are no folders', async () => {
    await using folder = await Folder.of({});
    expect(await load(folder)).toEqual([]);
  });
});

describe('an expected.yaml is refused, with its name and what to write', () => {
  test.each([
    ['without a mistake', 'fails: [echoes]', 'mistake'],
    ['that fails nothing', 'mistake: reads once\nfails: []', 'fails'],
    ['with a text for a list', 'mistake: reads once\nfails: echoes', 'expected array, received string'],
    ['with a key of right programs', 'mistake: reads once\nfails: [a]\nloses: [b]', 'loses'],
    ['that is empty', '', 'expected object'],
    ['that is no YAML', 'mistake: [reads', 'must be sufficiently indented'],
  ])('%s', async (_, text, part) => {
    const words = await complaint(text);
    expect(words).toMatch(/^\/fixtures\/eco\/broken\/reads-once\/expected\.yaml:1:1: /);
    expect(words).toContain(part);
    expect(words).toContain(example);
  });

  test('that is not there', async () => {
    await using folder = await Folder.of({});
    await mkdir(folder.at('fixtures/eco/right/a-class'), { recursive: true });
    await expect(load(folder)).rejects.toThrow(
      `${folder.at('fixtures/eco/right/a-class/expected.yaml')}:1:1: cannot be read: there is no such file\n  Write: { style: how it is right, loses: [check-id] }`,
    );
  });
});
