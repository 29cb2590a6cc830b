/** The way in for exercise files: YAML text becomes an exercise, or every error in it with its place. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exerciseFaults } from './exercise-faults.ts';
import { writeOut, writtenExerciseSchema, type Exercise, type WrittenExercise } from './exercise.ts';
import type { Fault } from './fault.ts';
import { schemaFaults } from './schema-faults.ts';
import { fileError, SpecFileError, specErrors, type SpecError } from './spec-error.ts';
import { readYaml } from './yaml-source.ts';

export type ParsedExercise =
  | { readonly ok: true; readonly exercise: Exercise }
  | { readonly ok: false; readonly errors: readonly SpecError[] };

/** Pure, and never throws. `file` is the name that errors show; `folder`, when given, the name the exercise must have. */
export function parseExercise(text: string, file: string, folder?: string): ParsedExercise {
  const yaml = readYaml(text.replace(/^\uFEFF/, ''));
  if (!yaml.ok)
    return { ok: false, errors: yaml.problems.map(({ problem, place }) => fileError(file, problem, place)) };
  const { source } = yaml;
  const parsed = writtenExerciseSchema.safeParse(source.value);
  const faults = parsed.success
    ? [...folderFaults(parsed.data, folder), ...exerciseFaults(parsed.data, source.value)]
    : schemaFaults(parsed.error.issues, source.value, writtenExerciseSchema);
  if (parsed.success && faults.length === 0) return { ok: true, exercise: writeOut(parsed.data) };
  return { ok: false, errors: specErrors(faults, file, source) };
}

function folderFaults({ id }: WrittenExercise, folder = id): Fault[] {
  return folder === id ? [] : [{ path: ['id'], problem: { code: 'ID_NOT_FOLDER', folder }, found: `"${id}"` }];
}

/** Reads one exercise file. Throws SpecFileError with every error in it. */
export async function loadExercise(path: string): Promise<Exercise> {
  const parsed = parseRead(await readText(path), path);
  if (!parsed.ok) throw new SpecFileError(parsed.errors);
  return parsed.exercise;
}

/**
 * Reads every `<folder>/<id>/exercise.yaml`, in the order of the ids; whatever has no such file is passed over. Throws
 * SpecFileError with every error in all of them.
 */
export async function loadExercises(folder: string): Promise<Exercise[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new SpecFileError([fileError(folder, { code: 'FILE_UNREADABLE', reason: reasonOf(error) })]);
  });
  const parsed = await Promise.all(names.toSorted().map((name) => parseIn(folder, name)));
  const errors = parsed.flatMap((one) => (one === null || one.ok ? [] : one.errors));
  if (errors.length > 0) throw new SpecFileError(errors);
  return parsed.flatMap((one) => (one?.ok === true ? [one.exercise] : []));
}

async function parseIn(folder: string, name: string): Promise<ParsedExercise | null> {
  const path = join(folder, name, 'exercise.yaml');
  const read = await readText(path);
  return read.kind === 'absent' ? null : parseRead(read, path, name);
}

type Read =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' | 'unreadable'; readonly reason: string };

function parseRead(read: Read, path: string, folder?: string): ParsedExercise {
  if (read.kind === 'text') return parseExercise(read.text, path, folder);
  return { ok: false, errors: [fileError(path, { code: 'FILE_UNREADABLE', reason: read.reason })] };
}

async function readText(path: string): Promise<Read> {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) };
  } catch (error) {
    const absent = ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
    return { kind: absent ? 'absent' : 'unreadable', reason: reasonOf(error) };
  }
}

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'it is not UTF-8 text'],
]);

function reasonOf(error: unknown): string {
  return reasons.get(codeOf(error)) ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
