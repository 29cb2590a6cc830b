/** Tells what a student has started from what was handed out: stubs beside it are no submission. */
import { relative, resolve, sep } from 'node:path';
import type { Located } from '../grading/grade-submission.ts';
import { assertNever } from '../model/assert-never.ts';
import { languageName } from '../report/messages/language-name.ts';
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Found, ProgramSet } from '../submission/find-programs.ts';
import { sourceReader } from '../submission/read-source.ts';
import { isUnchangedStub, type StubDigest } from '../submission/stubs.ts';
import { exercisesFolder } from './project.ts';

/** Programs of an exercise in one language (or mix of them) that are as they were handed out. */
export type Unstarted = { readonly exercise: Exercise; readonly language: string };

export type Split = { readonly started: readonly Located[]; readonly unstarted: readonly Unstarted[] };

/** Leaves out the sets in which every file is as it was handed out, and tells of those beside others that were started. */
export function splitStarted(located: readonly Located[], stubs: readonly StubDigest[]): Split {
  const split = located.map((one) => ({ one, started: startedSets(one, stubs) }));
  return {
    started: split.filter(({ started }) => started.length > 0).map(({ one, started }) => ({ ...one, sets: started })),
    unstarted: split.flatMap(({ one: { exercise, sets }, started }) =>
      started.length === 0
        ? []
        : sets.filter((set) => !started.includes(set)).map(({ language }) => ({ exercise, language })),
    ),
  };
}

function startedSets({ exercise, root, sets }: Located, stubs: readonly StubDigest[]): readonly ProgramSet[] {
  const read = sourceReader(root);
  const isStarted = (path: string): boolean => !isUnchangedStub(stubs, exercise.id, read(path) ?? '');
  return sets.filter(({ programs }) =>
    Object.values(programs).some((found) => isChosen(found) || filesOf(found).some(isStarted)),
  );
}

/** What the user names is graded whatever it is. */
function isChosen(found: Found): boolean {
  return found.kind === 'found' && found.by === 'choice';
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

/** Whether a path is the folder of exercises, or inside of it. */
export function isAmongExercises(path: string): boolean {
  const [first] = relative(exercisesFolder, resolve(path)).split(sep);
  return first !== '..' && first !== resolve(path);
}

/** `TypeScript, C`; with the exercise where there are several: `TCP echo (TypeScript, C), UDP echo (C)`. */
export function unstartedText(unstarted: readonly Unstarted[], graded: readonly Located[], lang: Lang): string {
  const parts = graded.flatMap(({ exercise }) => {
    const own = unstarted.filter((one) => one.exercise === exercise);
    const languages = own.map(({ language }) => languageName(language)).join(', ');
    if (own.length === 0) return [];
    return [graded.length > 1 ? `${exercise.title[lang]} (${languages})` : languages];
  });
  return parts.join(', ');
}
