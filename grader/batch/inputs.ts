/** Whether what a batch goes on with is what it began with, told without reading all of it again. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { HandedIn } from '../model/handed-in.ts';
import { Digest } from './header.ts';

/** Of an archive every byte counts; of a folder what stands in it, and how large its files are. Names of the paths do not. */
export async function digestInputs(paths: readonly string[], handedIn: readonly HandedIn[]): Promise<string> {
  const digest = new Digest();
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) await takeListed(path, digest);
    else digest.take(await bytesOf(path));
  }
  for (const { key, student, source, late, superseded } of handedIn) {
    digest.take([key, student, source, late, superseded]);
  }
  return digest.toString();
}

async function bytesOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function takeListed(folder: string, digest: Digest): Promise<void> {
  const names = (await readdir(folder)).toSorted();
  digest.take(names.length);
  for (const name of names) {
    // A name that is no UTF-8 leads nowhere: whoever's it is, the others are graded.
    const about = await lstat(join(folder, name)).catch(() => undefined);
    digest.take([name, about?.isDirectory() === true ? 'folder' : (about?.size ?? null)]);
  }
}
