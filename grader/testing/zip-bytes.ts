/** Zips written byte by byte, so that a test can have one lie in any field. Layout: APPNOTE.TXT 6.3.10, section 4.3. */
import { crc32, deflateRawSync } from 'node:zlib';

export type ZipEntry = {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** In the header beside the content; that of the directory where it is not given. */
  readonly localName?: string;
  /** Bit 0: encrypted, bit 11: the name is UTF-8. */
  readonly flags?: number;
  /** 0 stored, 8 deflated. */
  readonly method?: number;
  readonly unixMode?: number;
  readonly crc?: number;
  readonly declaredBytes?: number;
  /** Where the directory says the entry begins. */
  readonly offset?: number;
};

const asUtf8 = 0x800;

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const local = localRecord(entry);
    directory.push(directoryRecord(entry, at));
    locals.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  return Buffer.concat([...locals, central, endRecord(entries.length, central.length, at)]);
}

/** The files of a folder as a zip, stored as they are. */
export function zipOfFiles(files: Readonly<Record<string, string>>): Buffer {
  return zipOf(Object.entries(files).map(([name, content]) => ({ name, content })));
}

type Fields = { readonly name: Buffer; readonly data: Buffer; readonly common: Buffer };

/** What both records of an entry have alike: from the version needed up to the length of the name. */
function fieldsOf({ name, content = '', flags = asUtf8, method = 0, crc, declaredBytes }: ZipEntry): Fields {
  const bytes = Buffer.from(content);
  const data = method === 8 ? deflateRawSync(bytes) : bytes;
  const names = Buffer.from(name);
  const date1980 = 0x21;
  const common = Buffer.concat([
    numbers([2, 20], [2, flags], [2, method], [2, 0], [2, date1980], [4, crc ?? crc32(bytes)]),
    numbers([4, data.length], [4, declaredBytes ?? bytes.length], [2, names.length]),
  ]);
  return { name: names, data, common };
}

function localRecord(entry: ZipEntry): Buffer {
  const { name, data, common } = fieldsOf({ ...entry, name: entry.localName ?? entry.name });
  return Buffer.concat([numbers([4, 0x04034b50]), common, numbers([2, 0]), name, data]);
}

function directoryRecord(entry: ZipEntry, at: number): Buffer {
  const { name, common } = fieldsOf(entry);
  const madeOnUnix = 3 * 256 + 20;
  const rest = numbers([2, 0], [2, 0], [2, 0], [2, 0], [4, ((entry.unixMode ?? 0o100644) << 16) >>> 0]);
  const offset = numbers([4, entry.offset ?? at]);
  return Buffer.concat([numbers([4, 0x02014b50], [2, madeOnUnix]), common, rest, offset, name]);
}

function endRecord(entries: number, directoryBytes: number, directoryAt: number): Buffer {
  return numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries],
    [2, entries],
    [4, directoryBytes],
    [4, directoryAt],
    [2, 0],
  );
}

/** Little-endian numbers, each with its width in bytes. */
function numbers(...fields: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    fields.map(([width, value]) => {
      const field = Buffer.alloc(width);
      field.writeUIntLE(value, 0, width);
      return field;
    }),
  );
}
