/** What a whole class is graded as, and how one submission of it is graded. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { writingTo } from '../../batch/no-room.ts';
import { removeTree } from '../../batch/temporary-folder.ts';
import { gradeSubmission } from '../../grading/grade-submission.ts';
import type { Jobs } from '../../grading/jobs.ts';
import type { Taken } from '../../intake/take-in.ts';
import type { Environment } from '../../model/grade.ts';
import type { BatchOutcome } from '../../model/handed-in.ts';
import type { Lang } from '../../report/messages/words.ts';
import type { Exercise } from '../../spec/exercise.ts';
import type { LoadedLab } from '../../spec/load-lab.ts';
import { batchWords } from './words.ts';
import { UsageError } from '../exit-code.ts';
import { findLab, folderFor, labAskedFor } from '../find-lab.ts';
import { askedFor } from '../find-work.ts';
import { gradeAsLab } from '../grade-as-lab.ts';

type Asked = { readonly lab: string | undefined; readonly exercise: string | undefined; readonly lang: Lang };

/** Throws UsageError for a course of which there is none, and SpecFileError when its file has errors. */
export async function courseAskedFor(
  { lab, exercise, lang }: Asked,
  exercises: readonly Exercise[],
): Promise<LoadedLab> {
  if ((lab === undefined) === (exercise === undefined)) throw new UsageError(batchWords(lang).whatIsGraded);
  if (lab !== undefined) return labAskedFor(lab, exercises, lang);
  const [only] = askedFor(exercise, exercises, lang);
  if (only === undefined) throw new UsageError(batchWords(lang).whatIsGraded);
  return labOfOne(only);
}

/** An exercise by itself is a lab with one part: the best of its languages counts, and its points are those of the exercise. */
function labOfOne({ id, title, points }: Exercise): LoadedLab {
  const part = { exercise: id, points: points.basic + points.robust, bonus: false };
  return { lab: { id, title, parts: [part], handIn: { archive: '{name}.zip', folder: id } }, template: '' };
}

export type Grading = {
  readonly course: LoadedLab;
  readonly exercises: readonly Exercise[];
  readonly pool: Jobs;
  readonly environment: Environment;
  /** Folder in which each submission is given one of its own. */
  readonly temporary: string;
  readonly lang: Lang;
};

/** Rejects when the grader breaks; with NoRoom when the temporary folder takes no more. */
export function gradeTaken(grading: Grading, taken: Taken, signal: AbortSignal): Promise<BatchOutcome> {
  return writingTo('temporary', grading.temporary, () => gradeInFolder(grading, taken, signal));
}

async function gradeInFolder(grading: Grading, taken: Taken, signal: AbortSignal): Promise<BatchOutcome> {
  const into = await mkdtemp(join(grading.temporary, 'handed-in-'));
  try {
    const opened = await taken.open(into, signal);
    if (opened.kind === 'refused') return { kind: 'ungradable', because: opened.problem };
    return { kind: 'graded', grade: await gradeOpened(grading, taken, { root: opened.root, into }) };
  } finally {
    await removeTree(into);
  }
}

type Places = { readonly root: string; readonly into: string };

async function gradeOpened(
  { course, exercises, lang, pool, environment }: Grading,
  taken: Taken,
  { root, into }: Places,
) {
  const { source, student } = taken;
  const folder = folderFor(course, { given: source, path: root, archive: { name: source, folder: into } });
  const { located, lab } = await findLab(course, exercises, lang, folder);
  const graded = await gradeSubmission({
    path: source,
    name: student.name,
    located,
    only: [],
    presentOnly: false,
    pool,
    environment,
    onCheck: () => {},
  });
  return gradeAsLab(graded, lab);
}
