/** Whether what an instructor gives is a class or one student's work: nothing says so but the names in it. */
import { hasArchiveEnding, withoutArchiveEnding } from '../archive/format.ts';
import type { Branch } from './branch.ts';
import { readNamed } from './names-pattern.ts';
import { isPartOfWork, partsOfWork } from './part-of-work.ts';
import { namesLab } from './plain-names.ts';
import { hasPreset, type Naming } from './sort-out.ts';

export type Inside = {
  readonly branches: readonly Branch[];
  /** Whether it is all the instructor gave: then it is rather a class. */
  readonly alone: boolean;
  /** An archive among others is one student's, unless its names say otherwise. */
  readonly isArchive: boolean;
  /** Names that several of those who handed in gave to their folders and archives: see `repeatedNames`. */
  readonly repeated: ReadonlySet<string>;
};

/** What comes up in several things that were given is no student, but what every student has in it. */
export function repeatedNames(given: readonly (readonly Branch[])[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const branches of given) {
    const names = new Set([...branches, ...(wrapperOf(branches)?.below ?? [])].map(({ name }) => name.toLowerCase()));
    for (const name of names) (seen.has(name) ? repeated : seen).add(name);
  }
  return repeated;
}

/** The branches that are a student's each, from inside a folder that wraps them all; undefined: it is one student's. */
export function classIn(given: Inside, naming: Naming): readonly Branch[] | undefined {
  const { branches } = given;
  const wrapper = wrapperOf(branches);
  const isWrapped = naming.names === undefined && wrapper !== undefined && hasPreset(wrapper.below);
  if (isWrapped) return wrapper.below;
  if (hasSaidNames(branches, naming)) return branches;
  if (wrapper !== undefined) return classUnder(wrapper, given);
  const isNothing = branches.length === 0 && !given.isArchive;
  return isNothing || holdsSeveral(branches, given) || holdsOne(given, naming) ? branches : undefined;
}

/** The folder that everything is in. */
function wrapperOf([only, ...others]: readonly Branch[]): Branch | undefined {
  return others.length === 0 && only?.kind === 'folder' ? only : undefined;
}

/** Whether a name is one that only a platform gives, or that the instructor's pattern fits. */
export function hasSaidNames(branches: readonly Branch[], { names }: Naming): boolean {
  return names === undefined ? hasPreset(branches) : readNamed(names, branches).some(({ kind }) => kind === 'part');
}

/** Everything is in one folder: that of the class, or that of its only student. */
function classUnder(only: Branch, given: Inside): readonly Branch[] | undefined {
  const { branches, alone, isArchive } = given;
  if (holdsSeveral(only.below, given)) return only.below;
  return alone && !isArchive && !isPartOfWork(only) ? branches : undefined;
}

/** What could be a class of one: an archive with its name, or anything when nothing else was given. */
function holdsOne(given: Inside, { labPrefix }: Naming): boolean {
  const { branches, alone, isArchive } = given;
  if (branches.length === 0 || belongsToOne(branches, given)) return false;
  const named = branches.filter(isArchiveFile).some(({ name }) => namesLab(withoutArchiveEnding(name), labPrefix));
  return named || (alone && !isArchive);
}

/** At least two folders or archives, and nothing that belongs to one student's work. */
function holdsSeveral(branches: readonly Branch[], given: Inside): boolean {
  if ((given.isArchive && !given.alone) || belongsToOne(branches, given)) return false;
  return branches.filter((branch) => branch.kind === 'folder' || isArchiveFile(branch)).length >= 2;
}

/** One of several paths is rather a student's: there, it takes more to make a folder called `Py` a student's own. */
function belongsToOne(branches: readonly Branch[], { alone, repeated }: Inside): boolean {
  if (partsOfWork(branches, alone).length > 0) return true;
  return branches.some(({ kind, name }) => kind !== 'other' && repeated.has(name.toLowerCase()));
}

function isArchiveFile({ kind, name }: Branch): boolean {
  return kind === 'file' && hasArchiveEnding(name);
}
