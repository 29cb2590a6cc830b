/** Writes `exercises/exercise.schema.json`, which the first line of every exercise file points to. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exerciseJsonSchemaText } from './json-schema.ts';

export const jsonSchemaFile = fileURLToPath(new URL('../../exercises/exercise.schema.json', import.meta.url));

export async function writeJsonSchema(): Promise<void> {
  await mkdir(dirname(jsonSchemaFile), { recursive: true });
  await writeFile(jsonSchemaFile, exerciseJsonSchemaText());
}

if (import.meta.main) await writeJsonSchema();
