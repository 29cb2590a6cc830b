/** Paths that are to be graded; an archive becomes a folder that ends with the command. */
import { mkdtempSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { usualLimits } from '../archive/archive-limits.ts';
import { hasArchiveEnding, withoutArchiveEnding } from '../archive/format.ts';
import { unpackArchive } from '../archive/unpack.ts';
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { UsageError } from './exit-code.ts';
import { refusePath, type Work } from './find-work.ts';

export type OpenedPath = {
  /** As the user gave it. */
  readonly given: string;
  /** Where its files are: what the user gave, or what an archive was unpacked to, without the folder that wraps it. */
  readonly path: string;
  readonly archive?: {
    /** Name of the archive without its ending. */
    readonly name: string;
    /** Of the unpacked files, the folder that wraps them included. */
    readonly folder: string;
  };
};

/** What is unpacked goes when `opened` is disposed of. Throws UsageError for an archive that is refused. */
export async function openPath(given: string, lang: Lang, opened: AsyncDisposableStack): Promise<OpenedPath> {
  if (!hasArchiveEnding(given) || !(await isFile(given))) return { given, path: given };
  const folder = mkdtempSync(join(tmpdir(), 'socklab-'));
  const ending = new AbortController();
  const unpacking = unpackArchive(given, folder, usualLimits, ending.signal);
  opened.defer(async () => {
    ending.abort();
    await Promise.allSettled([unpacking]);
    await rm(folder, { recursive: true, force: true });
  });
  const unpacked = await unpacking.catch((error: unknown) => refusePath(error, given, lang));
  if (unpacked.kind === 'unpacked') {
    return { given, path: unpacked.root, archive: { name: withoutArchiveEnding(basename(given)), folder } };
  }
  const { tellArchive } = await import('../report/messages/archive-words.ts');
  throw new UsageError(`${showText(given)}: ${tellArchive(unpacked.problem, lang)}`);
}

/** What was found in an archive, under the name that the user knows it by. */
export function asGiven(work: Work, { given, archive }: OpenedPath): Work {
  return archive === undefined ? work : { ...work, path: given, given, name: archive.name };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
