/** The files of an archive of any kind that is accepted, told by its bytes. */
import { ArchiveRefused, type ArchiveLimits } from './archive-limits.ts';
import { formatOf, hasArchiveEnding, isProgram, withoutArchiveEnding } from './format.ts';
import type { UnpackedFile } from './read-zip.ts';
import { Places, safePath } from './safe-path.ts';

/**
 * The files in the order of the archive, at least one. When all there is is another archive, they are the files of
 * that one: students compress what they have compressed. Where there are no programs, but archives beside something
 * else, these become folders of their names. Throws ArchiveRefused, or what `signal` was aborted with.
 */
export async function readArchive(
  archive: Uint8Array,
  limits: ArchiveLimits,
  signal?: AbortSignal,
): Promise<UnpackedFile[]> {
  const files = await readOne(archive, limits, signal);
  const [only, ...others] = files;
  if (only === undefined) throw new ArchiveRefused({ code: 'NO_FILES' });
  if (others.length === 0 && hasArchiveEnding(only.path)) return readInner(only, limits, signal);
  const archives = files.filter(({ path }) => hasArchiveEnding(path));
  if (archives.length === 0 || files.some(({ path }) => isProgram(path))) return files;
  const beside = files.filter((file) => !archives.includes(file));
  return unfolded(archives, beside, limits, signal);
}

async function readInner(
  { content }: UnpackedFile,
  limits: ArchiveLimits,
  signal?: AbortSignal,
): Promise<UnpackedFile[]> {
  const files = await readOne(content, limits, signal);
  if (files.length === 0) throw new ArchiveRefused({ code: 'NO_FILES' });
  return files;
}

async function unfolded(
  archives: readonly UnpackedFile[],
  beside: readonly UnpackedFile[],
  limits: ArchiveLimits,
  signal?: AbortSignal,
): Promise<UnpackedFile[]> {
  const all = [...beside];
  for (const inner of archives) {
    all.push(...inFolderOf(inner.path, await readInner(inner, limits, signal), limits));
    refuseTooMuch(all, limits);
  }
  const places = new Places();
  for (const { path } of all) places.addFile(path);
  return all;
}

/** In a folder of the archive's name, which need be no safe one any more: of `...zip` it would be `..`. */
export function inFolderOf(archive: string, files: readonly UnpackedFile[], limits: ArchiveLimits): UnpackedFile[] {
  const folder = withoutArchiveEnding(archive);
  return files.map((file) => ({ ...file, path: safePath(`${folder}/${file.path}`, limits) }));
}

/** What several archives hold together is limited as what one holds. */
export function refuseTooMuch(files: readonly UnpackedFile[], { entries, totalBytes }: ArchiveLimits): void {
  if (files.length > entries) throw new ArchiveRefused({ code: 'TOO_MANY_ENTRIES', limit: entries, folder: null });
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > totalBytes) throw new ArchiveRefused({ code: 'TOO_LARGE', limitBytes: totalBytes });
}

async function readOne(
  archive: Uint8Array,
  limits: ArchiveLimits,
  signal: AbortSignal | undefined,
): Promise<UnpackedFile[]> {
  if (archive.length === 0) throw new ArchiveRefused({ code: 'EMPTY_FILE' });
  const format = formatOf(archive);
  switch (format) {
    case 'zip': {
      const { readZip } = await import('./read-zip.ts');
      return readZip(archive, limits, signal);
    }
    case 'gzip': {
      const { readTarGz } = await import('./read-tar.ts');
      return readTarGz(archive, limits, signal);
    }
    case 'tar': {
      const { readTar } = await import('./read-tar.ts');
      return readTar(Buffer.from(archive), limits);
    }
    default:
      throw new ArchiveRefused({ code: 'NOT_A_ZIP', format });
  }
}
