/** From the text of an exercise file to an exercise, or to every error in it with its place. */
import { exerciseFaults } from './exercise-faults.ts';
import { writeOut, writtenExerciseSchema, type Exercise, type WrittenExercise } from './exercise.ts';
import type { Fault } from './fault.ts';
import { schemaFaults } from './schema-faults.ts';
import { fileError, specErrors, type SpecError } from './spec-error.ts';
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
