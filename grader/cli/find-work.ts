/** Which exercises of which paths are to be graded. */
import { basename, join, resolve, sep } from 'node:path';
import { assertNever } from '../model/assert-never.ts';
import { locate, type Located } from '../grading/grade-submission.ts';
import { languages } from '../launch/languages.ts';
import { codeOf } from '../model/error-words.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { LoadedLab } from '../spec/load-lab.ts';
import { readChoices, type Choices } from '../submission/choices.ts';
import type { Found, ProgramSet } from '../submission/find-programs.ts';
import { listFiles } from '../submission/list-files.ts';
import { sourceReader } from '../submission/read-source.ts';
import { isUnchangedStub, readStubDigests, type StubDigest } from '../submission/stubs.ts';
import { choiceProblemText } from './choice-words.ts';
import { UsageError } from './exit-code.ts';
import { exercisesFolder, referenceFolder } from './project.ts';
import { cliWords } from './words.ts';

export type Work = {
  readonly path: string;
  readonly located: readonly Located[];
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
  const candidates = exercisesFor(path, exercises, wanted);
  const stubs = await readStubs();
  const located: Located[] = [];
  for (const exercise of candidates) {
    const choices = await choicesFor(path, exercise, wanted);
    located.push(
      await locate(path, exercise, choices, stubs).catch((error: unknown) => refusePath(error, path, wanted.lang)),
    );
  }
  const present = located
    .map((one) => ({ ...one, sets: one.sets.filter(hasProgram) }))
    .map((one) => ({ ...one, sets: preferStarted(startedSets(one, stubs), one.sets) }))
    .filter(({ sets }) => sets.length > 0);
  if (present.length === 0) throw new UsageError(nothingFound(path, located, wanted.lang));
  return { path, located: present };
}

/** A path the user can put right; anything else is a fault of ours. */
function refusePath(error: unknown, path: string, lang: Lang): never {
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
  const inPath = exercises.filter(({ id }) => resolve(path).split(sep).includes(id));
  return inPath.length > 0 ? inPath : exercises;
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
function hasProgram(set: ProgramSet): boolean {
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

/** What a student has started under exercises/; undefined when everything is as it was handed out. */
export async function findStarted(exercises: readonly Exercise[]): Promise<Work | undefined> {
  const stubs = await readStubs();
  const located = await Promise.all(exercises.map((exercise) => locateStarted(exercise, stubs)));
  const started = located.filter(({ sets }) => sets.length > 0);
  return started.length === 0 ? undefined : { path: basename(exercisesFolder), located: started };
}

async function locateStarted(exercise: Exercise, stubs: readonly StubDigest[]): Promise<Located> {
  const located = await locate(join(exercisesFolder, exercise.id), exercise, {}, stubs);
  return { ...located, sets: startedSets(located, stubs) };
}

function readStubs(): Promise<readonly StubDigest[]> {
  return readStubDigests(exercisesFolder).catch(() => []);
}

/** Sets in which at least one file is no longer as it was handed out. */
function startedSets({ exercise, root, sets }: Located, stubs: readonly StubDigest[]): readonly ProgramSet[] {
  const read = sourceReader(root);
  const isStarted = (path: string): boolean => !isUnchangedStub(stubs, exercise.id, read(path) ?? '');
  return sets.filter(({ programs }) => Object.values(programs).flatMap(filesOf).some(isStarted));
}

/** Stubs of other languages, left beside what a student wrote, are no submission. */
function preferStarted(started: readonly ProgramSet[], all: readonly ProgramSet[]): readonly ProgramSet[] {
  return started.length > 0 ? started : all;
}

function filesOf(found: Found): readonly string[] {
  switch (found.kind) {
    case 'found':
    case 'unreadable':
      return [found.path];
    case 'ambiguous':
      return found.candidates;
    case 'missing':
      return [];
    default:
      return assertNever(found);
  }
}

/** The worked solutions in Python, shown to whoever has nothing of their own yet. */
export async function findDemonstration(exercises: readonly Exercise[]): Promise<Work> {
  const located = await Promise.all(
    exercises.map((exercise) => locate(join(referenceFolder, exercise.id, 'python'), exercise, {})),
  );
  return { path: 'reference', located };
}
