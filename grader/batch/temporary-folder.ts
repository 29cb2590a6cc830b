/**
 * The one folder outside the results that a batch uses. Its name is chosen, and written into the lock, before it is made:
 * a batch that is killed leaves nothing that the next cannot find.
 */
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join, sep } from 'node:path';
import { codeOf } from '../model/error-words.ts';

const ownName = /^socklab-batch-[0-9a-f]{12}$/;

export function newTemporaryPath(): string {
  return join(tmpdir(), `socklab-batch-${randomBytes(6).toString('hex')}`);
}

export class TemporaryFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Throws Node's error when it is there already. */
  static async make(path: string): Promise<TemporaryFolder> {
    await mkdir(path);
    // Whoever is let into a folder inside may pass; nobody else sees what there is.
    await chmod(path, 0o711);
    return new TemporaryFolder(path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeTree(this.path);
  }
}

/** Removes what a batch that was killed left behind. A path that no batch would have chosen is left alone. */
export async function removeLeftBehind(path: string): Promise<void> {
  if (!isAbsolute(path) || !ownName.test(basename(path))) return;
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) return;
  await removeTree(path);
}

/** Students' programs may have taken the permission to look into a folder from everybody. */
export async function removeTree(path: string): Promise<void> {
  const gone = { recursive: true, force: true } as const;
  await rm(path, gone).catch(async (error: unknown) => {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') throw error;
    await openUp(Buffer.from(path));
    await rm(path, gone);
  });
}

/** Names are bytes here, for they need not be UTF-8. Links are not followed. */
async function openUp(path: Buffer): Promise<void> {
  await chmod(path, 0o700);
  for (const name of await readdir(path, { encoding: 'buffer' })) {
    const inside = Buffer.concat([path, Buffer.from(sep), name]);
    if ((await lstat(inside)).isDirectory()) await openUp(inside);
  }
}
