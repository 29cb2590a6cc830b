/** Which exercises of which paths are to be graded. */
import { stat } from 'node:fs/promises';
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
import { languageOf } from '../submission/collect-sources.ts';
import { meantOf } from '../submission/meant.ts';
import { sourceReader } from '../submission/read-source.ts';
import { readStubDigests, type StubDigest } from '../submission/stubs.ts';
import { choiceProblemText } from './choice-words.ts';
import { UsageError } from './exit-code.ts';
import { exercisesFolder, referenceFolder } from './project.ts';
import { isAmongExercises, splitStarted, type Unstarted } from './started.ts';
import { nothingFoundText, severalText } from './which-exercise.ts';
import { trimOthers, withoutUsed, type Trim } from './without-used.ts';
import { cliWords } from './words.ts';

export type Work = {
  readonly path: string;
  /** What the submission is called where its path does not say it. */
  readonly name?: string;
  /** The path as the user gave it. */
  readonly given: string | undefined;
  /** Empty when there are only programs as they were handed out. */
  readonly located: readonly Located[];
  /** What lies beside as it was handed out, and is not graded. */
  readonly unstarted: readonly Unstarted[];
  /** The lab they are graded as, all of its exercises, and the folder its report is looked for in. */
  readonly lab?: LoadedLab & {
    readonly exercises: readonly Exercise[];
    readonly reportFolder: string;
    /** Files that several of its exercises have taken. */
    readonly contested?: ReadonlySet<string>;
  };
};

export type Wanted = {
  readonly exercise: string | undefined;
  readonly programs: readonly string[];
  readonly lang: Lang;
  /** What the user calls the path. */
  readonly given: string;
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
      await locate(path, exercise, choices, stubs).catch((error: unknown) =>
        refusePath(error, wanted.given, wanted.lang),
      ),
    );
  }
  const found = located
    .map((one) => ({ ...one, sets: one.sets.filter(hasProgram) }))
    .filter(({ sets }) => sets.length > 0);
  const present = candidates === exercises ? requireMeant(found, exercises, wanted) : found;
  if (present.length === 0) throw new UsageError(await nothingFound(path, located, wanted));
  const parts = withoutUsed(present, trimMissing);
  const { started, unstarted } = splitStarted(parts, stubs);
  if (isAmongExercises(path)) return { path, given: path, located: started, unstarted };
  // Handed in elsewhere, an exercise that was never started is graded all the same.
  return {
    path,
    given: path,
    located: parts.map((part) => started.find(({ exercise }) => exercise === part.exercise) ?? part),
    unstarted,
  };
}

/** Of the exercises that a path could be of, those it is of, as far as that can be told. */
function requireMeant(
  found: readonly Located[],
  exercises: readonly Exercise[],
  { given, lang }: Wanted,
): readonly Located[] {
  const { exercises: meant, contested } = meantOf(found, exercises, sourceReader(found[0]?.root ?? given));
  const [file] = contested;
  if (file === undefined) return meant;
  throw new UsageError(severalText(file, given, meant, lang));
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
  { exercise: asked, programs, lang, given }: Wanted,
): Promise<Choices> {
  if (programs.length === 0) return {};
  if (asked === undefined && programs.length > 0) throw new UsageError(cliWords(lang).programNeedsExercise);
  const { root } = await listFiles(path).catch((error: unknown) => refusePath(error, given, lang));
  const read = await readChoices(programs, exercise, languages, { workingFolder: process.cwd(), root });
  if (read.kind === 'choices') return read.choices;
  throw new UsageError(read.problems.map((problem) => choiceProblemText(problem, lang)).join('\n'));
}

/** A set in which every program is missing is no submission of that exercise. */
export function hasProgram(set: ProgramSet): boolean {
  return Object.values(set.programs).some(({ kind }) => kind !== 'missing');
}

async function nothingFound(path: string, located: readonly Located[], { given, lang }: Wanted): Promise<string> {
  const isOther = (await stat(path)).isFile() && languageOf(path, languages) === undefined;
  if (!isOther) return nothingFoundText(given, located, lang);
  const endings = languages.flatMap((language) => language.endings);
  return cliWords(lang).noProgram(showText(given), endings);
}

/** Nor are they listed as what is there instead of a program that is missing. */
const trimMissing: Trim = (found, used) =>
  found.kind === 'missing'
    ? { ...found, found: found.found.filter((path) => !used.has(path)) }
    : trimOthers(found, used);

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
