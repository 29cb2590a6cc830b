/** The files of one submission, as many and as large as an archive may have them. */
import { ArchiveRefused, type ArchiveLimits, type Room } from '../archive/archive-limits.ts';
import { hasArchiveEnding } from '../archive/format.ts';
import type { UnpackedFile } from '../archive/read-zip.ts';
import { isLitter, Places, safePath } from '../archive/safe-path.ts';

export class Collecting {
  readonly #limits: ArchiveLimits;
  readonly #signal: AbortSignal | undefined;
  readonly #places = new Places();
  readonly #files: UnpackedFile[] = [];
  #leftBytes: number;

  constructor(limits: ArchiveLimits, signal: AbortSignal | undefined) {
    this.#limits = limits;
    this.#signal = signal;
    this.#leftBytes = limits.totalBytes;
  }

  get files(): readonly UnpackedFile[] {
    return this.#files;
  }

  /** Throws ArchiveRefused, or what the signal was aborted with. `path` is in the submission; litter is left out. */
  async add(path: string, read: (room: Room) => Promise<Uint8Array>): Promise<void> {
    this.#signal?.throwIfAborted();
    if (isLitter(path)) return;
    const safe = safePath(path, this.#limits);
    if (safe === '') throw new ArchiveRefused({ code: 'DAMAGED', path: null });
    if (this.#files.length === this.#limits.entries) {
      throw new ArchiveRefused({ code: 'TOO_MANY_ENTRIES', limit: this.#limits.entries, folder: null });
    }
    this.#places.addFile(safe);
    const content = await (hasArchiveEnding(safe) ? this.#readArchive(read) : read(this.#room));
    this.#leftBytes -= content.length;
    this.#files.push({ path: safe, content });
  }

  get #room(): Room {
    return { limits: this.#limits, leftBytes: this.#leftBytes };
  }

  /** An archive may be larger than other files. */
  async #readArchive(read: (room: Room) => Promise<Uint8Array>): Promise<Uint8Array> {
    const { archiveBytes, fileBytes } = this.#limits;
    const limits = { ...this.#limits, fileBytes: Math.max(archiveBytes, fileBytes) };
    try {
      return await read({ limits, leftBytes: this.#leftBytes });
    } catch (error) {
      const isLarge = error instanceof ArchiveRefused && error.problem.code === 'FILE_TOO_LARGE';
      throw isLarge ? new ArchiveRefused({ code: 'TOO_LARGE', limitBytes: limits.fileBytes }) : error;
    }
  }
}
