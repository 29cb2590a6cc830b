/**
 * The folder in which the programs of one check run: empty at first, inside another that nobody else uses either, so that
 * what is written beside it is seen. What stands in it is a student's: no link is followed out of it, nothing but a
 * plain file is opened, and it is removed whatever the names and permissions in it.
 */
import { createHash } from 'node:crypto';
import { Buffer } from 'node:buffer';
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** What stands under a path. */
export type Found =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  /** More than the grader reads. */
  | { readonly kind: 'large-file'; readonly length: number }
  | { readonly kind: 'nothing' | 'folder' | 'link' | 'other' };

/** The longest payload a step can name. */
const mostBytes = 64 * 1024 * 1024;

export class OwnFolder implements Disposable {
  /** The folder around the programs' own. */
  readonly outside: string;
  readonly path: string;

  constructor(inFolder: string) {
    mkdirSync(inFolder, { recursive: true });
    this.outside = realpathSync(mkdtempSync(join(inFolder, 'files-')));
    this.path = join(this.outside, 'work');
    mkdirSync(this.path);
  }

  put(path: string, bytes: Uint8Array): void {
    const whole = join(this.path, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, bytes);
  }

  /** Size and time of change, which tell whether looking again would show anything else. */
  stamp(path: string): string {
    const stats = this.#stats(path);
    return stats === undefined ? '' : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
  }

  find(path: string): Found {
    const stats = this.#stats(path);
    if (stats === undefined) return { kind: 'nothing' };
    if (stats.isDirectory()) return { kind: 'folder' };
    if (stats.isSymbolicLink()) return { kind: 'link' };
    if (!stats.isFile()) return { kind: 'other' };
    if (stats.size > mostBytes) return { kind: 'large-file', length: stats.size };
    const bytes = readAnyway(join(this.path, path), stats, this.outside);
    return bytes === undefined ? { kind: 'link' } : { kind: 'file', bytes };
  }

  /** Names of what stands in it, in order; a byte that is no UTF-8 as `\xff`. */
  names(): string[] {
    return readdirSync(this.path, { encoding: 'buffer' }).map(nameText).toSorted();
  }

  [Symbol.dispose](): void {
    remove(Buffer.from(this.outside));
  }

  /** Undefined where nothing stands, or where links on the way lead elsewhere. */
  #stats(path: string): Stats | undefined {
    try {
      const whole = join(this.path, path);
      const around = realpathSync(dirname(whole));
      if (around !== this.outside && !around.startsWith(this.outside + sep)) return undefined;
      return lstatSync(whole);
    } catch {
      return undefined;
    }
  }
}

/** The program may have taken the permission to read it from everybody, itself and the grader included. */
function readAnyway(path: string, stats: Stats, inside: string): Uint8Array | undefined {
  try {
    return readInside(path, inside);
  } catch {
    chmodSync(path, stats.mode | 0o400);
    return readInside(path, inside);
  }
}

/**
 * Undefined when what was opened stands elsewhere: the program may put a link in the place of a file, or of a folder on
 * the way, after it was looked at. What is open cannot be changed any more, and Linux shows where it stands.
 */
function readInside(path: string, inside: string): Uint8Array | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const real = process.platform === 'linux' ? readlinkSync(`/proc/self/fd/${file}`) : path;
    const { size } = fstatSync(file);
    return real.startsWith(inside + sep) && size <= mostBytes ? plain(readFileSync(file)) : undefined;
  } finally {
    closeSync(file);
  }
}

/** A Buffer is written down otherwise than the bytes it holds. */
function plain({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function nameText(name: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return Array.from(name, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('');
  }
}

/** Names are bytes here, for they need not be UTF-8. */
function remove(path: Buffer): void {
  if (!lstatSync(path).isDirectory()) return unlinkSync(path);
  chmodSync(path, 0o700);
  for (const name of readdirSync(path, { encoding: 'buffer' })) {
    remove(Buffer.concat([path, Buffer.from(sep), name]));
  }
  rmdirSync(path);
}
