/** The programs of a lab: in the student's own exercises/, or in what was handed in. */
import { basename, join } from 'node:path';
import { exercisesOf } from '../grading/grade-lab.ts';
import { locate, type Located } from '../grading/grade-submission.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab } from '../spec/lab.ts';
import { labsIn, loadLab, type LoadedLab } from '../spec/load-lab.ts';
import { listFiles } from '../submission/list-files.ts';
import { UsageError } from './exit-code.ts';
import { hasProgram, readStubs, refusePath, type Work } from './find-work.ts';
import type { OpenedPath } from './open-path.ts';
import { exercisesFolder } from './project.ts';
import { isAmongExercises, splitStarted } from './started.ts';
import { cliWords } from './words.ts';

/** What is graded as a lab. */
export type LabWork = Work & Required<Pick<Work, 'lab'>>;

/** Throws UsageError when there is no such lab, and SpecFileError when its file has errors. */
export async function labAskedFor(id: string, exercises: readonly Exercise[], lang: Lang): Promise<LoadedLab> {
  const known = await labsIn(exercisesFolder);
  if (!known.includes(id)) throw new UsageError(cliWords(lang).noSuchLab(showText(id), known));
  const ids = exercises.map((exercise) => exercise.id);
  return loadLab(exercisesFolder, id, ids);
}

/**
 * Every exercise of the lab, those without a program too: what was not handed in costs its points, and the names it
 * was looked for by are told. Without a path, or with one in exercises/, what was started there is graded, and the
 * report is looked for in the folder of the lab. Throws UsageError when the path cannot be read.
 */
export async function findLab(
  loaded: LoadedLab,
  exercises: readonly Exercise[],
  lang: Lang,
  path?: string,
): Promise<LabWork> {
  const inLab = exercisesOf(loaded.lab, exercises);
  if (path === undefined) return findOwn(loaded, inLab);
  const { files } = await listFiles(path).catch((error: unknown) => refusePath(error, path, lang));
  if (isAmongExercises(path)) return findOwn(loaded, inLab);
  const folders = files.filter(({ kind }) => kind === 'directory').map((folder) => folder.path);
  const located = await findHandedIn(path, inLab, placesOf(loaded.lab, folders));
  return { path, given: path, located, unstarted: [], lab: { ...loaded, exercises: inLab, reportFolder: path } };
}

/** What is still as it was handed out is not handed in: it costs its points in the lab without being graded. */
async function findOwn(loaded: LoadedLab, exercises: readonly Exercise[]): Promise<LabWork> {
  const stubs = await readStubs();
  const all = await Promise.all(
    exercises.map((exercise) => locate(join(exercisesFolder, exercise.id), exercise, {}, stubs)),
  );
  const { started } = splitStarted(all, stubs);
  return {
    path: basename(exercisesFolder),
    given: undefined,
    located: started,
    unstarted: [],
    lab: { ...loaded, exercises, reportFolder: join(exercisesFolder, loaded.lab.id) },
  };
}

/** Of an archive, the folder that wraps everything is left out unless it is the one in which a part is looked for. */
export function folderFor({ lab }: LoadedLab, { path, archive }: OpenedPath): string {
  const wrapper = basename(path).toLowerCase();
  const isOfPart = lab.parts.some(({ folder }) => folder?.split('/')[0]?.toLowerCase() === wrapper);
  return archive !== undefined && isOfPart ? archive.folder : path;
}

/** Where the programs of each part are, in the order of the parts; null where they may be anywhere. */
type Places = readonly (string | null)[];

function placesOf({ parts }: Lab, folders: readonly string[]): Places {
  const nearestFirst = folders.toSorted((a, b) => a.split('/').length - b.split('/').length);
  const placeOf = (folder: string): string | undefined =>
    nearestFirst.find((one) => `/${one.toLowerCase()}`.endsWith(`/${folder.toLowerCase()}`));
  return parts.map(({ folder }) => (folder === undefined ? null : (placeOf(folder) ?? null)));
}

function findHandedIn(path: string, exercises: readonly Exercise[], places: Places): Promise<Located[]> {
  const taken = places.filter((place) => place !== null);
  return Promise.all(
    exercises.map((exercise, index) => {
      const place = places[index] ?? null;
      const belongs = (file: string): boolean =>
        place === null ? !taken.some((other) => isUnder(other, file)) : isUnder(place, file);
      return locatePart(path, exercise, belongs);
    }),
  );
}

function isUnder(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** Stubs beside what was written are left out, and languages in which nothing was found, unless there is nothing else. */
async function locatePart(path: string, exercise: Exercise, belongs: (file: string) => boolean): Promise<Located> {
  const stubs = await readStubs();
  const located = await locate(path, exercise, {}, stubs, belongs);
  const [started] = splitStarted([located], stubs).started;
  if (started !== undefined) return started;
  const present = located.sets.filter(hasProgram);
  return { ...located, sets: present.length > 0 ? present : located.sets.slice(0, 1) };
}
