/**
 * Which exercise of a lab a file counts for, when several could have it: the one whose own name it has. What it does says
 * little then, for a server of one exercise does much of what another's does. Pure.
 */
import type { Exercise } from '../spec/exercise.ts';
import { isSupported, standingOf } from './candidate.ts';
import { collectSources, type Source, type Submitted } from './collect-sources.ts';
import { readPath } from './file-name.ts';
import { findPrograms } from './find-programs.ts';
import { ownNamesOf } from './meant.ts';

/** A file that could be a program of one exercise and counts for another. */
export type Elsewhere = { readonly program: string; readonly file: string; readonly exercise: string };

/** `submitted` is what is looked through for the exercise. */
export type Part = { readonly exercise: Exercise; readonly submitted: Submitted };

export type Share = {
  /** Files that count for other exercises only. */
  readonly excluded: ReadonlySet<string>;
  /** Those of them that would have been taken otherwise. */
  readonly elsewhere: readonly Elsewhere[];
};

/** One share for each part, in their order. */
export function shareOut(parts: readonly Part[]): Share[] {
  const owners = ownersOf(parts);
  return parts.map((part) => {
    const excluded = new Set([...owners].filter(([, ids]) => !ids.includes(part.exercise.id)).map(([path]) => path));
    return { excluded, elsewhere: excluded.size === 0 ? [] : elsewhereOf(part, owners) };
  });
}

/** By path, the ids of the exercises whose own name a file has; files with no such name have no entry. */
function ownersOf(parts: readonly Part[]): ReadonlyMap<string, readonly string[]> {
  const exercises = parts.map(({ exercise }) => exercise);
  const owners = new Map<string, readonly string[]>();
  for (const { exercise, submitted } of parts) {
    const names = ownNamesOf(exercise, exercises);
    const files = submitted.files.filter(({ path }) => names.has(readPath(path).stem.meaning));
    const owned = collectSources({ ...submitted, files }).filter((source) => isSupportedBy(source, exercise));
    for (const { path } of owned) owners.set(path, [...(owners.get(path) ?? []), exercise.id]);
  }
  return owners;
}

/** A name that is contradicted by what the file does makes it nobody's own. */
function isSupportedBy({ path, content }: Source, { programs }: Exercise): boolean {
  const standings = Object.values(programs).map((program) => standingOf(program, path, content));
  return standings.some((standing) => standing !== undefined && isSupported(standing));
}

function elsewhereOf({ exercise, submitted }: Part, owners: ReadonlyMap<string, readonly string[]>): Elsewhere[] {
  const found = findPrograms(exercise, submitted).flatMap(({ programs }) => Object.entries(programs));
  const claims = new Map(found.flatMap(([program, one]) => (one.kind === 'found' ? [[one.path, program]] : [])));
  return [...claims].flatMap(([file, program]) => {
    const [owner, ...others] = owners.get(file) ?? [];
    const isElsewhere = owner !== undefined && ![owner, ...others].includes(exercise.id);
    return isElsewhere ? [{ program, file, exercise: owner }] : [];
  });
}

/** Files that were taken for several of the exercises, because nothing says which of them they are of. */
export function contestedAmong(found: readonly (readonly string[])[]): ReadonlySet<string> {
  const claims = found.flatMap((files) => [...new Set(files)]);
  return new Set(claims.filter((file, index) => claims.indexOf(file) !== index));
}
