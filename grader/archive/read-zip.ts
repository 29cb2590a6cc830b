/** The files of a zip, inflated and checked. Loaded only where there is a zip: the library takes its time to load. */
import {
  ERR_BAD_FORMAT,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_NOT_FOUND,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  Uint8ArrayReader,
  ZipReader,
  type Entry,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import type { ArchiveProblem } from '../model/archive-problem.ts';
import { reasonOf } from '../model/error-words.ts';
import { ArchiveRefused, type ArchiveLimits } from './archive-limits.ts';
import { decodeName } from './entry-name.ts';
import { generatedFolderIn } from './generated-folder.ts';
import { isLitter, Places, safePath } from './safe-path.ts';

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
    const content = await inflate(entry, path, { limits, leftBytes });
    leftBytes -= content.length;
    files.push({ path, content });
  }
  return files;
}

type Member = { readonly entry: FileEntry; readonly path: string };

async function listZip(archive: Uint8Array, limits: ArchiveLimits): Promise<Member[]> {
  const reader = new ZipReader(new Uint8ArrayReader(archive), {
    // Anything that another program could read in another way is refused; names are judged by us, who say why.
    strictness: 'strict',
    filenameValidation: 'tolerant',
    useWebWorkers: false,
    decodeText: (raw, encoding) => (encoding === 'utf-8' ? undefined : decodeName(raw)),
  });
  const { entries, refusal } = await readEntries(reader, limits.entries);
  const places = new Places();
  const members = entries.flatMap((entry) => memberOf(entry, places, limits) ?? []);
  if (refusal !== undefined) throw refusal;
  return members;
}

type Entries = { readonly entries: readonly Entry[]; readonly refusal?: ArchiveRefused };

/** As many entries as can be read, and why there are no more: of a bad one we may know more than the library says. */
async function readEntries(reader: ZipReader<unknown>, most: number): Promise<Entries> {
  const entries: Entry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entries.length === most) return { entries, refusal: tooMany(entries) };
      entries.push(entry);
    }
  } catch (error) {
    return { entries, refusal: refusalFor(error, null) };
  }
  return { entries };
}

function tooMany(entries: readonly Entry[]): ArchiveRefused {
  const names = entries.map(({ filename }) => filename);
  return new ArchiveRefused({ code: 'TOO_MANY_ENTRIES', limit: names.length, folder: generatedFolderIn(names) });
}

/** Undefined for folders and litter. */
function memberOf(entry: Entry, places: Places, limits: ArchiveLimits): Member | undefined {
  const { filename: name } = entry;
  if (isLitter(name)) return undefined;
  requirePlain(entry);
  const path = safePath(name, limits);
  if (entry.directory || /[/\\]$/.test(name)) {
    places.addFolder(path);
    return undefined;
  }
  if (path === '') throw new ArchiveRefused({ code: 'DAMAGED', path: null });
  if (entry.encrypted) throw new ArchiveRefused({ code: 'ENCRYPTED' });
  places.addFile(path);
  return { entry, path };
}

/** Type of a file in its Unix mode, whatever system the archive says it is from: none, a regular file or a folder. */
const plainTypes = new Set([0, 0o100000, 0o040000]);

function requirePlain({ filename, externalFileAttributes, symlink }: Entry): void {
  if (!symlink && plainTypes.has((externalFileAttributes >>> 16) & 0o170000)) return;
  throw new ArchiveRefused({ code: 'NO_PLAIN_FILE', path: filename });
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

type Room = { readonly limits: ArchiveLimits; readonly leftBytes: number };

async function inflate(entry: FileEntry, path: string, room: Room): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let tooMuch: ArchiveProblem | undefined;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      bytes += chunk.length;
      tooMuch = excessOf(path, bytes, entry.compressedSize, room);
      if (tooMuch !== undefined) throw new ArchiveRefused(tooMuch);
      chunks.push(chunk.slice());
    },
  });
  try {
    await entry.getData(sink, { checkCrc32: true, checkOverlappingEntry: true });
  } catch (error) {
    throw tooMuch === undefined ? refusalFor(error, path) : new ArchiveRefused(tooMuch);
  }
  return Buffer.concat(chunks);
}

function excessOf(
  path: string,
  bytes: number,
  compressedBytes: number,
  { limits, leftBytes }: Room,
): ArchiveProblem | undefined {
  if (bytes > limits.fileBytes) return { code: 'FILE_TOO_LARGE', path, limitBytes: limits.fileBytes };
  if (bytes > leftBytes) return { code: 'TOO_LARGE', limitBytes: limits.totalBytes };
  return bytes > limits.smallBytes && bytes > compressedBytes * limits.ratio ? { code: 'TOO_DENSE', path } : undefined;
}

const encrypted = new Set([ERR_ENCRYPTED, ERR_ENCRYPTED_CENTRAL_DIRECTORY, ERR_UNSUPPORTED_ENCRYPTION]);

/** Whatever else the library says of bytes that are in memory, it says of the archive. */
function refusalFor(error: unknown, path: string | null): ArchiveRefused {
  const reason = reasonOf(error);
  if (encrypted.has(reason)) return new ArchiveRefused({ code: 'ENCRYPTED' });
  if (reason === ERR_SPLIT_ZIP_FILE) return new ArchiveRefused({ code: 'SPLIT' });
  if ([ERR_EOCDR_NOT_FOUND, ERR_BAD_FORMAT].includes(reason)) return new ArchiveRefused({ code: 'TRUNCATED' });
  if (reason === ERR_UNSUPPORTED_COMPRESSION) {
    return new ArchiveRefused({ code: 'UNSUPPORTED_COMPRESSION', path: path ?? '' });
  }
  return new ArchiveRefused({ code: 'DAMAGED', path });
}
