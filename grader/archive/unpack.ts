/** What students hand in as an archive becomes a folder again. */
import { open } from 'node:fs/promises';
import type { ArchiveProblem } from '../model/archive-problem.ts';
import { ArchiveRefused, usualLimits, type ArchiveLimits } from './archive-limits.ts';
import { formatOf } from './format.ts';
import { readArchive } from './read-archive.ts';
import type { UnpackedFile } from './read-zip.ts';
import { writeFiles, type Written } from './write-files.ts';

export type Unpacked =
  | (Written & { readonly kind: 'unpacked' })
  | { readonly kind: 'refused'; readonly problem: ArchiveProblem };

/**
 * Unpacks a zip, a tar or a compressed tar into a folder that is there and is the caller's alone. A refused archive
 * leaves nothing in it. What is written are plain files that nobody can execute, in plain folders. Throws Node's error
 * when `file` cannot be read.
 */
export function unpackArchive(
  file: string,
  into: string,
  limits: ArchiveLimits = usualLimits,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const read = async (): Promise<UnpackedFile[]> => readArchive(await readWhole(file, limits), limits, signal);
  return unpackInto(into, read, signal);
}

/** Writes the files that `read` gives, all of which are read before the first is written. */
export async function unpackInto(
  into: string,
  read: () => Promise<readonly UnpackedFile[]>,
  signal?: AbortSignal,
): Promise<Unpacked> {
  try {
    return { kind: 'unpacked', ...(await writeFiles(await read(), into, signal)) };
  } catch (error) {
    if (error instanceof ArchiveRefused) return { kind: 'refused', problem: error.problem };
    throw error;
  }
}

/** The bytes of a file; what is too large is told by its format all the same. Throws ArchiveRefused. */
async function readWhole(file: string, { archiveBytes }: ArchiveLimits): Promise<Uint8Array> {
  await using handle = await open(file);
  const { size } = await handle.stat();
  if (size <= archiveBytes) return await handle.readFile();
  const head = await handle.read(new Uint8Array(512), 0, 512, 0);
  const format = formatOf(head.buffer.subarray(0, head.bytesRead));
  throw new ArchiveRefused(
    format === 'zip' || format === 'gzip' || format === 'tar'
      ? { code: 'TOO_LARGE', limitBytes: archiveBytes }
      : { code: 'NOT_A_ZIP', format },
  );
}
