/** Where the bytes of a zip come from when it is too large to be in memory. */
import { open, stat } from 'node:fs/promises';
import { Reader } from '@zip.js/zip.js/lib/zip-core-native.js';

/** Opens the file for every piece: nobody has to close what may be read hours later. */
export class DiskReader extends Reader<string> {
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

/** Of an entry in the directory of a zip. */
export type RecordPlace = { readonly directoryAt: number; readonly recordAt: number; readonly length: number };

/** The same zip, as if its directory had a single entry: the content is where it was, and the end is ours. */
export class OneEntryReader extends Reader<DiskReader> {
  readonly #disk: DiskReader;
  readonly #place: RecordPlace;
  #directory: Uint8Array = new Uint8Array();

  constructor(disk: DiskReader, place: RecordPlace) {
    super(disk);
    this.#disk = disk;
    this.#place = place;
  }

  override async init(): Promise<void> {
    await super.init?.();
    const { directoryAt, recordAt, length } = this.#place;
    const record = await this.#disk.readUint8Array(recordAt, length);
    this.#directory = Buffer.concat([record, endOf(record.length, directoryAt)]);
    this.size = directoryAt + this.#directory.length;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const { directoryAt } = this.#place;
    const end = Math.min(index + length, this.size);
    const before = Math.max(0, Math.min(end, directoryAt) - index);
    const content = before === 0 ? new Uint8Array() : await this.#disk.readUint8Array(index, before);
    const directory = this.#directory.subarray(Math.max(0, index - directoryAt), Math.max(0, end - directoryAt));
    return directory.length === 0 ? content : Buffer.concat([content, directory]);
  }
}

/** What stands after a directory of one entry, for zips of any size: APPNOTE.TXT 6.3.10, 4.3.14 to 4.3.16. */
function endOf(directoryBytes: number, directoryAt: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(1n, 24);
  end.writeBigUInt64LE(1n, 32);
  end.writeBigUInt64LE(BigInt(directoryBytes), 40);
  end.writeBigUInt64LE(BigInt(directoryAt), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(directoryAt + directoryBytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.fill(0xff, 84, 96);
  return end;
}
