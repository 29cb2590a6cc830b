/** Programs as they lie in a folder, made into what a student hands in. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ZippedFile } from '../../archive/write-zip.ts';
import { zipped } from './zip.ts';

/** All files below a folder, without the one of its name that says what must come of them. */
export async function filesIn(folder: string, without: string): Promise<ZippedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .filter((path) => path !== without)
    .toSorted();
  return Promise.all(
    paths.map(async (path) => ({
      path: path.replaceAll(sep, '/'),
      content: await readFile(join(folder, path)),
    })),
  );
}

/** As most make it: a folder that wraps everything, in an archive. */
export async function handedIn(files: readonly ZippedFile[]): Promise<{ file: string; bytes: Uint8Array }> {
  const bytes = await zipped(files.map((file) => ({ ...file, path: `Práctica sockets/${file.path}` })));
  return { file: 'entrega.zip', bytes };
}
