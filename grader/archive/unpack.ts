/** What students hand in as an archive becomes a folder again. */
import { chmod, mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveProblem } from '../model/archive-problem.ts';
import { ArchiveRefused, usualLimits, type ArchiveLimits } from './archive-limits.ts';
import { formatOf, headBytes } from './format.ts';
import type { UnpackedFile } from './read-zip.ts';

export type Unpacked =
  | {
      readonly kind: 'unpacked';
      /** `into`, or the one folder in it that wraps everything. */
      readonly root: string;
      /** Relative to `root`, with `/` between folders. */
      readonly files: readonly string[];
    }
  | { readonly kind: 'refused'; readonly problem: ArchiveProblem };

/**
 * Unpacks a zip into a folder that is there and is the caller's alone. A refused archive leaves nothing in it. What is
 * written are plain files that nobody can execute, in plain folders. Throws Node's error when `file` cannot be read.
 */
export async function unpackZip(
  file: string,
  into: string,
  limits: ArchiveLimits = usualLimits,
  signal?: AbortSignal,
): Promise<Unpacked> {
  try {
    const archive = await readArchive(file, limits);
    const { readZip } = await import('./read-zip.ts');
    const files = await readZip(archive, limits, signal);
    if (files.length === 0) throw new ArchiveRefused({ code: 'NO_FILES' });
    await makeFolders(files, into);
    for (const one of files) await write(one, into, signal);
    return describe(files, into);
  } catch (error) {
    if (error instanceof ArchiveRefused) return { kind: 'refused', problem: error.problem };
    throw error;
  }
}

/** The bytes of what can be a zip. */
async function readArchive(file: string, { archiveBytes }: ArchiveLimits): Promise<Uint8Array> {
  await using handle = await open(file);
  const { size } = await handle.stat();
  if (size === 0) throw new ArchiveRefused({ code: 'EMPTY_FILE' });
  const head = await handle.read(new Uint8Array(headBytes), 0, headBytes, 0);
  const format = formatOf(head.buffer.subarray(0, head.bytesRead));
  if (format !== 'zip') throw new ArchiveRefused({ code: 'NOT_A_ZIP', format });
  if (size > archiveBytes) throw new ArchiveRefused({ code: 'TOO_LARGE', limitBytes: archiveBytes });
  return await handle.readFile();
}

/** Modes are set once more: whoever grades may have a umask that nobody else can read through. */
async function makeFolders(files: readonly UnpackedFile[], into: string): Promise<void> {
  const folders = new Set(files.flatMap(({ path }) => foldersOf(path)));
  for (const folder of folders) {
    await mkdir(join(into, folder), { recursive: true });
    await chmod(join(into, folder), 0o755);
  }
}

async function write({ path, content }: UnpackedFile, into: string, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const target = join(into, path);
  await writeFile(target, content, { flag: 'wx', mode: 0o644 });
  await chmod(target, 0o644);
}

/** Every folder on the way to a path, the outermost first. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function describe(files: readonly UnpackedFile[], into: string): Unpacked {
  const paths = files.map(({ path }) => path);
  const wrapper = wrapperOf(paths);
  return {
    kind: 'unpacked',
    root: join(into, wrapper),
    files: wrapper === '' ? paths : paths.map((path) => path.slice(wrapper.length + 1)),
  };
}

/** The folder that everything is in; empty when there is none. */
function wrapperOf([first = '', ...others]: readonly string[]): string {
  const [wrapper = '', ...below] = first.split('/');
  return below.length > 0 && others.every((path) => path.startsWith(`${wrapper}/`)) ? wrapper : '';
}
