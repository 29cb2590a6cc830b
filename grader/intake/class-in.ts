/** Whether what an instructor gives is a class or one student's work: nothing says so but the names in it. */
import { hasArchiveEnding, withoutArchiveEnding } from '../archive/format.ts';
import type { Branch } from './branch.ts';
import { readNamed } from './names-pattern.ts';
import { isProgram, namesLab } from './plain-names.ts';
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
function holdsOne({ branches, alone, isArchive, repeated }: Inside, { labPrefix }: Naming): boolean {
  if (branches.length === 0 || branches.some((branch) => belongsToWork(branch, repeated))) return false;
  const named = branches.filter(isArchiveFile).some(({ name }) => namesLab(withoutArchiveEnding(name), labPrefix));
  return named || (alone && !isArchive);
}

/** At least two folders or archives, and nothing that belongs to one student's work. */
function holdsSeveral(branches: readonly Branch[], { alone, isArchive, repeated }: Inside): boolean {
  if ((isArchive && !alone) || branches.some((branch) => belongsToWork(branch, repeated))) return false;
  return branches.filter((branch) => branch.kind === 'folder' || isArchiveFile(branch)).length >= 2;
}

function belongsToWork(branch: Branch, repeated: ReadonlySet<string>): boolean {
  const isUsual = isPartOfWork(branch) || (branch.kind === 'file' && isProgram(branch.name));
  return isUsual || (branch.kind !== 'other' && repeated.has(branch.name.toLowerCase()));
}

function isArchiveFile({ kind, name }: Branch): boolean {
  return kind === 'file' && hasArchiveEnding(name);
}

/** Folders of languages, exercises, reports and pictures, and Teams' attempts; some with a number. */
const partOfWork =
  /^(?:python|py|typescript|ts|javascript|js|c|src|source|code|c[oó]digo|lib|include|(?:tcp|udp|tls)(?:[-_ ].*)?|server|servidor|client|cliente|evidencias?|evidence|capturas?|screenshots?|im[aá]gene?s?|images?|img|fotos?|docs?|documentos|reporte|report|framing|certs?|tests?|pruebas|versi[oó]n \d+|(?:ejercicios?|exercises?|tareas?|tasks?|pr[aá]cticas?|labs?|laboratorios?|partes?|parts?|programas?|programs?|problemas?|puntos?)[-_ ]?\d*)$/iu;

function isPartOfWork({ kind, name }: Branch): boolean {
  return kind === 'folder' && partOfWork.test(name);
}
