/** What a file's name says about the program in it, whatever its case, accents, word order and language. */
import type { ProgramSpec } from '../spec/exercise.ts';

/** A part is undefined when nothing was said about it, or both things at once. */
export type Said = {
  readonly role: ProgramSpec['role'] | undefined;
  readonly transport: ProgramSpec['transport'] | undefined;
};

export type Name = {
  /** Words run together: `ServidorTCP`, `servidor_tcp` and `Servidor tcp` are spelled the same. */
  readonly spelling: string;
  /** Equal for names that mean the same: `tcp_server` and `ServidorTCP`. */
  readonly meaning: string;
  readonly says: Said;
};

type Term = 'server' | 'client' | 'tcp' | 'udp';

const termInWord = /(?<!ob)server|servidor|cliente?|tcp|udp/g;

/** Too short or too common to be looked for inside longer words. */
const wholeWords: ReadonlyMap<string, Term> = new Map([
  ['srv', 'server'],
  ['serv', 'server'],
  ['receptor', 'server'],
  ['receiver', 'server'],
  ['listener', 'server'],
  ['cli', 'client'],
  ['emisor', 'client'],
  ['sender', 'client'],
]);

/** Reads a name without its ending. */
export function readName(stem: string): Name {
  const words = wordsOf(stem);
  const read = words.map(readWord);
  const terms = new Set(read.flatMap((word) => word.terms));
  const others = read.flatMap((word) => word.others);
  return {
    spelling: words.join(''),
    meaning: [...terms, ...others].toSorted().join(' '),
    says: { role: onlyOne(terms, 'server', 'client'), transport: onlyOne(terms, 'tcp', 'udp') },
  };
}

/** What a path says: its file's name, and for what that leaves open the nearest folder that says it. */
export function readPath(path: string): { readonly stem: Name; readonly says: Said } {
  const [file = '', ...folders] = path.split('/').toReversed();
  const stem = readName(stemOf(file));
  const says = folders.map((folder) => readName(folder).says).reduce(completedBy, stem.says);
  return { stem, says };
}

function completedBy(said: Said, folder: Said): Said {
  return { role: said.role ?? folder.role, transport: said.transport ?? folder.transport };
}

/** File name without its last ending. */
function stemOf(file: string): string {
  return file.replace(/\.[^.]*$/, '');
}

/** Last ending of a path, lower-case and with its dot; empty when there is none. */
export function endingOf(path: string): string {
  return /[^/]\.[^./]+$/.exec(path)?.[0].slice(1).toLowerCase() ?? '';
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{Mark}/gu, '');
  const apart = plain.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
  return apart.split(/[^a-z0-9]+/).filter((word) => word !== '');
}

function readWord(word: string): { terms: Term[]; others: string[] } {
  const whole = wholeWords.get(word);
  if (whole !== undefined) return { terms: [whole], others: [] };
  const terms = [...word.matchAll(termInWord)].map(([found]) => termOf(found));
  return { terms, others: word.split(termInWord).filter((rest) => rest !== '') };
}

function termOf(found: string): Term {
  if (found === 'tcp' || found === 'udp') return found;
  return found.startsWith('s') ? 'server' : 'client';
}

/** The one of the two that is among the terms; undefined for none or both. */
function onlyOne<One extends Term, Other extends Term>(
  terms: ReadonlySet<Term>,
  one: One,
  other: Other,
): One | Other | undefined {
  if (terms.has(one) === terms.has(other)) return undefined;
  return terms.has(one) ? one : other;
}
