/** The files of a tar, compressed or not, checked. The library only takes the format apart: it never sees the disk. */
import { createGunzip, constants } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { ArchiveRefused, excessOf, type ArchiveLimits } from './archive-limits.ts';
import { formatOf } from './format.ts';
import { generatedFolderIn } from './generated-folder.ts';
import type { UnpackedFile } from './read-zip.ts';
import { isLitter, Places, safePath } from './safe-path.ts';

/** Files in the order of the archive, without litter. Throws ArchiveRefused, or what `signal` was aborted with. */
export async function readTarGz(
  archive: Uint8Array,
  limits: ArchiveLimits,
  signal?: AbortSignal,
): Promise<UnpackedFile[]> {
  const inflated = await gunzip(archive, limits, signal);
  if (formatOf(inflated) !== 'tar') throw new ArchiveRefused({ code: 'NOT_A_ZIP', format: 'gzip' });
  return readTar(inflated, limits);
}

/** Around the bytes of a file: its header, what lengthens its name, and what fills the last block. */
const bytesAroundFile = 4096;
/** What fills the end of the archive. */
const bytesAtEnd = 64 * 1024;
/** Of what is said about a file beyond its header. Some systems note a lot, none so much. */
const mostSaidBytes = 64 * 1024;

/** No more than the files and what belongs around them, however much would come out. */
async function gunzip(archive: Uint8Array, limits: ArchiveLimits, signal: AbortSignal | undefined): Promise<Buffer> {
  const most = limits.totalBytes + limits.entries * bytesAroundFile + bytesAtEnd;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stream = createGunzip({ finishFlush: constants.Z_FINISH });
  stream.end(archive);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      chunks.push(chunk);
      bytes += chunk.length;
      refuseInflated(bytes, most, archive.length, limits);
    }
  } catch (error) {
    throw refusalFor(error);
  }
  return Buffer.concat(chunks);
}

function refuseInflated(bytes: number, most: number, compressedBytes: number, limits: ArchiveLimits): void {
  if (bytes > limits.smallBytes && bytes > compressedBytes * limits.ratio) {
    throw new ArchiveRefused({ code: 'TOO_DENSE', path: null });
  }
  if (bytes > most) throw new ArchiveRefused({ code: 'TOO_LARGE', limitBytes: limits.totalBytes });
}

/** Codes of zlib: the stream ends too early (Z_BUF_ERROR), or is no such stream (Z_DATA_ERROR). */
function refusalFor(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new ArchiveRefused({ code: 'TRUNCATED' });
  return code === 'Z_DATA_ERROR' ? new ArchiveRefused({ code: 'DAMAGED', path: null }) : error;
}

/** As `readTarGz`, of what is not compressed. */
export function readTar(tar: Buffer, limits: ArchiveLimits): UnpackedFile[] {
  const taking = new Taking(limits);
  const parser = new Parser({
    gzip: false,
    zstd: false,
    brotli: false,
    maxMetaEntrySize: mostSaidBytes,
    onReadEntry: (entry) => taking.take(entry),
    onwarn: (code, message) => taking.refuse(code, message),
  });
  parser.on('ignoredEntry', (entry: ReadEntry) => taking.ignore(entry));
  parser.on('nullBlock', () => taking.end());
  parser.on('error', () => taking.refuse('TAR_ABORT', ''));
  parser.end(tar);
  return taking.files();
}

/** Takes what the parser finds. The first thing that is wrong is what the archive is refused for. */
class Taking {
  readonly #limits: ArchiveLimits;
  readonly #places = new Places();
  readonly #names: string[] = [];
  readonly #files: { readonly path: string; readonly chunks: Buffer[] }[] = [];
  #leftBytes: number;
  #refusal: ArchiveRefused | undefined;
  #ended = false;

  constructor(limits: ArchiveLimits) {
    this.#limits = limits;
    this.#leftBytes = limits.totalBytes;
  }

  /** Throws ArchiveRefused. */
  files(): UnpackedFile[] {
    if (this.#refusal !== undefined) throw this.#refusal;
    if (!this.#ended) throw new ArchiveRefused({ code: 'TRUNCATED' });
    return this.#files.map(({ path, chunks }) => ({ path, content: Buffer.concat(chunks) }));
  }

  /** A block of zeros: what stands at the end of an archive that is whole. */
  end(): void {
    this.#ended = true;
  }

  take(entry: ReadEntry): void {
    try {
      if (this.#refusal === undefined) this.#judge(entry);
    } catch (error) {
      if (!(error instanceof ArchiveRefused)) throw error;
      this.#refusal = error;
    }
    entry.resume();
  }

  /** An unknown type of entry, or something about an entry that is longer than anything we accept. */
  ignore(entry: ReadEntry): void {
    this.#refusal ??= new ArchiveRefused(
      entry.meta
        ? { code: 'PATH_TOO_LONG', path: entry.path, limitBytes: this.#limits.pathBytes }
        : { code: 'NO_PLAIN_FILE', path: entry.path },
    );
  }

  refuse(code: string, message: string | Error): void {
    const truncated = code === 'TAR_BAD_ARCHIVE' && String(message).startsWith('Truncated');
    this.#refusal ??= new ArchiveRefused(truncated ? { code: 'TRUNCATED' } : { code: 'DAMAGED', path: null });
  }

  #judge(entry: ReadEntry): void {
    if (this.#names.length === this.#limits.entries) throw this.#tooMany();
    this.#names.push(entry.path);
    if (isLitter(entry.path)) return;
    const kind = kindOf(entry);
    if (kind === 'other') throw new ArchiveRefused({ code: 'NO_PLAIN_FILE', path: entry.path });
    const path = safePath(entry.path, this.#limits);
    if (kind === 'folder') this.#places.addFolder(path);
    else this.#addFile(path, entry);
  }

  #tooMany(): ArchiveRefused {
    const limit = this.#limits.entries;
    return new ArchiveRefused({ code: 'TOO_MANY_ENTRIES', limit, folder: generatedFolderIn(this.#names) });
  }

  #addFile(path: string, entry: ReadEntry): void {
    if (path === '') throw new ArchiveRefused({ code: 'DAMAGED', path: null });
    this.#places.addFile(path);
    const excess = excessOf(path, entry.size, entry.size, { limits: this.#limits, leftBytes: this.#leftBytes });
    if (excess !== undefined) throw new ArchiveRefused(excess);
    this.#leftBytes -= entry.size;
    const chunks: Buffer[] = [];
    this.#files.push({ path, chunks });
    entry.on('data', (chunk) => chunks.push(chunk));
  }
}

function kindOf({ type, path }: ReadEntry): 'file' | 'folder' | 'other' {
  if (type === 'Directory') return 'folder';
  if (type !== 'File' && type !== 'OldFile' && type !== 'ContiguousFile') return 'other';
  return /[/\\]$/.test(path) ? 'folder' : 'file';
}
