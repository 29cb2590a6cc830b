/** `npm run generate`: checks all that authors write, then writes the files that follow from it. */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { languages } from '../launch/languages.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { readExercises } from '../spec/load-exercise.ts';
import { labsIn, loadLab } from '../spec/load-lab.ts';
import { allRead, SpecFileError } from '../spec/spec-error.ts';
import { jsonSchemaFiles, writeJsonSchemas } from '../spec/write-json-schema.ts';
import { digestFile, writeStubDigests } from '../submission/stubs.ts';
import { exercisesFolder } from './project.ts';
import { cliWords } from './words.ts';

/** Says which files it changed. Throws SpecFileError when an exercise or a lab has errors, before anything is written. */
export async function generate(lang: Lang): Promise<void> {
  await checkAll();
  const derived = [...jsonSchemaFiles.map(({ path }) => path), join(exercisesFolder, digestFile)];
  const before = await textsOf(derived);
  await writeJsonSchemas();
  await writeStubDigests(exercisesFolder, languages);
  const after = await textsOf(derived);
  const changed = derived.filter((_, index) => before[index] !== after[index]);
  const names = changed.map((path) => showText(relative(process.cwd(), path)));
  process.stdout.write(`${cliWords(lang).generated(names)}\n`);
}

/** All of them are told: an exercise with errors is there all the same for the labs it is part of. */
async function checkAll(): Promise<void> {
  const { exercises, broken } = await readExercises(exercisesFolder);
  const ids = [...exercises, ...broken].map(({ id }) => id).toSorted();
  const labs = await labsIn(exercisesFolder);
  await allRead([
    ...broken.map(({ errors }) => Promise.reject(new SpecFileError(errors))),
    ...labs.map((lab) => loadLab(exercisesFolder, lab, ids)),
  ]);
}

function textsOf(paths: readonly string[]): Promise<string[]> {
  return Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => '')));
}
