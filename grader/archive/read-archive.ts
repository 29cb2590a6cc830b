/** The files of an archive of any kind that is accepted, told by its bytes. */
import { ArchiveRefused, type ArchiveLimits } from './archive-limits.ts';
import { formatOf, hasArchiveEnding } from './format.ts';
import type { UnpackedFile } from './read-zip.ts';

/**
 * The files in the order of the archive, at least one. When all there is is another archive, they are the files of
 * that one: students compress what they have compressed. Throws ArchiveRefused, or what `signal` was aborted with.
 */
export async function readArchive(
  archive: Uint8Array,
  limits: ArchiveLimits,
  signal?: AbortSignal,
): Promise<UnpackedFile[]> {
  const files = await readOne(archive, limits, signal);
  const [only] = files;
  if (only === undefined) throw new ArchiveRefused({ code: 'NO_FILES' });
  if (files.length > 1 || !hasArchiveEnding(only.path)) return files;
  const inside = await readOne(only.content, limits, signal);
  if (inside.length === 0) throw new ArchiveRefused({ code: 'NO_FILES' });
  return inside;
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
