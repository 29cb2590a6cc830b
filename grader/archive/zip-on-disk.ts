/**
 * A large zip that is read from disk entry by entry: what a learning platform gives for a whole class. Of its entries
 * only names and places are kept, because what the library keeps of an entry is a hundred times as much.
 */
import {
  WARNING_MISMATCHED_CENTRAL_DIRECTORY_OFFSET,
  WARNING_PREPENDED_DATA,
  type Entry,
  type ZipReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { ArchiveRefused, type Room } from './archive-limits.ts';
import { DiskReader, OneEntryReader, type RecordPlace } from './disk-reader.ts';
import { inflate, isFolder, isPlain, openZip, readEntries, refusalFor } from './zip-entries.ts';

export type ZipMember = {
  /** As the archive has it, with `/` between folders and accents composed: not judged. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Throws ArchiveRefused, or Node's error when the archive cannot be read any more. */
  readonly read: (room: Room) => Promise<Uint8Array>;
};

const mostMembers = 200_000;

/** Members in the order of the archive. Throws ArchiveRefused when it is no archive that can be read. */
export async function listZipOnDisk(file: string): Promise<ZipMember[]> {
  const disk = new DiskReader(file);
  const reader = openZip(disk, 'balanced');
  try {
    return await listMembers(reader, disk);
  } catch (error) {
    throw error instanceof ArchiveRefused ? error : refusalFor(error, null);
  }
}

async function listMembers(reader: ZipReader<unknown>, disk: DiskReader): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  let passed = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (members.length === mostMembers) {
      throw new ArchiveRefused({ code: 'TOO_MANY_ENTRIES', limit: mostMembers, folder: null });
    }
    const directoryAt = reader.directoryOffset ?? 0;
    const length = recordLength(entry);
    members.push(memberOf(entry, disk, { directoryAt, recordAt: directoryAt + passed, length }));
    passed += length;
  }
  const isMoved = reader.warnings?.some(({ reason }) => moved.has(reason)) ?? false;
  if (isMoved) throw new ArchiveRefused({ code: 'DAMAGED', path: null });
  return members;
}

/** Something stands before the archive: its places are not where it says. No platform gives such a thing. */
const moved = new Set([WARNING_PREPENDED_DATA, WARNING_MISMATCHED_CENTRAL_DIRECTORY_OFFSET]);

/** APPNOTE.TXT 6.3.10, 4.3.12: 46 bytes and what is as long as it is. */
function recordLength({ rawFilename, rawExtraField, rawComment }: Entry): number {
  return 46 + rawFilename.length + rawExtraField.length + rawComment.length;
}

/** Keeps nothing of the entry itself. */
function memberOf(entry: Entry, disk: DiskReader, place: RecordPlace): ZipMember {
  const name = nameOf(entry);
  const kind = isFolder(entry) ? 'folder' : isPlain(entry) ? 'file' : 'other';
  return { name, kind, read: (room) => readMember(name, disk, place, room) };
}

function nameOf({ filename }: Entry): string {
  return filename.replaceAll('\\', '/').normalize('NFC');
}

async function readMember(name: string, disk: DiskReader, place: RecordPlace, room: Room): Promise<Uint8Array> {
  const { entries, refusal } = await readEntries(new OneEntryReader(disk, place), 1, 'balanced');
  const [entry] = entries;
  if (refusal !== undefined) throw refusal;
  if (entry === undefined || nameOf(entry) !== name) throw new ArchiveRefused({ code: 'DAMAGED', path: name });
  if (isFolder(entry) || !isPlain(entry)) throw new ArchiveRefused({ code: 'NO_PLAIN_FILE', path: name });
  if (entry.encrypted) throw new ArchiveRefused({ code: 'ENCRYPTED' });
  return inflate(entry, name, room, 'balanced');
}
