/**
 * How well a file fits a program. The name decides first, and content only where the name says nothing or is
 * contradicted by it: students name their files after their role far more often than not.
 */
import { assertNever } from '../model/assert-never.ts';
import type { ProgramSpec } from '../spec/exercise.ts';
import { readName, readPath, type Name, type Said } from './file-name.ts';
import type { Content } from './source-content.ts';

export type Standing = {
  /** The smaller, the better; two files of equal rank fit equally well. */
  readonly rank: number;
  readonly by: 'name' | 'content';
};

type NameFit =
  /** Means the same as one of the names the exercise lists; `preference` is small for the first of them. */
  | { readonly kind: 'listed'; readonly preference: number }
  /** Says the role (and perhaps the transport) among other words. */
  | { readonly kind: 'role'; readonly transportSaid: boolean }
  /** Only a folder says the role. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'contrary' };

/** From the best reason to take a file to the last resort. */
const ranks = {
  listed: 0,
  roleAndContent: 1000,
  content: 2000,
  contentAgainstName: 3000,
  role: 4000,
  nameAgainstContent: 5000,
  blank: 6000,
  unreadable: 7000,
};

/** Whether a file was taken for a program because it has an accepted name, and nothing in it speaks against it. */
export function isListed({ rank }: Standing): boolean {
  return rank < ranks.roleAndContent;
}

/** Whether nothing that a file does speaks against the program it was taken for. */
export function isSupported({ rank }: Standing): boolean {
  return rank < ranks.nameAgainstContent || rank >= ranks.blank;
}

/** Rank of the file at `path` for a program, or undefined when it is no candidate. */
export function standingOf(program: ProgramSpec, path: string, content: Content | undefined): Standing | undefined {
  const fit = nameFit(program, path);
  if (content === undefined) return byName(ranks.unreadable, fit);
  if (content.blank) return byName(ranks.blank, fit);
  if (contradicts(program, content.does)) {
    return isOtherPartOfTheLab(program, path, content.does) ? undefined : byName(ranks.nameAgainstContent, fit);
  }
  if (isWhole(content.does)) return byNameAndContent(fit);
  return fit.kind === 'listed' ? { rank: ranks.listed + fit.preference * 2 + 1, by: 'name' } : byName(ranks.role, fit);
}

/** The standing of a file that does what the program should. */
function byNameAndContent(fit: NameFit): Standing {
  switch (fit.kind) {
    case 'listed':
      return { rank: ranks.listed + fit.preference * 2, by: 'name' };
    case 'role':
      return { rank: ranks.roleAndContent + (fit.transportSaid ? 0 : 1), by: 'name' };
    case 'folder':
      return { rank: ranks.roleAndContent + 2, by: 'name' };
    case 'silent':
      return { rank: ranks.content, by: 'content' };
    case 'contrary':
      return { rank: ranks.contentAgainstName, by: 'content' };
    default:
      return assertNever(fit);
  }
}

/** A standing that rests on the file's own name alone. */
function byName(base: number, fit: NameFit): Standing | undefined {
  if (fit.kind === 'listed') return { rank: base + fit.preference, by: 'name' };
  if (fit.kind === 'role') return { rank: base + (fit.transportSaid ? 500 : 501), by: 'name' };
  return undefined;
}

/** `servidor.py` over TCP is not a wrong UDP server but the server of another exercise; `udp_server.py` is a wrong one. */
function isOtherPartOfTheLab(program: ProgramSpec, path: string, does: Said): boolean {
  const otherTransport = does.transport !== undefined && does.transport !== program.transport;
  return otherTransport && readPath(path).says.transport === undefined;
}

function isWhole({ role, transport }: Said): boolean {
  return role !== undefined && transport !== undefined;
}

function contradicts(program: ProgramSpec, said: Said): boolean {
  const otherRole = said.role !== undefined && said.role !== program.role;
  return otherRole || (said.transport !== undefined && said.transport !== program.transport);
}

function nameFit(program: ProgramSpec, path: string): NameFit {
  const { stem, says } = readPath(path);
  if (contradicts(program, says)) return { kind: 'contrary' };
  const preference = preferenceOf(program.files, stem);
  if (preference !== undefined) return { kind: 'listed', preference };
  if (stem.says.role !== undefined) return { kind: 'role', transportSaid: says.transport !== undefined };
  return { kind: says.role === undefined ? 'silent' : 'folder' };
}

/** Place in the list of names, doubled; a name that only means the same comes right after the one that is written so. */
function preferenceOf(listed: readonly string[], stem: Name): number | undefined {
  const places = listed.map(readName).flatMap((name, place) => {
    if (name.spelling === stem.spelling) return [place * 2];
    return name.meaning === stem.meaning ? [place * 2 + 1] : [];
  });
  return places.length === 0 ? undefined : Math.min(...places);
}
