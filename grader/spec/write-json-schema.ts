/** Writes the JSON Schemas that the first lines of exercise and lab files point to. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exerciseJsonSchema, jsonSchemaText, labJsonSchema } from './json-schema.ts';

function inExercises(name: string): string {
  return fileURLToPath(new URL(`../../exercises/${name}`, import.meta.url));
}

/** Every schema file, with the text that belongs in it. */
export const jsonSchemaFiles = [
  { path: inExercises('exercise.schema.json'), text: () => jsonSchemaText(exerciseJsonSchema()) },
  { path: inExercises('lab.schema.json'), text: () => jsonSchemaText(labJsonSchema()) },
] as const;

export async function writeJsonSchemas(): Promise<void> {
  for (const { path, text } of jsonSchemaFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text());
  }
}

if (import.meta.main) await writeJsonSchemas();
