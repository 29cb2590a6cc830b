/** `npm run generate`: the files that follow from others. */
import { languages } from '../launch/languages.ts';
import { writeJsonSchemas } from '../spec/write-json-schema.ts';
import { writeStubDigests } from '../submission/stubs.ts';
import { exercisesFolder } from './project.ts';

export async function generate(): Promise<void> {
  await writeJsonSchemas();
  await writeStubDigests(exercisesFolder, languages);
}
