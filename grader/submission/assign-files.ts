/** Gives every program its file: the best match of all takes its file first, and no file serves two programs. */
import type { ProgramSpec } from '../spec/exercise.ts';
import { isListed, standingOf, type Standing } from './candidate.ts';
import { nearerFirst, type Source } from './collect-sources.ts';
import type { ReadSource } from './read-source.ts';

export type FoundFile = {
  readonly kind: 'found';
  /** Relative to the root of the listing; absolute when the user chose a file outside of it. */
  readonly path: string;
  readonly language: string;
  readonly by: 'name' | 'content' | 'choice';
  /** Other files that have an accepted name, are no copies of it and no other program; left out where there are none. */
  readonly others?: readonly string[];
};

/** What became of a program for which there was at least one file. */
export type Assigned =
  | FoundFile
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | {
      readonly kind: 'unreadable';
      readonly path: string;
      readonly reason: 'directory' | 'dangling-link' | 'not-readable';
    };

export type Program = readonly [name: string, spec: ProgramSpec];

type Candidate = { readonly program: string; readonly source: Source; readonly standing: Standing };

const mostNamed = 40;

/** Programs for which no file was found have no entry. */
export function assignFiles(
  programs: readonly Program[],
  sources: readonly Source[],
  read: ReadSource,
): ReadonlyMap<string, Assigned> {
  const candidates = programs.flatMap((program) => candidatesFor(program, sources));
  const ranks = new Set(candidates.map(({ standing }) => standing.rank));
  const taken = new Set<string>();
  const assigned = new Map<string, Assigned>();
  for (const rank of [...ranks].toSorted((a, b) => a - b)) {
    for (const [program] of programs) {
      if (assigned.has(program)) continue;
      const open = candidates.filter((one) => !assigned.has(one.program) && !taken.has(one.source.path));
      const equals = open.filter((one) => one.program === program && one.standing.rank === rank);
      const free = equals.filter((one) => !isOnlyHopeOfAnother(one, open));
      if (free.length === 0) continue;
      for (const { source } of free) taken.add(source.path);
      assigned.set(program, choose(free, read));
    }
  }
  const used = new Set([...assigned.values()].flatMap(pathsOf));
  const completed = ([program, one]: [string, Assigned]): [string, Assigned] => {
    const named = candidates.filter((other) => other.program === program && isListed(other.standing));
    return [
      program,
      addOthers(
        one,
        named.filter(({ source }) => !used.has(source.path)),
        read,
      ),
    ];
  };
  return new Map([...assigned].map(completed));
}

export function pathsOf(assigned: Assigned): readonly string[] {
  return assigned.kind === 'ambiguous' ? assigned.candidates : [assigned.path];
}

function addOthers(one: Assigned, named: readonly Candidate[], read: ReadSource): Assigned {
  if (one.kind !== 'found') return one;
  const text = comparable(read(one.path));
  const paths = named.map(({ source }) => source.path).toSorted(nearerFirst);
  const others = paths.filter((path) => comparable(read(path)) !== text).slice(0, mostNamed);
  return withOthers(one, others);
}

/** The same file, with these beside it. */
export function withOthers({ kind, path, language, by }: FoundFile, others: readonly string[]): FoundFile {
  return { kind, path, language, by, ...(others.length === 0 ? {} : { others }) };
}

/**
 * A file that does one thing and is named after another is a mix-up only if the other program has a file as well;
 * otherwise it is that other program, written wrong.
 */
function isOnlyHopeOfAnother({ program, source, standing }: Candidate, open: readonly Candidate[]): boolean {
  if (standing.by !== 'content') return false;
  const named = open.find((one) => one.source === source && one.program !== program && one.standing.by === 'name');
  if (named === undefined) return false;
  return !open.some((one) => one.program === named.program && one.standing.rank < named.standing.rank);
}

function candidatesFor([program, spec]: Program, sources: readonly Source[]): Candidate[] {
  return sources.flatMap((source) => {
    const standing = standingOf(spec, source.path, source.content);
    return standing === undefined ? [] : [{ program, source, standing }];
  });
}

/** Of files that fit equally well, the one nearest to the root when all are copies of one; otherwise none. */
function choose(equals: readonly Candidate[], read: ReadSource): Assigned {
  const ordered = equals.toSorted((a, b) => nearerFirst(a.source.path, b.source.path));
  const [best] = ordered;
  if (best === undefined) throw new Error('nothing to choose from');
  const { path, language, content, kind } = best.source;
  if (content === undefined) return { kind: 'unreadable', path, reason: reasonOf(kind) };
  if (!areCopies(ordered, read))
    return { kind: 'ambiguous', candidates: ordered.slice(0, mostNamed).map((one) => one.source.path) };
  return { kind: 'found', path, language, by: best.standing.by };
}

function reasonOf(kind: Source['kind']): 'directory' | 'dangling-link' | 'not-readable' {
  return kind === 'directory' || kind === 'dangling-link' ? kind : 'not-readable';
}

function areCopies(candidates: readonly Candidate[], read: ReadSource): boolean {
  if (candidates.length === 1) return true;
  const texts = candidates.map(({ source }) => comparable(read(source.path)));
  return texts.every((text) => text === texts[0]);
}

function comparable(text: string | undefined): string | undefined {
  return text?.replaceAll(/\r\n?/g, '\n');
}
