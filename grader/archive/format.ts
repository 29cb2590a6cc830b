/** What a file is, told by its first bytes: its name says only what somebody called it. */
import type { OtherFormat } from '../model/archive-problem.ts';

/** So many bytes are enough. */
const headBytes = 512;

/** What can be unpacked; a gzip only when there is a tar in it. */
export type Format = OtherFormat | 'zip' | 'tar';

type Signature = { readonly format: Format; readonly at: number; readonly bytes: string };

/** As hexadecimal digits. From the specifications of the formats; `ustar` stands in the first block of a tar. */
const signatures: readonly Signature[] = [
  { format: 'zip', at: 0, bytes: '504b0304' },
  { format: 'zip', at: 0, bytes: '504b0506' },
  { format: 'zip', at: 0, bytes: '504b0708' },
  { format: 'zip', at: 0, bytes: '504b3030' },
  { format: 'rar', at: 0, bytes: '526172211a07' },
  { format: '7z', at: 0, bytes: '377abcaf271c' },
  { format: 'gzip', at: 0, bytes: '1f8b' },
  { format: 'bzip2', at: 0, bytes: '425a68' },
  { format: 'xz', at: 0, bytes: 'fd377a585a00' },
  { format: 'tar', at: 257, bytes: '7573746172' },
  { format: 'exe', at: 0, bytes: '4d5a' },
  { format: 'pdf', at: 0, bytes: '255044462d' },
];

export function formatOf(head: Uint8Array): Format {
  const digits = Buffer.from(head.subarray(0, headBytes)).toString('hex');
  return signatures.find(({ at, bytes }) => digits.startsWith(bytes, 2 * at))?.format ?? 'unknown';
}

const archiveEnding = /\.(?:zip|rar|7z|tar|(?:tar\.)?(?:gz|bz2|xz)|tgz)$/i;

/** Whether a name says that the file is an archive, of any kind. */
export function hasArchiveEnding(name: string): boolean {
  return archiveEnding.test(name);
}

export function withoutArchiveEnding(name: string): string {
  return name.replace(archiveEnding, '');
}

const programEnding = /\.(?:py|pyw|ts|mts|cts|js|mjs|cjs|c|h)$/i;

export function isProgram(name: string): boolean {
  return programEnding.test(name);
}
