/** The words of a command line that grades a part of the work again. */
import { join, relative, resolve } from 'node:path';
import type { ExerciseGrade } from '../model/grade.ts';
import type { PoolOptions } from '../worker/worker-pool.ts';
import type { Work } from './find-work.ts';

/** What a grade was made with, as far as it says how to make it again. */
export type RepeatOptions = Pick<PoolOptions, 'isolation' | 'kernel'> & {
  readonly exercise: string | undefined;
  readonly program: readonly string[];
};

/** The narrowest path that holds the programs of one grade, and the options they were graded with, but for the checks chosen. */
export function wordsFor(work: Work | undefined, graded: ExerciseGrade, options: RepeatOptions): readonly string[] {
  const { exercise, program, isolation, kernel } = options;
  const path = work === undefined ? undefined : pathTo(work, graded);
  return [
    ...(path === undefined ? [] : [path]),
    ...(exercise === undefined ? [] : ['--exercise', exercise]),
    ...program.flatMap((one) => ['--program', one]),
    ...(isolation === 'auto' ? [] : ['--isolation', isolation]),
    ...(kernel === 'auto' ? [] : ['--kernel', kernel]),
  ];
}

function pathTo({ given, located, lab }: Work, graded: ExerciseGrade): string {
  const root = located.find(({ exercise }) => exercise.id === graded.exercise)?.root ?? '';
  const folder = join(root, commonFolder(graded.programs.flatMap(({ file }) => file ?? [])));
  if (given === undefined) return relative(process.cwd(), folder) || '.';
  const holdsOthers = lab !== undefined || located.flatMap(({ sets }) => sets).length > 1;
  return holdsOthers && resolve(given) === resolve(root) ? join(given, relative(root, folder)) : given;
}

/** The deepest folder all the files stand in, empty when that is the root. Files have `/` between folders. */
function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => file.split('/').slice(0, -1));
  const differs = first.findIndex((name, depth) => others.some((other) => other[depth] !== name));
  return first.slice(0, differs === -1 ? first.length : differs).join('/');
}
