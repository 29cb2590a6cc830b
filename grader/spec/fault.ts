/**
 * What is wrong with an exercise file, as codes with arguments. A fault says where by a path of keys and indexes; lines
 * and columns come later, and the words are in `words/`.
 */
import type { Coded } from './coded.ts';
import { nearest } from './nearest.ts';
import type { PatternFlaw } from './pattern-flaw.ts';
import type { Form, Rule } from './rule.ts';
import type { Unreadable } from './unreadable.ts';
import type { YamlFlaw } from './yaml-flaw.ts';

export type Path = readonly (string | number)[];

/** What a value may be; an object with the keys it must have. */
export type Kind =
  | { readonly kind: 'text' | 'number' | 'whole-number' | 'boolean' | 'list' | 'nothing' }
  | { readonly kind: 'object'; readonly keys: readonly string[] }
  | { readonly kind: 'exactly'; readonly value: string | number | boolean }
  | { readonly kind: 'other'; readonly name: string };

/** What stands in the file: a value as it would be written there, or what kind of thing it is. */
export type Found =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'nothing' | 'list' | 'object' };

/** Why a peer may not be used in a step. */
export type NotOpen = 'never' | 'numbered-inside' | 'numbered-outside' | 'fewer-rounds';

export type Bound = 'least' | 'more-than' | 'most' | 'less-than';
export type Opening = 'connect' | 'accept';
export type Closing = 'halfClose' | 'close' | 'reset';

/** The codes, each with what its words need to know. */
export type ProblemArgs = {
  // The file
  FILE_UNREADABLE: { readonly reason: Unreadable };
  /** Those that are not told one by one. */
  MORE_PROBLEMS: { readonly count: number };
  /** `keys`: what must be in it. */
  FILE_MISSING: { readonly keys: readonly string[] };
  FILE_EMPTY: { readonly keys: readonly string[] };
  /** `character` like `U+0000`. */
  CONTROL_CHARACTER: { readonly character: string };
  /** `line` is the text of the line. */
  YAML_SYNTAX: { readonly flaw: YamlFlaw; readonly line: string };
  YAML_TOO_DEEP: { readonly levels: number };
  SECOND_DOCUMENT: object;
  KEY_NOT_TEXT: object;
  DUPLICATE_KEY: { readonly key: string };
  ALIAS_UNKNOWN: { readonly alias: string };
  ALIAS_IN_ITSELF: { readonly alias: string };
  ALIAS_TOO_LARGE: { readonly alias: string; readonly limit: number };
  // One value
  UNKNOWN_KEY: { readonly key: string };
  KEYS_APART: { readonly keys: readonly string[] };
  MISSING_KEY: { readonly key: string };
  MISSING_TRANSLATION: { readonly language: string };
  /** `remedy`: what makes the value that was found one that is allowed. */
  WRONG_KIND: { readonly expected: readonly Kind[]; readonly remedy: 'quote' | 'unquote' | 'brackets' | null };
  WRONG_VALUE: object;
  WRONG_FORM: { readonly form: Form };
  OUT_OF_RANGE: { readonly bound: Bound; readonly limit: number };
  WRONG_LENGTH: { readonly of: 'list' | 'text'; readonly bound: Bound; readonly limit: number };
  REFUSED: { readonly rule: Rule };
  /** What zod says, for which there are no words here. */
  NOT_ACCEPTED: { readonly words: string };
  // The exercise
  ID_NOT_FOLDER: { readonly folder: string };
  DUPLICATE_CHECK: { readonly id: string };
  UNKNOWN_PROGRAM: { readonly program: string };
  UNKNOWN_CHECK: { readonly id: string };
  NEEDS_ITSELF: { readonly id: string };
  NEEDS_CYCLE: { readonly cycle: readonly string[] };
  NEEDS_OTHER_PROGRAM: { readonly id: string; readonly program: string; readonly of: string };
  PROGRAM_UNCHECKED: { readonly program: string };
  LEVEL_UNCHECKED: { readonly level: string; readonly points: number };
  BASIC_WORTH_NOTHING: object;
  TINY_BUFFERS_UNUSED: object;
  // The lab
  UNKNOWN_EXERCISE: { readonly exercise: string };
  DUPLICATE_PART: { readonly exercise: string };
  LEVELS_WORTH_NOTHING: object;
  UNKNOWN_TEMPLATE: { readonly template: string };
  DUPLICATE_SECTION: { readonly heading: string };
  // A step by itself
  OTHER_PROGRAM: { readonly program: string; readonly of: string };
  NOT_FOR_ROLE: { readonly verb: string; readonly program: string; readonly role: 'server' | 'client' };
  NOT_FOR_TRANSPORT: { readonly word: string; readonly program: string; readonly transport: 'tcp' | 'udp' };
  DATAGRAM_TOO_LARGE: { readonly bytes: number; readonly limit: number };
  INVALID_PATTERN: { readonly flaw: PatternFlaw };
  UNKNOWN_ARGUMENT: { readonly name: string };
  ARGUMENT_WITHOUT_BUFFER: object;
  RESERVED_NAME: { readonly name: string };
  NEEDS_OWN_FOLDER: { readonly verb: string; readonly program: string };
  // A step after the steps before it
  UNKNOWN_NAME: { readonly name: string };
  NOT_STARTED: { readonly program: string };
  STARTED_TWICE: { readonly program: string };
  INPUT_ENDED: { readonly program: string };
  NOT_LISTENING: object;
  LISTENS_TWICE: object;
  OPENED_TWICE: { readonly peer: string; readonly verb: Opening };
  /** `numbered`: how many peers of this name, each with a number, are open. */
  PEER_NOT_OPEN: {
    readonly peer: string;
    readonly verb: Opening;
    readonly because: NotOpen;
    readonly numbered: number;
  };
  PEER_ENDED: { readonly peer: string; readonly verb: string; readonly by: Closing };
};

export type Problem = Coded<ProblemArgs>;

export type Fault = {
  readonly path: Path;
  /** `key`: the key at the end of the path is at fault, not its value. */
  readonly at?: 'key';
  readonly problem: Problem;
  readonly found?: Found | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly didYouMean?: string | undefined;
  /** Another place that explains this fault. */
  readonly related?: Path | undefined;
};

/** What a fault says about a word that is not one of those allowed. */
export function notAmong(word: string, allowed: Iterable<string>): Pick<Fault, 'found' | 'allowed' | 'didYouMean'> {
  const words = [...allowed];
  return { found: shown(word), allowed: words, didYouMean: nearest(word, words) };
}

const quotedCharacters = 60;

/** Text of the file in quotes, in one line, and cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length <= quotedCharacters ? text : `${text.slice(0, quotedCharacters)}…`);
}

/** A value of the file as an author recognizes it. */
export function shown(value: unknown): Found {
  if (typeof value === 'string') return { kind: 'value', text: quoted(value) };
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'value', text: String(value) };
  if (value === null) return { kind: 'nothing' };
  return { kind: Array.isArray(value) ? 'list' : 'object' };
}

/** What stands at a path of plain values, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, segment) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.getOwnPropertyDescriptor(inner, segment)?.value;
  }, value);
}
