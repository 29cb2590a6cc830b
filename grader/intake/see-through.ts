/** Archives among what a student handed in become the files in them. */
import { ArchiveRefused, type ArchiveLimits } from '../archive/archive-limits.ts';
import { formatOf, hasArchiveEnding, isProgram } from '../archive/format.ts';
import { inFolderOf, readArchive, refuseTooMuch } from '../archive/read-archive.ts';
import type { UnpackedFile } from '../archive/read-zip.ts';
import { Places } from '../archive/safe-path.ts';
import { wrapperOf } from '../archive/write-files.ts';

/**
 * When programs were handed in as they are, an archive beside them stays what it is. Otherwise a single archive is the
 * work, what lies beside it (a report, pictures) comes along, and of several each becomes a folder of its name. Throws
 * ArchiveRefused, or what `signal` was aborted with.
 */
export async function seeThrough(
  files: readonly UnpackedFile[],
  limits: ArchiveLimits,
  signal?: AbortSignal,
): Promise<readonly UnpackedFile[]> {
  if (files.length === 0) throw new ArchiveRefused({ code: 'NO_FILES' });
  const archives = files.filter((file) => isArchive(file));
  if (archives.length === 0 || files.some(({ path }) => isProgram(path))) return files;
  const seen = files.filter((file) => !isArchive(file));
  for (const archive of archives) {
    const inside = await readArchive(archive.content, limits, signal);
    const unwrapped = files.length === 1 ? inside : withoutWrapper(inside);
    seen.push(...(archives.length === 1 ? unwrapped : inFolderOf(archive.path, unwrapped, limits)));
    refuseTooMuch(seen, limits);
  }
  return withoutTwins(seen);
}

/** Its name says so, or it has no ending and its bytes do. */
function isArchive({ path, content }: UnpackedFile): boolean {
  if (hasArchiveEnding(path)) return true;
  return !/\.[^./]+$/.test(path) && ['zip', 'gzip', 'tar'].includes(formatOf(content));
}

function withoutWrapper(files: readonly UnpackedFile[]): readonly UnpackedFile[] {
  const wrapper = wrapperOf(files.map(({ path }) => path));
  return wrapper === '' ? files : files.map((file) => ({ ...file, path: file.path.slice(wrapper.length + 1) }));
}

/** The same report inside and beside is one; two different ones of the same name are refused. */
function withoutTwins(files: readonly UnpackedFile[]): readonly UnpackedFile[] {
  const places = new Places();
  return files.filter((file, index) => {
    const twin = files.findIndex(({ path }) => path === file.path);
    if (twin < index && Buffer.compare(files[twin]?.content ?? Buffer.alloc(0), file.content) === 0) return false;
    places.addFile(file.path);
    return true;
  });
}
