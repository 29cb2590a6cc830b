/** Where the files of a submission lie in a repository, as code hosts name them. */
import { relative, resolve, sep } from 'node:path';
import { isInside } from '../submission/inside.ts';
import type { Work } from './find-work.ts';

/**
 * The path of a file from the folder `repository`, with `/` between folders; null when it is not in there. `file` is as a
 * grade of the work names it: of a program of `exercise`, or, when that is null, the report of the lab.
 */
export function pathInRepository(
  { located, lab }: Pick<Work, 'located' | 'lab'>,
  repository: string,
  file: string,
  exercise: string | null,
): string | null {
  const root = exercise === null ? lab?.reportFolder : located.find((one) => one.exercise.id === exercise)?.root;
  if (root === undefined) return null;
  const path = resolve(root, file);
  return isInside(resolve(repository), path) ? relative(repository, path).split(sep).join('/') : null;
}
