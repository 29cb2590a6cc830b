import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { loadExercise, loadExercises } from './load-exercise.ts';
import { sampleExercise } from './sample/exercise.ts';
import { formatSpecError } from './format-spec-error.ts';
import { SpecFileError } from './spec-error.ts';
import { readText } from './unreadable.ts';

/** What an author is told of an exercise file with these bytes. */
async function errorsOf(content: string | Uint8Array): Promise<string[]> {
  await using folder = await Folder.of({});
  const file = folder.at('exercise.yaml');
  await writeFile(file, content);
  const error: unknown = await loadExercise(file).then(
    () => new SpecFileError([]),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpecFileError)) throw new Error('It failed in another way', { cause: error });
  return error.errors.map((one) => formatSpecError(one, 'en').replace(`${folder.path}/`, ''));
}

const binary = Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256);

describe('a file that is no text is refused, with the place where the text ends', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', '1:1: the file is empty; write `id`, `title`, `programs` and `checks` in it'],
    ['only a byte order mark', '\uFEFF', '1:1: the file is empty; write `id`, `title`, `programs` and `checks` in it'],
    ['binary', binary, '1:1: cannot be read: it is no text file'],
    [
      'with a null byte',
      'id: sample\ntitle: \0',
      '2:8: control character U+0000: this is no text file, or it was damaged',
    ],
    [
      'in the encoding of old Windows editors',
      Buffer.from('id: sample\ntitle: { es: Contrase\u00f1a, en: x }\n', 'latin1'),
      '2:22: cannot be read: from here on it is not UTF-8 text; save it as UTF-8',
    ],
    [
      'in the encoding of PowerShell',
      Buffer.from('\uFEFFid: sample\n', 'utf16le'),
      '1:1: cannot be read: it is UTF-16 text; save it as UTF-8',
    ],
    ['very large', `${sampleExercise}${'# hola\n'.repeat(200_000)}`, '1:1: cannot be read: it is larger than 256 KiB'],
    [
      'cut off in a character',
      Uint8Array.of(0x23, 0xc3),
      '1:2: cannot be read: from here on it is not UTF-8 text; save it as UTF-8',
    ],
  ])('%s', async (_, content, line) => {
    expect(await errorsOf(content)).toEqual([`exercise.yaml:${line}`]);
  });

  test('not one with a byte order mark and Windows line ends', async () => {
    await using folder = await Folder.of({});
    await writeFile(folder.at('exercise.yaml'), `\uFEFF${sampleExercise.replaceAll('\n', '\r\n')}`);
    expect(await loadExercise(folder.at('exercise.yaml'))).toMatchObject({ id: 'sample' });
  });
});

test('what is no plain file is refused, and not waited for', async () => {
  await using folder = await Folder.of({});
  await mkdir(folder.at('folder'));
  await promisify(execFile)('mkfifo', [folder.at('pipe')]);
  await symlink('nowhere', folder.at('link'));
  const read = await Promise.all(['folder', 'pipe', 'link', 'gone'].map((name) => readText(folder.at(name))));
  expect(read.map((one) => (one.ok ? 'read' : one.reason.code))).toEqual([
    'FOLDER',
    'NO_PLAIN_FILE',
    'DEAD_LINK',
    'ABSENT',
  ]);
});

test('an exercise file that is a link to nothing is not passed over', async () => {
  await using folder = await Folder.of({ 'exercises/sample/exercise.yaml': sampleExercise });
  await mkdir(folder.at('exercises/linked'));
  await symlink('nowhere', folder.at('exercises/linked/exercise.yaml'));
  await expect(loadExercises(folder.at('exercises'))).rejects.toThrow('DEAD_LINK');
});

test('of very many errors the first are told, and how many more there are', async () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('');
  const errors = await errorsOf(keys);
  expect(errors).toHaveLength(101);
  expect(errors.at(-1)).toBe('exercise.yaml:1:1: there are 19904 more errors in this file');
  expect(await errorsOf('a: 1\n'.repeat(102))).toEqual([
    ...Array.from({ length: 100 }, (_, index) => `exercise.yaml:${index + 2}:1: key "a" is written twice`),
    'exercise.yaml:1:1: there is one more error in this file',
  ]);
});
