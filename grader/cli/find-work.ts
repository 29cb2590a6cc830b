/** Which exercises of which paths are to be graded. */
import { basename, join, resolve, sep } from 'node:path';
import { locate, type Located } from '../grading/grade-submission.ts';
import { languages } from '../launch/languages.ts';
import { codeOf } from '../model/error-words.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { LoadedLab } from '../spec/load-lab.ts';
import { readChoices, type Choices } from '../submission/choices.ts';
import type { ProgramSet } from '../submission/find-programs.ts';
import { listFiles } from '../submission/list-files.ts';
import { meantOf } from '../submission/meant.ts';
import { sourceReader } from '../submission/read-source.ts';
import { readStubDigests, type StubDigest } from '../submission/stubs.ts';
import { choiceProblemText } from './choice-words.ts';
import { UsageError } from './exit-code.ts';
import { exercisesFolder, referenceFolder } from './project.ts';
import { isAmongExercises, splitStarted, type Unstarted } from './started.ts';
import { cliWords } from './words.ts';

export type Work = {
  readonly path: string;
  /** The path as the user gave it. */
  readonly given: string | undefined;
  /** Empty when there are only programs as they were handed out. */
  readonly located: readonly Located[];
  /** What lies beside as it was handed out, and is not graded. */
  readonly unstarted: readonly Unstarted[];
  /** The lab they are graded as, and the folder its report is looked for in. */
  readonly lab?: LoadedLab & { readonly reportFolder: string };
};

export type Wanted = {
  readonly exercise: string | undefined;
  readonly programs: readonly string[];
  readonly lang: Lang;
};

/** The exercise asked for, the one whose id is part of the path, or else every one that the path has a program of. */
export async function findWork(path: string, exercises: readonly Exercise[], wanted: Wanted): Promise<Work> {
  if (resolve(path) === resolve(exercisesFolder) && wanted.programs.length === 0) {
    const started = await findStarted(askedFor(wanted.exercise, exercises, wanted.lang));
    return { ...started, path, given: path };
  }
  const candidates = exercisesFor(path, exercises, wanted);
  const stubs = await readStubs();
  const located: Located[] = [];
  for (const exercise of candidates) {
    const choices = await choicesFor(path, exercise, wanted);
    located.push(
      await locate(path, exercise, choices, stubs).catch((error: unknown) => refusePath(error, path, wanted.lang)),
    );
  }
  const found = located
    .map((one) => ({ ...one, sets: one.sets.filter(hasProgram) }))
    .filter(({ sets }) => sets.length > 0);
  const present = candidates === exercises ? requireMeant(found, exercises, path, wanted.lang) : found;
  if (present.length === 0) throw new UsageError(nothingFound(path, located, wanted.lang));
  const { started, unstarted } = splitStarted(present, stubs);
  if (isAmongExercises(path)) return { path, given: path, located: started, unstarted };
  // Handed in elsewhere, an exercise that was never started is graded all the same.
  const parts = present.map((one) => ({ one, started: started.find(({ exercise }) => exercise === one.exercise) }));
  return {
    path,
    given: path,
    located: parts.map((part) => part.started ?? part.one),
    unstarted: unstarted.filter(({ exercise }) => started.some((one) => one.exercise === exercise)),
  };
}

/** Of the exercises that a path could be of, those it is of, as far as that can be told. */
function requireMeant(
  found: readonly Located[],
  exercises: readonly Exercise[],
  path: string,
  lang: Lang,
): readonly Located[] {
  const { exercises: meant, contested } = meantOf(found, exercises, sourceReader(found[0]?.root ?? path));
  const [file] = contested;
  if (file === undefined) return meant;
  const ids = meant.map(({ exercise }) => exercise.id);
  throw new UsageError(cliWords(lang).severalExercises(showText(file), showText(path), ids));
}

/** A path the user can put right; anything else is a fault of ours. */
export function refusePath(error: unknown, path: string, lang: Lang): never {
  const words = cliWords(lang);
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(words.noSuchPath(showText(path)));
  if (code === 'EACCES' || code === 'EPERM') throw new UsageError(words.notReadable(showText(path)));
  throw error;
}

/** The exercise asked for, or all of them when none is. */
export function askedFor(
  exercise: string | undefined,
  exercises: readonly Exercise[],
  lang: Lang,
): readonly Exercise[] {
  if (exercise === undefined) return exercises;
  const named = exercises.filter(({ id }) => id === exercise);
  if (named.length > 0) return named;
  const known = exercises.map(({ id }) => id);
  throw new UsageError(cliWords(lang).noSuchExercise(showText(exercise), known));
}

function exercisesFor(path: string, exercises: readonly Exercise[], { exercise, lang }: Wanted): readonly Exercise[] {
  if (exercise !== undefined) return askedFor(exercise, exercises, lang);
  const inPath = exercises.filter(({ id }) => isInPath(id, path));
  return inPath.length > 0 ? inPath : exercises;
}

/** Whether an exercise's id is part of a path. */
export function isInPath(id: string, path: string): boolean {
  return resolve(path).split(sep).includes(id);
}

async function choicesFor(
  path: string,
  exercise: Exercise,
  { exercise: asked, programs, lang }: Wanted,
): Promise<Choices> {
  if (programs.length === 0) return {};
  if (asked === undefined && programs.length > 0) throw new UsageError(cliWords(lang).programNeedsExercise);
  const { root } = await listFiles(path).catch((error: unknown) => refusePath(error, path, lang));
  const read = await readChoices(programs, exercise, languages, { workingFolder: process.cwd(), root });
  if (read.kind === 'choices') return read.choices;
  throw new UsageError(read.problems.map((problem) => choiceProblemText(problem, lang)).join('\n'));
}

/** A set in which every program is missing is no submission of that exercise. */
export function hasProgram(set: ProgramSet): boolean {
  return Object.values(set.programs).some(({ kind }) => kind !== 'missing');
}

function nothingFound(path: string, located: readonly Located[], lang: Lang): string {
  const missing = located.flatMap(({ sets }) =>
    sets.flatMap((set) => Object.values(set.programs).flatMap((found) => (found.kind === 'missing' ? [found] : []))),
  );
  const lookedFor = [...new Set(missing.flatMap((one) => one.lookedFor))];
  const found = [...new Set(missing.flatMap((one) => one.found))];
  return cliWords(lang).nothingFound(showText(path), lookedFor.map(showText), found.map(showText));
}

/** What a student has started under exercises/, each exercise in its own folder. */
export async function findStarted(exercises: readonly Exercise[]): Promise<Work> {
  const stubs = await readStubs();
  const located = await Promise.all(
    exercises.map((exercise) => locate(join(exercisesFolder, exercise.id), exercise, {}, stubs)),
  );
  const { started, unstarted } = splitStarted(located, stubs);
  return { path: basename(exercisesFolder), given: undefined, located: started, unstarted };
}

export function readStubs(): Promise<readonly StubDigest[]> {
  return readStubDigests(exercisesFolder).catch(() => []);
}

/** The exercise shown to whoever asks for none and has nothing of their own yet. */
const firstExercise = 'tcp-echo';

/** The worked solutions in Python: of the exercises asked for, or of the first. */
export async function findDemonstration(exercises: readonly Exercise[]): Promise<Work> {
  const first = exercises.filter(({ id }) => id === firstExercise);
  const shown = exercises.length > 1 && first.length > 0 ? first : exercises;
  const located = await Promise.all(
    shown.map((exercise) => locate(join(referenceFolder, exercise.id, 'python'), exercise, {})),
  );
  return { path: 'reference', given: undefined, located, unstarted: [] };
}
