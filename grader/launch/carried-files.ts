/**
 * A folder as bytes: a sandboxed program gets a copy that is laid down anew for every check, by a worker that need not
 * be allowed to read where it came from. Links lead nowhere else than to a plain file in the same folder.
 */
import { constants } from 'node:fs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

export type CarriedFile = {
  /** Relative, with `/` between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
};

/** The same that an archive may hold. */
const mostFiles = 2000;
const mostBytes = 64 * 1024 * 1024;
const deepest = 8;

/** Folders that tools fill; those that are hidden stay behind as well. */
const leftBehind = new Set('node_modules __pycache__ __pypackages__ site-packages venv virtualenv'.split(' '));

/** Every plain file of the folder and of those in it. Rejects when they are too many, or too large, for a copy. */
export async function carryFiles(folder: string): Promise<CarriedFile[]> {
  const root = await realpath(folder).catch(() => undefined);
  if (root === undefined) return [];
  const load = { files: [] as CarriedFile[], bytes: 0 };
  for (const path of await pathsIn(root, '', 1)) {
    const file = await carryFile(root, path);
    if (file === undefined) continue;
    load.bytes += file.bytes.length;
    if (load.files.push(file) > mostFiles || load.bytes > mostBytes) throw new TooMuchToCarry(folder);
  }
  return load.files;
}

/** Files of a submission around the folder of one of its programs; their paths are relative to `root`. */
export type Around = { readonly root: string; readonly files: readonly CarriedFile[] };

/** Modules and data that programs share are small; the pictures of a report are not, and every check would copy them. */
const around = { fileBytes: 64 * 1024, bytes: 512 * 1024, files: 200 } as const;

/**
 * What was handed in beside `folder`, in `root` and below it: small files, those near the root first, as many as there is
 * room for. Undefined where `folder` is not inside of `root`, or there is nothing else.
 */
export async function carryAround(root: string, folder: string): Promise<Around | undefined> {
  const within = relative(root, folder).replaceAll(sep, '/');
  const isInside = within !== '' && !within.startsWith('..') && !isAbsolute(within) && dirname(root) !== root;
  const real = isInside ? await realpath(root).catch(() => undefined) : undefined;
  if (real === undefined) return undefined;
  const paths = await pathsIn(real, '', 1).catch(() => []);
  const files: CarriedFile[] = [];
  let leftBytes: number = around.bytes;
  for (const path of paths.filter((one) => !one.startsWith(`${within}/`)).toSorted(byDepth)) {
    const file = await carryFile(real, path, Math.min(around.fileBytes, leftBytes)).catch(() => undefined);
    if (file === undefined) continue;
    leftBytes -= file.bytes.length;
    if (files.push(file) === around.files) break;
  }
  return files.length === 0 ? undefined : { root, files };
}

function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}

class TooMuchToCarry extends Error {
  override readonly name = 'TooMuchToCarry';

  constructor(folder: string) {
    super(
      `The sandbox works on a copy of the program's folder, and ${folder} has more than ${mostFiles} files or ${mostBytes} bytes`,
    );
  }
}

async function pathsIn(root: string, inside: string, depth: number): Promise<string[]> {
  const entries = await readdir(join(root, inside), { withFileTypes: true }).catch(() => []);
  const paths: string[] = [];
  for (const entry of entries) {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (!entry.isDirectory()) paths.push(path);
    else if (depth < deepest && !leftBehind.has(entry.name) && !entry.name.startsWith('.'))
      paths.push(...(await pathsIn(root, path, depth + 1)));
    if (paths.length > mostFiles) throw new TooMuchToCarry(root);
  }
  return paths;
}

/** Undefined where it is no plain file of the folder; rejects where it has more than `longestBytes`. */
async function carryFile(root: string, path: string, longestBytes = mostBytes): Promise<CarriedFile | undefined> {
  const real = await realpath(join(root, path)).catch(() => undefined);
  if (real === undefined || !real.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(real, flags).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return undefined;
    if (facts.size > longestBytes) throw new TooMuchToCarry(root);
    return { path, bytes: new Uint8Array(await file.readFile()), executable: (facts.mode & 0o100) !== 0 };
  } finally {
    await file.close();
  }
}

/** Writes the files into a folder of the grader's that nobody else uses. */
export function layDown(files: readonly CarriedFile[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, bytes, executable } of files) {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, bytes, { flag: 'wx', mode: executable ? 0o755 : 0o644 });
  }
}
