/** One of the paths an instructor gives: a class, or what is one student's. */
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { ArchiveRefused } from '../archive/archive-limits.ts';
import { withoutArchiveEnding } from '../archive/format.ts';
import type { Branch } from './branch.ts';
import { classIn, hasSaidNames, repeatedNames } from './class-in.ts';
import { openDiskShelf, openFileShelf } from './disk-shelf.ts';
import { namesLab } from './plain-names.ts';
import { below, type Shelf } from './shelf.ts';
import type { Naming } from './sort-out.ts';
import { openZipShelf } from './zip-shelf.ts';

export type Given =
  | { readonly kind: 'class'; readonly shelf: Shelf; readonly branches: readonly Branch[]; readonly called: string }
  | { readonly kind: 'one'; readonly shelf: Shelf; readonly branch: Branch };

/** Every path as what it is among the others. Throws Node's error when one cannot be read. */
export async function lookAtAll(paths: readonly string[], naming: Naming): Promise<Given[]> {
  const alone = paths.length === 1;
  const seen: Seen[] = [];
  for (const path of paths) seen.push(await see(path, alone, naming));
  const repeated = repeatedNames(seen.map(({ shelf }) => shelf?.branches ?? []));
  return seen.map((one) => judge(one, { alone, repeated, naming }));
}

type Seen = {
  /** As it was given, without `/` at the end. */
  readonly called: string;
  readonly path: string;
  readonly isFolder: boolean;
  readonly branch: Branch;
  readonly shelf: Shelf | undefined;
};

async function see(given: string, alone: boolean, naming: Naming): Promise<Seen> {
  const path = resolve(given);
  const called = given.replace(/(?<=.)[/\\]+$/, '');
  const isFolder = (await stat(path)).isDirectory();
  const shelf = isFolder ? await openDiskShelf(path) : await zipShelfOf(path, naming);
  const name = basename(path).normalize('NFC');
  const branch = asBranch(shelf?.branches ?? [], { name, path: alone ? name : called, isFolder });
  return { called, path, isFolder, branch, shelf };
}

type Among = { readonly alone: boolean; readonly repeated: ReadonlySet<string>; readonly naming: Naming };

function judge({ called, path, isFolder, branch, shelf }: Seen, { alone, repeated, naming }: Among): Given {
  if (shelf !== undefined && (alone || !hasSaidNames([branch], naming))) {
    const branches = classIn({ branches: shelf.branches, alone, isArchive: !isFolder, repeated }, naming);
    if (branches !== undefined) return { kind: 'class', shelf, branches, called };
  }
  return { kind: 'one', shelf: isFolder && shelf !== undefined ? shelf : openFileShelf(path), branch };
}

/** Undefined for what is one student's by its name, or cannot be read as a zip: whoever opens it is told why. */
async function zipShelfOf(path: string, { names, labPrefix }: Naming): Promise<Shelf | undefined> {
  const isOfLab = namesLab(withoutArchiveEnding(basename(path)), labPrefix);
  if (!/\.zip$/i.test(path) || (isOfLab && names === undefined)) return undefined;
  try {
    return await openZipShelf(path);
  } catch (error) {
    if (error instanceof ArchiveRefused) return undefined;
    throw error;
  }
}

type Top = { readonly name: string; readonly path: string; readonly isFolder: boolean };

/** What was given as a branch of a tree of everything that was given. */
function asBranch(branches: readonly Branch[], { name, path, isFolder }: Top): Branch {
  return { name, path, kind: isFolder ? 'folder' : 'file', below: isFolder ? under(path, branches) : [] };
}

function under(path: string, branches: readonly Branch[]): Branch[] {
  return branches.map((one) => ({ ...one, path: below(path, one.path), below: under(path, one.below) }));
}

/** Everything that is one student's, as if it lay in one folder. */
export function gather(ones: readonly Extract<Given, { readonly kind: 'one' }>[]): Shelf {
  return {
    branches: ones.map(({ branch }) => branch),
    outside: [],
    collect: async ({ path, as }, collecting) => {
      const holding = ones.find(({ branch }) => path === branch.path || path.startsWith(`${branch.path}/`));
      const inside = path.slice((holding?.branch.path.length ?? 0) + 1);
      await holding?.shelf.collect({ path: inside, as }, collecting);
    },
  };
}
