/** A large zip that is read from disk entry by entry: what a learning platform gives for a whole class. */
import { open, stat } from 'node:fs/promises';
import { Reader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { ArchiveRefused, type Room } from './archive-limits.ts';
import { inflate, isFolder, isPlain, readEntries } from './zip-entries.ts';

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
  const { entries, refusal } = await readEntries(new DiskReader(file), mostMembers, 'balanced');
  if (refusal !== undefined) throw refusal;
  return entries.map((entry) => {
    const name = entry.filename.replaceAll('\\', '/').normalize('NFC');
    const kind = isFolder(entry) ? 'folder' : isPlain(entry) ? 'file' : 'other';
    return {
      name,
      kind,
      read: async (room): Promise<Uint8Array> => {
        if (isFolder(entry) || kind !== 'file') throw new ArchiveRefused({ code: 'NO_PLAIN_FILE', path: name });
        if (entry.encrypted) throw new ArchiveRefused({ code: 'ENCRYPTED' });
        return inflate(entry, name, room, 'balanced');
      },
    };
  });
}

/** Opens the file for every piece: nobody has to close what may be read hours later. */
class DiskReader extends Reader<string> {
  readonly #path: string;

  constructor(path: string) {
    super(path);
    this.#path = path;
  }

  override async init(): Promise<void> {
    await super.init?.();
    const { size } = await stat(this.#path);
    this.size = size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    await using handle = await open(this.#path);
    const wanted = new Uint8Array(Math.max(0, Math.min(length, this.size - index)));
    let filled = 0;
    while (filled < wanted.length) {
      const { bytesRead } = await handle.read(wanted, filled, wanted.length - filled, index + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return wanted.subarray(0, filled);
  }
}
