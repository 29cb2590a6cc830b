/**
 * Tells what a student has started from what the project gave out: `exercises/stubs.sha256` holds a digest of every stub
 * in the form `sha256sum` writes. Line ends do not count, because editors and git change them unasked.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageOf, type SourceLanguage } from './collect-sources.ts';
import { decode } from './read-source.ts';

export type StubDigest = {
  readonly digest: string;
  readonly exercise: string;
  /** `<language>/<file>` under the exercise's folder. */
  readonly path: string;
};

export const digestFile = 'stubs.sha256';

/** Whether a source is still one of the stubs of that exercise, wherever it lies. */
export function isUnchangedStub(stubs: readonly StubDigest[], exercise: string, text: string): boolean {
  const digest = digestOf(text);
  return stubs.some((stub) => stub.exercise === exercise && stub.digest === digest);
}

/** Digests as committed in the folder of exercises; throws Node's error when the file is not there. */
export async function readStubDigests(exercisesFolder: string): Promise<readonly StubDigest[]> {
  const text = await readFile(join(exercisesFolder, digestFile), 'utf8');
  return text.split('\n').flatMap(parseLine);
}

/** Writes the digests of the stubs that are there now. */
export async function writeStubDigests(exercisesFolder: string, languages: readonly SourceLanguage[]): Promise<void> {
  const stubs = await digestStubs(exercisesFolder, languages);
  const lines = stubs.map(({ digest, exercise, path }) => `${digest}  ${exercise}/${path}\n`);
  await writeFile(join(exercisesFolder, digestFile), lines.join(''));
}

/** Digests of `<exercise>/<language>/<file>` under the folder, ordered by path. */
export async function digestStubs(
  exercisesFolder: string,
  languages: readonly SourceLanguage[],
): Promise<readonly StubDigest[]> {
  const paths = await readdir(exercisesFolder, { recursive: true });
  const stubs = paths.map((path) => path.replaceAll('\\', '/')).filter((path) => isStub(path, languages));
  return Promise.all(stubs.toSorted().map((path) => digestStub(exercisesFolder, path)));
}

function isStub(path: string, languages: readonly SourceLanguage[]): boolean {
  const [, folder, file, deeper] = path.split('/');
  const inLanguage = languages.some(({ id }) => id === folder);
  return inLanguage && file !== undefined && deeper === undefined && languageOf(file, languages) !== undefined;
}

async function digestStub(exercisesFolder: string, path: string): Promise<StubDigest> {
  const [exercise = '', ...rest] = path.split('/');
  const text = decode(await readFile(join(exercisesFolder, path)));
  return { digest: digestOf(text), exercise, path: rest.join('/') };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll(/\r\n?/g, '\n')).digest('hex');
}

function parseLine(line: string): StubDigest[] {
  const [, digest, exercise, path] = /^([0-9a-f]{64}) {2}([^/]+)\/(.+)$/.exec(line) ?? [];
  return digest === undefined || exercise === undefined || path === undefined ? [] : [{ digest, exercise, path }];
}
