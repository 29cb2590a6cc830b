import { mkdir, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Lang } from '../model/lang.ts';
import { formatSpecError } from '../spec/format-spec-error.ts';
import { SpecFileError } from '../spec/spec-error.ts';
import { Folder } from '../testing/folder.ts';
import { loadSpecimens, type Specimen } from './specimen.ts';

const checks = ['echoes', 'closes', 'serves-the-next'];

function load(folder: Folder): Promise<Specimen[]> {
  return loadSpecimens('eco', folder.at('reference'), folder.at('fixtures'), checks);
}

/** What the authors of specimens are told. */
async function complaint(loading: Promise<unknown>, folder: Folder, lang: Lang = 'en'): Promise<string[]> {
  const error: unknown = await loading.catch((reason: unknown) => reason);
  if (!(error instanceof SpecFileError)) throw new Error('It was accepted', { cause: error });
  return error.errors.map((one) => formatSpecError(one, lang).replace(`${folder.path}/fixtures/eco/`, ''));
}

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

describe('an expected.yaml is refused, with the place and what to write', () => {
  test.each([
    ['without a mistake', 'fails: [echoes]', '1:1: has no `mistake`', '1:1: le falta `mistake`'],
    [
      'that fails nothing',
      'mistake: reads once\nfails: []',
      '2:8: fails: must not be empty',
      '2:8: fails: no puede quedar vacío',
    ],
    [
      'with a text for a list',
      'mistake: reads once\nfails: echoes',
      '2:8: fails: expected a list, found "echoes"; write it in brackets, [ ]',
      '2:8: fails: se esperaba una lista; se encontró "echoes"; escríbelo entre corchetes, [ ]',
    ],
    [
      'with a key of right programs',
      'mistake: reads once\nfails: [echoes]\nloses: [closes]',
      '3:1: unknown key "loses". Allowed: mistake, fails',
      '3:1: clave desconocida «loses». Se permite: mistake, fails',
    ],
    [
      'that is empty',
      '',
      '1:1: the file is empty; write `mistake` and `fails` in it',
      '1:1: el archivo está vacío; escribe en él `mistake` y `fails`',
    ],
    [
      'that is no YAML',
      'mistake: [reads',
      '1:10: not valid YAML: what was opened here is not closed with ], found "mistake: [reads"',
      '1:10: no es YAML válido: lo que se abrió aquí no se cierra con ]; se encontró "mistake: [reads"',
    ],
    [
      'with a check that is misspelt',
      'mistake: reads once\nfails: [echos]',
      '2:9: fails[0]: no check is called "echos"; did you mean "echoes"?',
      '2:9: fails[0]: no hay una comprobación llamada «echos»; ¿quisiste decir «echoes»?',
    ],
    [
      'with a check that is like none',
      'mistake: reads once\nfails: [basics]',
      '2:9: fails[0]: no check is called "basics". Allowed: echoes, closes, serves-the-next',
      '2:9: fails[0]: no hay una comprobación llamada «basics». Se permite: echoes, closes, serves-the-next',
    ],
  ])('%s', async (_, text, en, es) => {
    await using folder = await Folder.of({ 'fixtures/eco/broken/reads-once/expected.yaml': text });
    expect(await complaint(load(folder), folder)).toEqual([`broken/reads-once/expected.yaml:${en}`]);
    expect(await complaint(load(folder), folder, 'es')).toEqual([`broken/reads-once/expected.yaml:${es}`]);
  });

  test('that is not there', async () => {
    await using folder = await Folder.of({});
    await mkdir(folder.at('fixtures/eco/right/a-class'), { recursive: true });
    expect(await complaint(load(folder), folder)).toEqual([
      'right/a-class/expected.yaml:1:1: there is no such file; write one, with `style` and `loses`',
    ]);
  });

  test('together with the others that are wrong', async () => {
    await using folder = await Folder.of({
      'fixtures/eco/right/a-class/expected.yaml': 'stile: a class',
      'fixtures/eco/broken/reads-once/tcp_server.py': '',
      'fixtures/eco/broken/silent/expected.yaml': 'mistake: says nothing\nfails: [echoes]',
      'fixtures/eco/broken/slow/expected.yaml/of/a/folder': '',
    });
    await writeFile(folder.at('fixtures/eco/broken/reads-once/expected.yaml'), Uint8Array.of(0x6d, 0xf1));
    expect(await complaint(load(folder), folder)).toEqual([
      'right/a-class/expected.yaml:1:1: unknown key "stile"; did you mean "style"? Allowed: style, loses',
      'broken/reads-once/expected.yaml:1:2: cannot be read: from here on it is not UTF-8 text; save it as UTF-8',
      'broken/slow/expected.yaml:1:1: cannot be read: it is a folder',
    ]);
  });
});

test('without the checks of the exercise, an expected.yaml may name any', async () => {
  await using folder = await Folder.of({ 'fixtures/eco/right/a-class/expected.yaml': 'style: a class\nloses: [x]' });
  const [specimen] = await loadSpecimens('eco', folder.at('reference'), folder.at('fixtures'));
  expect(specimen?.fails).toEqual(['x']);
});
