/** Entries of a zip as its directory has them, and their bytes, checked. The library takes its time to load. */
import {
  ERR_BAD_FORMAT,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_NOT_FOUND,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  ZipReader,
  type Entry,
  type FileEntry,
  type Reader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import type { ArchiveProblem } from '../model/archive-problem.ts';
import { reasonOf } from '../model/error-words.ts';
import { ArchiveRefused, excessOf, type Room } from './archive-limits.ts';
import { decodeName } from './entry-name.ts';
import { generatedFolderIn } from './generated-folder.ts';

export type Entries = { readonly entries: readonly Entry[]; readonly refusal?: ArchiveRefused };

export type Strictness = 'strict' | 'balanced';

/**
 * As many entries as can be read, at most `most`, and why there are no more: of a bad one we may know more than the
 * library says. When strict, anything that another program could read in another way is refused. Names are not judged.
 */
export async function readEntries(source: Reader<unknown>, most: number, strictness: Strictness): Promise<Entries> {
  const reader = openZip(source, strictness);
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

/** A reader whose names are decoded by us, and judged by whoever asks for them. */
export function openZip(source: Reader<unknown>, strictness: Strictness): ZipReader<unknown> {
  return new ZipReader(source, {
    strictness,
    filenameValidation: 'tolerant',
    useWebWorkers: false,
    decodeText: (raw, encoding) => (encoding === 'utf-8' ? undefined : decodeName(raw)),
  });
}

function tooMany(entries: readonly Entry[]): ArchiveRefused {
  const names = entries.map(({ filename }) => filename);
  return new ArchiveRefused({ code: 'TOO_MANY_ENTRIES', limit: names.length, folder: generatedFolderIn(names) });
}

/** Type of a file in its Unix mode, whatever system the archive says it is from: none, a regular file or a folder. */
const plainTypes = new Set([0, 0o100000, 0o040000]);

export function isPlain({ externalFileAttributes, symlink }: Entry): boolean {
  return !symlink && plainTypes.has((externalFileAttributes >>> 16) & 0o170000);
}

export function isFolder(entry: Entry): entry is Exclude<Entry, FileEntry> {
  return entry.directory || /[/\\]$/.test(entry.filename);
}

/**
 * The bytes of an entry, checked against their sum; when strict, also that they are no other entry's, which takes the
 * longer the more entries there are. Throws ArchiveRefused; `path` is what it calls the entry.
 */
export async function inflate(entry: FileEntry, path: string, room: Room, strictness: Strictness): Promise<Uint8Array> {
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
    await entry.getData(sink, { checkCrc32: true, checkOverlappingEntry: strictness === 'strict' });
  } catch (error) {
    throw tooMuch === undefined ? refusalFor(error, path) : new ArchiveRefused(tooMuch);
  }
  return Buffer.concat(chunks);
}

const encrypted = new Set([ERR_ENCRYPTED, ERR_ENCRYPTED_CENTRAL_DIRECTORY, ERR_UNSUPPORTED_ENCRYPTION]);

/** Whatever else the library says of bytes that could be read, it says of the archive. Throws what the disk says. */
export function refusalFor(error: unknown, path: string | null): ArchiveRefused {
  if (error instanceof Error && 'syscall' in error) throw error;
  const reason = reasonOf(error);
  if (encrypted.has(reason)) return new ArchiveRefused({ code: 'ENCRYPTED' });
  if (reason === ERR_SPLIT_ZIP_FILE) return new ArchiveRefused({ code: 'SPLIT' });
  if ([ERR_EOCDR_NOT_FOUND, ERR_BAD_FORMAT].includes(reason)) return new ArchiveRefused({ code: 'TRUNCATED' });
  if (reason === ERR_UNSUPPORTED_COMPRESSION) {
    return new ArchiveRefused({ code: 'UNSUPPORTED_COMPRESSION', path: path ?? '' });
  }
  return new ArchiveRefused({ code: 'DAMAGED', path });
}
