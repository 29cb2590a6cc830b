/** The sources that belong to programs: those that were graded, and what lies beside them in their language. */
import { join, posix } from 'node:path';
import type { Located } from '../grading/grade-submission.ts';
import { languageOf, type SourceLanguage } from '../submission/collect-sources.ts';
import { foundPaths } from '../submission/find-programs.ts';
import { listFiles } from '../submission/list-files.ts';
import { sourceReader } from '../submission/read-source.ts';
import { isUnchangedStub, type StubDigest } from '../submission/stubs.ts';

export type Source = {
  readonly exercise: string;
  readonly language: string;
  /** Absolute path of the file. */
  readonly file: string;
  /** Relative to the folder that is graded. */
  readonly path: string;
  /** Relative to the folder that all the programs of its exercise in its language are in. */
  readonly inFolder: string;
};

type Programs = { readonly language: string; readonly paths: readonly string[] };

/** Files that a program in a language may need, besides those of the language itself. */
const companions: Readonly<Record<string, RegExp>> = {
  c: /\.h$/i,
  javascript: /\.[cm]?ts$/i,
  typescript: /\.[cm]?js$/i,
};

/** Stubs that nobody has written on are left behind, unless they were graded; so is what cannot be read. */
export async function chooseSources(
  { exercise: { id: exercise }, root, sets }: Located,
  languages: readonly SourceLanguage[],
  stubs: readonly StubDigest[],
): Promise<Source[]> {
  const { files } = await listFiles(root);
  const read = sourceReader(root);
  const paths = files.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const graded = sets.flatMap(({ programs }) => Object.values(programs).flatMap(foundPaths));
  return programsByLanguage(graded, languages).flatMap(({ language, paths: programs }) => {
    const folder = commonFolder(programs);
    const beside = paths.filter(
      (path) =>
        isOf(language, path, languages) &&
        programs.some((program) => isBeside(path, program)) &&
        !isUnchangedStub(stubs, exercise, read(path) ?? ''),
    );
    const chosen = [...new Set([...programs, ...beside])].filter((path) => read(path) !== undefined);
    return chosen.map((path) => ({
      exercise,
      language,
      file: join(root, path),
      path,
      inFolder: posix.relative(folder, path),
    }));
  });
}

function programsByLanguage(paths: readonly string[], languages: readonly SourceLanguage[]): Programs[] {
  const ids = new Set(paths.flatMap((path) => languageOf(path, languages) ?? []));
  return [...ids].map((language) => ({
    language,
    paths: [...new Set(paths)].filter((path) => languageOf(path, languages) === language),
  }));
}

function isOf(language: string, path: string, languages: readonly SourceLanguage[]): boolean {
  return languageOf(path, languages) === language || companions[language]?.test(path) === true;
}

/** In the folder of a program, or deeper. */
function isBeside(path: string, program: string): boolean {
  const folder = posix.dirname(program);
  return folder === '.' || path.startsWith(`${folder}/`);
}

/** The deepest folder that all the paths are in, empty when that is the root. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1));
  const differs = first.findIndex((name, depth) => others.some((other) => other[depth] !== name));
  return first.slice(0, differs === -1 ? first.length : differs).join('/');
}
