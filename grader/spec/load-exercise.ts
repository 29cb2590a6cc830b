/** The way in for exercise files: what stands in a folder becomes exercises, or every error in them with its place. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from './exercise.ts';
import { Memory } from './memory.ts';
import type { ParsedExercise } from './parse-exercise.ts';
import { SpecFileError, unreadable, type SpecError } from './spec-error.ts';
import { readText, whyUnreadable, type Read } from './unreadable.ts';

/** Reads one exercise file. Throws SpecFileError with every error in it. */
export async function loadExercise(path: string): Promise<Exercise> {
  const parsed = await parseRead(await readText(path), path);
  if (!parsed.ok) throw new SpecFileError(parsed.errors);
  return parsed.exercise;
}

export type ReadExercises = {
  readonly exercises: readonly Exercise[];
  /** Folders whose file has errors. */
  readonly broken: readonly { readonly id: string; readonly errors: readonly SpecError[] }[];
};

/**
 * Reads every `<folder>/<id>/exercise.yaml`, in the order of the ids; whatever has no such file is passed over. When
 * all were read without an error they are remembered in the file `memory`, if that is given, and not parsed again until
 * a text or the parser changes. Throws SpecFileError when the folder cannot be read.
 */
export async function readExercises(folder: string, memory?: string): Promise<ReadExercises> {
  const texts = await readAll(folder);
  const remembered = memory === undefined ? undefined : new Memory(memory, JSON.stringify(texts));
  const known = remembered?.recall();
  if (known !== undefined) return { exercises: known, broken: [] };
  const parsed = await Promise.all(
    texts.map(async ({ read, path, name }) => ({ id: name, ...(await parseRead(read, path, name)) })),
  );
  const exercises = parsed.flatMap((one) => (one.ok ? [one.exercise] : []));
  const broken = parsed.flatMap((one) => (one.ok ? [] : [{ id: one.id, errors: one.errors }]));
  if (broken.length === 0) remembered?.keep(exercises);
  return { exercises, broken };
}

/** All of them, for whom every exercise counts. Throws SpecFileError with every error in all of them. */
export async function loadExercises(folder: string, memory?: string): Promise<readonly Exercise[]> {
  const { exercises, broken } = await readExercises(folder, memory);
  if (broken.length > 0) throw new SpecFileError(broken.flatMap(({ errors }) => errors));
  return exercises;
}

type Found = { readonly name: string; readonly path: string; readonly read: Read };

async function readAll(folder: string): Promise<Found[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new SpecFileError([unreadable(folder, { reason: whyUnreadable(error) })]);
  });
  const found = await Promise.all(
    names.toSorted().map(async (name) => {
      const path = join(folder, name, 'exercise.yaml');
      return { name, path, read: await readText(path) };
    }),
  );
  return found.filter(({ read }) => read.ok || read.reason.code !== 'ABSENT');
}

/** The parser and what it needs are loaded only when there is something to parse. */
async function parseRead(read: Read, path: string, folder?: string): Promise<ParsedExercise> {
  if (!read.ok) return { ok: false, errors: [unreadable(path, read)] };
  const { parseExercise } = await import('./parse-exercise.ts');
  return parseExercise(read.text, path, folder);
}
