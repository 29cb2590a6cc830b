/** The programs of a lab: in the student's own exercises/, or in what was handed in. */
import { basename, join } from 'node:path';
import { exercisesOf } from '../grading/grade-lab.ts';
import { locate } from '../grading/grade-submission.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import { exercisesIn, labsIn, loadLab, type LoadedLab } from '../spec/load-lab.ts';
import type { ProgramSet } from '../submission/find-programs.ts';
import { listFiles } from '../submission/list-files.ts';
import { contestedAmong } from '../submission/share-out.ts';
import { UsageError } from './exit-code.ts';
import { findParts } from './find-parts.ts';
import { readStubs, refusePath, type Work } from './find-work.ts';
import type { OpenedPath } from './open-path.ts';
import { exercisesFolder } from './project.ts';
import { isAmongExercises, splitStarted } from './started.ts';
import { cliWords } from './words.ts';

/** What is graded as a lab. */
export type LabWork = Work & Required<Pick<Work, 'lab'>>;

/**
 * `exercises` are those without errors. Throws UsageError when there is no such lab or an exercise of it has errors, and
 * SpecFileError when its own file has errors.
 */
export async function labAskedFor(id: string, exercises: readonly Exercise[], lang: Lang): Promise<LoadedLab> {
  const known = await labsIn(exercisesFolder);
  if (!known.includes(id)) throw new UsageError(cliWords(lang).noSuchLab(showText(id), known));
  const loaded = await loadLab(exercisesFolder, id, await exercisesIn(exercisesFolder));
  const parts = loaded.lab.parts.map(({ exercise }) => exercise);
  const broken = parts.filter((part) => exercises.every((exercise) => exercise.id !== part));
  if (broken.length > 0) throw new UsageError(cliWords(lang).labWithBroken(id, broken));
  return loaded;
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
  const listing = await listFiles(path).catch((error: unknown) => refusePath(error, path, lang));
  if (isAmongExercises(path)) return findOwn(loaded, inLab);
  const located = await findParts(path, listing, loaded.lab, inLab);
  const contested = contestedAmong(located.map(({ sets }) => sets.flatMap(filesOf)));
  const lab = { ...loaded, exercises: inLab, reportFolder: path, contested };
  return { path, given: path, located, unstarted: [], lab };
}

function filesOf({ programs }: ProgramSet): string[] {
  return Object.values(programs).flatMap((found) => (found.kind === 'found' ? [found.path] : []));
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
