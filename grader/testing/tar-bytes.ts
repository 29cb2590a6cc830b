/** Tars written byte by byte, so that a test can have one lie in any field. Layout: POSIX.1-2017, pax, "ustar". */
import { gzipSync } from 'node:zlib';

export type TarEntry = {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** `0` a file, `1` and `2` links, `5` a folder, `x` what pax says of the next, `L` the long name of the next (GNU). */
  readonly type?: string;
  readonly linkTo?: string;
  readonly declaredBytes?: number;
  readonly checksum?: number;
  readonly mode?: number;
};

const block = 512;

export function tarOf(entries: readonly TarEntry[], endBlocks = 2): Buffer {
  return Buffer.concat([...entries.map(entryOf), Buffer.alloc(endBlocks * block)]);
}

export function tarGzOf(entries: readonly TarEntry[]): Buffer {
  return gzipSync(tarOf(entries));
}

/** What pax says of the next entry. */
export function paxOf(records: Readonly<Record<string, string>>): TarEntry {
  const content = Object.entries(records).map(([key, value]) => paxRecord(` ${key}=${value}\n`));
  return { name: 'PaxHeader/x', type: 'x', content: content.join('') };
}

/** The length of a record counts its own digits. */
function paxRecord(rest: string): string {
  const bytes = Buffer.byteLength(rest);
  let length = bytes + 1;
  while (String(length).length + bytes !== length) length += 1;
  return `${length}${rest}`;
}

function entryOf(entry: TarEntry): Buffer {
  const content = Buffer.from(entry.content ?? '');
  const padding = Buffer.alloc((block - (content.length % block)) % block);
  return Buffer.concat([headerOf(entry, content.length), content, padding]);
}

function headerOf(entry: TarEntry, bytes: number): Buffer {
  const { name, type = '0', linkTo = '', declaredBytes = bytes, mode = 0o644 } = entry;
  const header = Buffer.alloc(block);
  Buffer.from(name).copy(header, 0, 0, 100);
  header.write(
    `${octal(mode, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0${octal(declaredBytes, 11)}\0${octal(0, 11)}\0`,
    100,
  );
  header.write(`        ${type}${linkTo}`, 148);
  header.write('ustar\u000000', 257);
  const sum = entry.checksum ?? header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
