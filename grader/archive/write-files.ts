/** Files in memory become a folder. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnpackedFile } from './read-zip.ts';

export type Written = {
  /** `into`, or the one folder in it that wraps everything. */
  readonly root: string;
  /** Relative to `root`, with `/` between folders. */
  readonly files: readonly string[];
};

/**
 * Writes files into a folder that is there and is the caller's alone: plain files that nobody can execute, in plain
 * folders. The paths must be safe (`safePath`) and must not collide (`Places`).
 */
export async function writeFiles(files: readonly UnpackedFile[], into: string, signal?: AbortSignal): Promise<Written> {
  await makeFolders(files, into);
  for (const one of files) await write(one, into, signal);
  const paths = files.map(({ path }) => path);
  const wrapper = wrapperOf(paths);
  return {
    root: join(into, wrapper),
    files: wrapper === '' ? paths : paths.map((path) => path.slice(wrapper.length + 1)),
  };
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

/** The folder that everything is in; empty when there is none. */
export function wrapperOf([first = '', ...others]: readonly string[]): string {
  const [wrapper = '', ...below] = first.split('/');
  return below.length > 0 && others.every((path) => path.startsWith(`${wrapper}/`)) ? wrapper : '';
}
