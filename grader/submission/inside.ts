import { isAbsolute, relative, sep } from 'node:path';

/** Whether an absolute path leads to something below the folder, or to the folder itself; links are not followed. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
