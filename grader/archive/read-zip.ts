/** The files of a zip, inflated and checked. Loaded only where there is a zip: the library takes its time to load. */
import { Uint8ArrayReader, type Entry, type FileEntry } from '@zip.js/zip.js/lib/zip-core-native.js';
import { ArchiveRefused, type ArchiveLimits } from './archive-limits.ts';
import { isLitter, Places, safePath } from './safe-path.ts';
import { inflate, isFolder, isPlain, readEntries } from './zip-entries.ts';

/** `path` leads to below the folder of the archive, with `/` between folders. */
export type UnpackedFile = { readonly path: string; readonly content: Uint8Array };

/** Files in the order of the archive, without litter. Throws ArchiveRefused, or what `signal` was aborted with. */
export async function readZip(
  archive: Uint8Array,
  limits: ArchiveLimits,
  signal?: AbortSignal,
): Promise<UnpackedFile[]> {
  const found = await listZip(archive, limits);
  refuseDeclared(found, limits);
  const files: UnpackedFile[] = [];
  let leftBytes = limits.totalBytes;
  for (const { entry, path } of found) {
    signal?.throwIfAborted();
    const content = await inflate(entry, path, { limits, leftBytes }, 'strict');
    leftBytes -= content.length;
    files.push({ path, content });
  }
  return files;
}

type Member = { readonly entry: FileEntry; readonly path: string };

async function listZip(archive: Uint8Array, limits: ArchiveLimits): Promise<Member[]> {
  const { entries, refusal } = await readEntries(new Uint8ArrayReader(archive), limits.entries, 'strict');
  const places = new Places();
  const members = entries.flatMap((entry) => memberOf(entry, places, limits) ?? []);
  if (refusal !== undefined) throw refusal;
  return members;
}

/** Undefined for folders and litter. */
function memberOf(entry: Entry, places: Places, limits: ArchiveLimits): Member | undefined {
  const { filename: name } = entry;
  if (isLitter(name)) return undefined;
  if (!isPlain(entry)) throw new ArchiveRefused({ code: 'NO_PLAIN_FILE', path: name });
  const path = safePath(name, limits);
  if (isFolder(entry)) {
    places.addFolder(path);
    return undefined;
  }
  if (path === '') throw new ArchiveRefused({ code: 'DAMAGED', path: null });
  if (entry.encrypted) throw new ArchiveRefused({ code: 'ENCRYPTED' });
  places.addFile(path);
  return { entry, path };
}

/** What an archive says of its sizes may be a lie, but when it says too much there is no need to look. */
function refuseDeclared(members: readonly Member[], { fileBytes, totalBytes }: ArchiveLimits): void {
  const large = members.find(({ entry }) => entry.uncompressedSize > fileBytes);
  if (large !== undefined) {
    throw new ArchiveRefused({ code: 'FILE_TOO_LARGE', path: large.path, limitBytes: fileBytes });
  }
  const total = members.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  if (total > totalBytes) throw new ArchiveRefused({ code: 'TOO_LARGE', limitBytes: totalBytes });
}
