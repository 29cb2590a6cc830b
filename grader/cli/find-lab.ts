/** The programs of a lab: in the student's own exercises/, or in what was handed in. */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { exercisesOf } from '../grading/grade-lab.ts';
import { locate, type Located } from '../grading/grade-submission.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { LabPart } from '../spec/lab.ts';
import { labsIn, loadLab, type LoadedLab } from '../spec/load-lab.ts';
import type { ProgramSet } from '../submission/find-programs.ts';
import { readStubDigests } from '../submission/stubs.ts';
import { UsageError } from './exit-code.ts';
import type { Work } from './find-work.ts';
import { exercisesFolder } from './project.ts';
import { cliWords } from './words.ts';

/** Throws UsageError when there is no such lab, and SpecFileError when its file has errors. */
export async function labAskedFor(id: string, exercises: readonly Exercise[], lang: Lang): Promise<LoadedLab> {
  const known = await labsIn(exercisesFolder);
  if (!known.includes(id)) throw new UsageError(cliWords(lang).noSuchLab(showText(id), known));
  const ids = exercises.map((exercise) => exercise.id);
  return loadLab(exercisesFolder, id, ids);
}

/**
 * Every exercise of the lab, those without a program too: what was not handed in costs its points. Without a path,
 * programs are looked for in exercises/ and the report in the folder of the lab.
 */
export async function findLab(loaded: LoadedLab, exercises: readonly Exercise[], path?: string): Promise<Work> {
  const { lab } = loaded;
  const inLab = exercisesOf(lab, exercises);
  const located = await Promise.all(
    lab.parts.map(async (part, index): Promise<Located> => {
      const exercise = inLab[index];
      if (exercise === undefined) throw new Error(`The lab ${lab.id} has no exercise for its part ${index}`);
      return locatePart(exercise, path === undefined ? join(exercisesFolder, exercise.id) : await folderOf(part, path));
    }),
  );
  const reportFolder = path ?? join(exercisesFolder, lab.id);
  const work = { path: path ?? basename(exercisesFolder), given: path, located, unstarted: [] };
  return { ...work, lab: { ...loaded, reportFolder } };
}

async function folderOf({ folder }: LabPart, path: string): Promise<string> {
  if (folder === undefined) return path;
  const inside = join(path, folder);
  return (await stat(inside).catch(() => undefined))?.isDirectory() === true ? inside : path;
}

/** A language in which nothing was found is left out, unless there is no other. */
async function locatePart(exercise: Exercise, folder: string): Promise<Located> {
  const stubs = await readStubDigests(exercisesFolder).catch(() => []);
  const located = await locate(folder, exercise, {}, stubs);
  const present = located.sets.filter(hasProgram);
  return { ...located, sets: present.length > 0 ? present : located.sets.slice(0, 1) };
}

function hasProgram({ programs }: ProgramSet): boolean {
  return Object.values(programs).some(({ kind }) => kind !== 'missing');
}
