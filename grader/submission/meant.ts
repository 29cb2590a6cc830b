/**
 * Which of several exercises a submission is of, when nobody said: files are often just called `servidor.py`, and then
 * every exercise with a server could have it. Pure.
 */
import type { Exercise } from '../spec/exercise.ts';
import { readPath, readName } from './file-name.ts';
import { foundPaths, type ProgramSet } from './find-programs.ts';
import type { ReadSource } from './read-source.ts';

type Candidate = { readonly exercise: Exercise; readonly sets: readonly ProgramSet[] };

export type Meant<One> = {
  readonly exercises: readonly One[];
  /** Files that several of them lay claim to: somebody has to say which exercise is meant. */
  readonly contested: readonly string[];
};

/**
 * The names of files decide, where a name belongs to one exercise; then the exercise's port in the sources. `all` are
 * the exercises there are, whether the submission has programs for them or not.
 */
export function meantOf<One extends Candidate>(
  candidates: readonly One[],
  all: readonly Exercise[],
  read: ReadSource,
): Meant<One> {
  const named = candidates.filter((one) => {
    const own = ownNamesOf(one.exercise, all);
    return filesOf(one).some((path) => own.has(readPath(path).stem.meaning));
  });
  const withPort = candidates.filter((one) => filesOf(one).some((path) => mentionsPort(read(path), one.exercise)));
  const exercises = [named, withPort].find(({ length }) => length > 0) ?? candidates;
  return { exercises, contested: contestedBy(exercises) };
}

function contestedBy(candidates: readonly Candidate[]): string[] {
  const claims = candidates.flatMap(filesOf);
  return [...new Set(claims.filter((path, index) => claims.indexOf(path) !== index))];
}

function filesOf({ sets }: Candidate): string[] {
  const files = sets.flatMap(({ programs }) => Object.values(programs).flatMap(foundPaths));
  return [...new Set(files)];
}

/**
 * What the names mean (`Name.meaning`) that are an exercise's own: the first that each of its programs lists, and those
 * that no other exercise lists.
 */
export function ownNamesOf(exercise: Exercise, all: readonly Exercise[]): ReadonlySet<string> {
  const elsewhere = new Set(all.filter(({ id }) => id !== exercise.id).flatMap((one) => listsOf(one).flat()));
  const own = listsOf(exercise).flatMap((names) => names.filter((name, at) => at === 0 || !elsewhere.has(name)));
  return new Set(own);
}

/** For each program, what its names mean. */
function listsOf({ programs }: Exercise): string[][] {
  return Object.values(programs).map(({ files }) => files.map((name) => readName(name).meaning));
}

function mentionsPort(source: string | undefined, { programs }: Exercise): boolean {
  const numbers = new Set(source?.match(/(?<![\w.])\d{3,5}(?![\w.])/g));
  return Object.values(programs).some(({ port }) => numbers.has(String(port)));
}
