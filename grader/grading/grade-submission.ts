/** One submission, from a path to a grade. Reads as the data goes: list, find, perform, judge, add up. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { languages } from '../launch/languages.ts';
import type { Environment, ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Choices } from '../submission/choices.ts';
import { findPrograms, type ProgramSet } from '../submission/find-programs.ts';
import { listFiles } from '../submission/list-files.ts';
import { sourceReader } from '../submission/read-source.ts';
import type { Elsewhere } from '../submission/share-out.ts';
import { isUnchangedStub, type StubDigest } from '../submission/stubs.ts';
import { allSettled } from './all-settled.ts';
import { chosenChecks, gradeExercise } from './grade-exercise.ts';
import type { Jobs } from './jobs.ts';
import type { Outcome } from './perform-all.ts';
import { rounded } from './points.ts';

/** The programs of one exercise that a path holds; `root` is the folder the paths in the sets are relative to. */
export type Located = {
  readonly exercise: Exercise;
  readonly root: string;
  readonly sets: readonly ProgramSet[];
  /** What could be of this exercise, and counts for another one of the lab. */
  readonly elsewhere?: readonly Elsewhere[];
};

export type SubmissionTask = {
  readonly path: string;
  /** What the submission is called where its path does not say it. */
  readonly name?: string;
  readonly located: readonly Located[];
  /** Only these checks and what they need; all when empty. */
  readonly only: readonly string[];
  /** Of `only` really only these, whatever they need. */
  readonly withoutNeeds?: boolean;
  /** Only checks of programs that were found: for folders that are about one program. */
  readonly presentOnly: boolean;
  readonly pool: Jobs;
  readonly environment: Environment;
  readonly onCheck: (outcome: Outcome) => void;
};

/**
 * Looks a path through for the programs of an exercise; what is still one of the `stubs` is taken only where there is
 * nothing else, and only what `belongs` to it and is not `elsewhere`. Throws Node's error when the path is not there.
 */
export async function locate(
  path: string,
  exercise: Exercise,
  choices: Choices,
  stubs: readonly StubDigest[] = [],
  belongs: (path: string) => boolean = () => true,
  elsewhere: ReadonlySet<string> = new Set(),
): Promise<Located> {
  const { root, files: all } = await listFiles(path);
  const files = all.filter((file) => belongs(file.path));
  const isStub = (text: string): boolean => isUnchangedStub(stubs, exercise.id, text);
  const sets = findPrograms(exercise, { files, read: sourceReader(root), languages, isStub, elsewhere }, choices);
  return { exercise, root, sets };
}

/** How many checks a task is going to perform or skip. */
export function countChecks({
  located,
  only,
  presentOnly,
}: Pick<SubmissionTask, 'located' | 'only' | 'presentOnly'>): number {
  const counts = located.flatMap(({ exercise, sets }) =>
    sets.map((set) => chosenChecks({ exercise, set, only, presentOnly }).length),
  );
  return counts.reduce((total, count) => total + count, 0);
}

export async function gradeSubmission(task: SubmissionTask): Promise<SubmissionGrade> {
  const workFolder = await mkdtemp(join(tmpdir(), 'socklab-'));
  try {
    const grades = await allSettled(
      task.located.flatMap(({ sets, ...located }, at) =>
        sets.map((set, index) =>
          gradeExercise({ ...task, ...located, set, workFolder: join(workFolder, `${at}-${index}`) }),
        ),
      ),
    );
    return sum(task, grades);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

function sum({ path, name, environment }: SubmissionTask, grades: readonly ExerciseGrade[]): SubmissionGrade {
  return {
    submission: { name: name ?? basename(resolve(path)), path },
    environment,
    grades,
    lab: null,
    score: rounded(grades.reduce((total, { score }) => total + score, 0)),
    maxScore: rounded(grades.reduce((total, { maxScore }) => total + maxScore, 0)),
    complete: grades.every(({ complete }) => complete),
  };
}
