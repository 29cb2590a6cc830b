/** Submissions in a folder of the instructor's. Links are never followed: an archive may have put them there. */
import { constants, type Dirent } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveRefused, excessOf, type Room } from '../archive/archive-limits.ts';
import { isLitter } from '../archive/safe-path.ts';
import { deepest, inOrder, type Branch, type Kind } from './branch.ts';
import type { Collecting } from './collecting.ts';
import { below, type Shelf } from './shelf.ts';

/** Throws Node's error when the folder cannot be read. */
export async function openDiskShelf(root: string): Promise<Shelf> {
  return {
    branches: await branchesIn(root, '', deepest),
    outside: [],
    collect: async ({ path, as }, collecting) => collect({ root, path, as }, collecting),
  };
}

async function branchesIn(root: string, folder: string, levels: number): Promise<Branch[]> {
  if (levels === 0) return [];
  const branches: Branch[] = [];
  for (const entry of await listed(join(root, folder), levels < deepest)) {
    const path = below(folder, entry.name);
    const kind = kindOf(entry);
    const inside = kind === 'folder' ? await branchesIn(root, path, levels - 1) : [];
    branches.push({ name: entry.name.normalize('NFC'), path, kind, below: inside });
  }
  return inOrder(branches);
}

/** A folder of a student that cannot be read is told about when it is opened. */
async function listed(folder: string, isStudents: boolean): Promise<Dirent[]> {
  return isStudents ? entriesIn(folder).catch(() => []) : entriesIn(folder);
}

/** Folders that tools fill; the grader does not look into them either. */
const generated = new Set(
  'node_modules __pycache__ __pypackages__ site-packages venv virtualenv dist build cmakefiles'.split(' '),
);

async function entriesIn(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => {
    const name = entry.name.toLowerCase();
    return !name.startsWith('.') && !isLitter(name) && !(entry.isDirectory() && generated.has(name));
  });
}

function kindOf(entry: Dirent): Kind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}

/** A single file. */
export function openFileShelf(file: string): Shelf {
  const collectIt: Shelf['collect'] = ({ as }, collecting) => collecting.add(as, (room) => readPlain(file, as, room));
  return { branches: [], outside: [], collect: collectIt };
}

type Place = { readonly root: string; readonly path: string; readonly as: string };

async function collect({ root, path, as }: Place, collecting: Collecting): Promise<void> {
  const whole = join(root, path);
  const entries = await entriesIn(whole).catch(noFolder);
  if (entries === undefined) {
    await collecting.add(as, (room) => readPlain(whole, as, room));
    return;
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = { root, path: below(path, entry.name), as: below(as, entry.name) };
    const kind = kindOf(entry);
    if (kind === 'other') throw new ArchiveRefused({ code: 'NO_PLAIN_FILE', path: inside.as });
    if (kind === 'folder') await collect(inside, collecting);
    else await collecting.add(inside.as, (room) => readPlain(join(root, inside.path), inside.as, room));
  }
}

function noFolder(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
  throw error;
}

async function readPlain(file: string, path: string, room: Room): Promise<Uint8Array> {
  await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const found = await handle.stat();
  if (!found.isFile()) throw new ArchiveRefused({ code: 'NO_PLAIN_FILE', path });
  const excess = excessOf(path, found.size, found.size, room);
  if (excess !== undefined) throw new ArchiveRefused(excess);
  return await handle.readFile();
}
