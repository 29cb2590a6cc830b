/** From the text of an exercise file to an exercise, or to every error in it with its place. */
import { exerciseFaults } from './exercise-faults.ts';
import { writeOut, writtenExerciseSchema, type Exercise, type WrittenExercise } from './exercise.ts';
import type { Fault } from './fault.ts';
import { shown } from './fault.ts';
import { parseFile } from './parse-file.ts';
import type { SpecError } from './spec-error.ts';

export type ParsedExercise =
  | { readonly ok: true; readonly exercise: Exercise }
  | { readonly ok: false; readonly errors: readonly SpecError[] };

/** Pure, and never throws. `file` is the name that errors show; `folder`, when given, the name the exercise must have. */
export function parseExercise(text: string, file: string, folder?: string): ParsedExercise {
  const parsed = parseFile(text, file, {
    schema: writtenExerciseSchema,
    faultsOf: (exercise, written) => [...folderFaults(exercise, folder), ...exerciseFaults(exercise, written)],
  });
  return parsed.ok ? { ok: true, exercise: writeOut(parsed.value) } : parsed;
}

function folderFaults({ id }: WrittenExercise, folder = id): Fault[] {
  return folder === id ? [] : [{ path: ['id'], problem: { code: 'ID_NOT_FOLDER', folder }, found: shown(id) }];
}
