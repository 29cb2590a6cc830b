/** Names of an archive as paths that lead nowhere but below the folder it is unpacked into, on any system. */
import { ArchiveRefused, type ArchiveLimits } from './archive-limits.ts';

type PathLimits = Pick<ArchiveLimits, 'depth' | 'pathBytes'>;

const fromRoot = /^(?:\/|[a-z]:)/i;
/** `..`, and what Windows takes for it. */
const upwards = /^\.[. ]+$/;
/** Control characters, line and paragraph separators, and what turns the direction of reading. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i;

/**
 * The path of a name, with `/` between folders and accents composed; empty for the folder itself. Backslashes stand
 * between folders: some programs on Windows write them. Throws ArchiveRefused.
 */
export function safePath(name: string, { depth, pathBytes }: PathLimits): string {
  const slashed = name.replaceAll('\\', '/').normalize('NFC');
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
  const path = parts.join('/');
  if (unprintable.test(name)) throw new ArchiveRefused({ code: 'UNPRINTABLE_NAME', path: name });
  if (fromRoot.test(slashed) || parts.some((part) => upwards.test(part))) {
    throw new ArchiveRefused({ code: 'PATH_OUTSIDE', path: name });
  }
  if (parts.some((part) => device.test(part))) throw new ArchiveRefused({ code: 'RESERVED_NAME', path: name });
  if (parts.length > depth) throw new ArchiveRefused({ code: 'TOO_DEEP', path: name, limit: depth });
  if (Buffer.byteLength(path) > pathBytes) {
    throw new ArchiveRefused({ code: 'PATH_TOO_LONG', path: name, limitBytes: pathBytes });
  }
  return path;
}

const litter = /(?:^|\/)(?:__macosx(?:\/|$)|(?:\.ds_store|thumbs\.db|desktop\.ini|icon\r|\._[^/]*)$)/i;

/** What file managers leave in archives unasked. */
export function isLitter(name: string): boolean {
  return litter.test(name.replaceAll('\\', '/'));
}

/** The paths taken so far. Systems differ in whether `Eco.py` and `eco.py` are two files. */
export class Places {
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();

  /** Throws ArchiveRefused when the file or one of its folders has the name of another. */
  addFile(path: string): void {
    const key = path.toLowerCase();
    this.#refuse(path, this.#files.get(key) ?? this.#folders.get(key));
    this.addFolder(path.split('/').slice(0, -1).join('/'));
    this.#files.set(key, path);
  }

  /** A folder may come up any number of times. */
  addFolder(path: string): void {
    const parts = path.split('/').filter((part) => part !== '');
    for (const [index] of parts.entries()) {
      const folder = parts.slice(0, index + 1).join('/');
      this.#refuse(path, this.#files.get(folder.toLowerCase()));
      this.#folders.set(folder.toLowerCase(), folder);
    }
  }

  #refuse(path: string, other: string | undefined): void {
    if (other !== undefined) throw new ArchiveRefused({ code: 'SAME_NAME', path, other });
  }
}
