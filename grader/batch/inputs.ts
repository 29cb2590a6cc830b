/** Whether what a batch goes on with is what it began with, told without reading all of it again. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { HandedIn } from '../model/handed-in.ts';
import { digestOf } from './header.ts';

/** Of an archive every byte counts; of a folder what stands in it, and how large its files are. Names of the paths do not. */
export async function digestInputs(paths: readonly string[], handedIn: readonly HandedIn[]): Promise<string> {
  const places: unknown[] = [];
  for (const path of paths) places.push((await stat(path)).isDirectory() ? await listed(path) : await bytesOf(path));
  const who = handedIn.map(({ key, student, source, late, superseded }) => [key, student, source, late, superseded]);
  return digestOf([places, who]);
}

async function bytesOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function listed(folder: string): Promise<unknown> {
  const names = (await readdir(folder)).toSorted();
  const found: unknown[] = [];
  for (const name of names) {
    const about = await lstat(join(folder, name));
    found.push([name, about.isDirectory() ? 'folder' : about.size]);
  }
  return found;
}
