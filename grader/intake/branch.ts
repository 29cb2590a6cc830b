/** The upper levels of what an instructor gives, as a tree of names: enough to see who handed in what. */
import { isLitter } from '../archive/safe-path.ts';

export type Kind = 'file' | 'folder' | 'other';

export type Branch = {
  /** With accents composed. */
  readonly name: string;
  /** From where the tree begins, with `/` between folders: what it is opened by. */
  readonly path: string;
  readonly kind: Kind;
  /** In the order of their names; of folders further down than `deepest`, nothing. */
  readonly below: readonly Branch[];
};

/** A class, the assignment, a student, an attempt, and what is in it. */
export const deepest = 5;

/** A branch whose name leads out of where the tree begins stays away, and is among `outside`. */
export type Tree = { readonly branches: readonly Branch[]; readonly outside: readonly string[] };

type Growing = { readonly name: string; readonly path: string; kind: Kind; readonly below: Map<string, Growing> };

/** The tree of an archive, whose folders may be said only by the names of the files in them. */
export function treeOf(members: readonly { readonly name: string; readonly kind: Kind }[]): Tree {
  const root = new Map<string, Growing>();
  const outside: string[] = [];
  for (const { name, kind } of members) {
    if (isLitter(name)) continue;
    if (leadsOut(name)) outside.push(name);
    else grow(root, partsOf(name), kind);
  }
  return { branches: grown(root), outside };
}

/** Parts of a path that say something. */
export function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** What comes further down belongs to a student, and is judged when that is opened. */
function leadsOut(name: string): boolean {
  return /^(?:\/|[a-z]:)/i.test(name) || /^\.[. ]+$/.test(partsOf(name)[0] ?? '');
}

function grow(root: Map<string, Growing>, parts: readonly string[], kind: Kind): void {
  let level = root;
  for (const [index, name] of parts.slice(0, deepest).entries()) {
    const isLast = index === parts.length - 1;
    const known = level.get(name);
    const path = parts.slice(0, index + 1).join('/');
    const branch: Growing = known ?? {
      name: name.normalize('NFC'),
      path,
      kind: isLast ? kind : 'folder',
      below: new Map(),
    };
    level.set(name, branch);
    level = branch.below;
  }
}

function grown(level: ReadonlyMap<string, Growing>): Branch[] {
  const branches = [...level.values()].map(({ below, ...branch }) => ({ ...branch, below: grown(below) }));
  return inOrder(branches);
}

/** The same order on every system and in every language. */
export function inOrder(branches: readonly Branch[]): Branch[] {
  return branches.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
