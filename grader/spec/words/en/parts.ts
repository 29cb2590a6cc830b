/** English words for the parts of problems. */
import { assertNever } from '../../../model/assert-never.ts';
import { tell } from '../../coded.ts';
import type { Bound, Kind } from '../../fault.ts';
import type { PatternFlaw } from '../../pattern-flaw.ts';
import type { Rule } from '../../rule.ts';
import type { Unreadable } from '../../unreadable.ts';
import { asCode, listed } from '../listed.ts';
import type { BoundWords, FormWords, PatternWords, RuleWords, UnreadableWords } from '../words.ts';

/** After `must be`. */
export const forms: FormWords = {
  NAME: 'lower-case words joined by hyphens, e.g. "alice"',
  SHA256: '64 lower-case hexadecimal digits',
  HEX: 'pairs of hexadecimal digits, e.g. "ff fe 00"',
  BASE64: 'base64, e.g. "aG9sYQ=="',
  PATH_INSIDE: 'a path inside the folder of the programs, e.g. "nota.txt" or "carpeta/nota.txt"',
  PATH_AROUND:
    'a path inside the folder of the programs, e.g. "nota.txt" or "carpeta/nota.txt", or beside it, e.g. "../nota.txt"',
  WITHOUT_BLANKS: 'letters, digits and signs without blanks',
  PROGRAM_FILE: 'lower-case words joined by _, without an ending, e.g. "tcp_server"',
  ADDRESS: 'an IPv4 address, e.g. "127.0.0.2"',
  LAB_FOLDER: 'a folder inside what is handed in, e.g. "tcp-echo"',
  HEADING: 'a text with a letter or a digit',
  MARKDOWN_FILE: 'the name of a Markdown file, e.g. "REPORTE.md"',
  ARCHIVE: 'like "Practica_{name}.zip"',
  ARCHIVE_FOLDER: 'a name of letters, digits, - and _, e.g. "PracticaSockets"',
};

const rules: RuleWords = {
  NO_VERB: () => 'says nothing to do; write one verb',
  SEVERAL_VERBS: ({ verbs }) => `has ${listed(verbs, 'and')}; write them as separate steps`,
  NO_BYTES: ({ notations }) => `says no bytes; write one of ${notations.join(', ')}`,
  SEVERAL_NOTATIONS: ({ present, notations }) =>
    `has ${listed(present, 'and')}; write only one of ${notations.join(', ')}`,
  BYTES_IN_SEVERAL_WAYS: () => 'expects bytes in more than one way; write only one of them',
  OUTPUT_IN_SEVERAL_WAYS: () => 'expects output in more than one way; write only one of them',
  TOO_MUCH_REPEATED: ({ mebibytes }) => `is more than ${mebibytes} MiB altogether`,
  HASH_WITHOUT_LENGTH: () => 'has `sha256` without `length`; say how many bytes there are',
  MORE_KEYS_WITHOUT_JSON: () => 'has `moreKeys` without `json`; say what the line should carry',
  CUT_WITHOUT_PIECES: () => 'has `cut` without `pieces`; say into how many',
  TOKEN_MISSING: () => 'has TOKEN among its arguments and no token; write `token: ...`, the one of the statement',
  TYPES_NOTHING: () => 'types nothing; give `lines`, or `endInput: true`',
  TEXT_UNLESS_SENT: () => 'needs `text` with `until: sent`, and only there',
  ON_UNLESS_ENDED: () => 'has `on` without `until: ended`',
  PEER_MISSING: () => 'needs `with`, the peer that receives and answers',
  NO_PATTERN: ({ flaw }, found) => notPattern(flaw, found),
};

export function rule(broken: Rule, found: string): string {
  return tell(rules, broken, found);
}

const patterns: PatternWords = {
  OPEN_GROUP: 'a ( has no ) after it',
  OPEN_CLASS: 'a [ has no ] after it',
  CLOSING_ALONE: 'a ) has no ( before it',
  NOTHING_TO_REPEAT: 'there is nothing to repeat before *, +, ? or {',
  RANGE_BACKWARDS: 'a range in [ ] ends before it begins, like z-a',
  COUNTS_BACKWARDS: 'the numbers in { } are the wrong way round, like {3,1}',
  UNKNOWN_GROUP: 'nothing is known by what follows (?',
  GROUP_NAME: 'the name of a group is no name, or there twice',
  LONE_BACKSLASH: 'it ends in a single backslash',
};

export function notPattern(flaw: PatternFlaw, found: string): string {
  return `not a regular expression: ${flaw.code === 'OTHER' ? `"${flaw.words}"` : patterns[flaw.code]}${found}`;
}

const reasons: UnreadableWords = {
  ABSENT: () => 'there is no such file',
  DEAD_LINK: () => 'it is a link to nothing',
  FOLDER: () => 'it is a folder',
  NO_PLAIN_FILE: () => 'it is no plain file',
  NOT_ALLOWED: () => 'permission denied',
  NO_TEXT: () => 'it is no text file',
  NOT_UTF8: () => 'from here on it is not UTF-8 text; save it as UTF-8',
  UTF16: () => 'it is UTF-16 text; save it as UTF-8',
  TOO_LARGE: ({ limitBytes }) => `it is larger than ${limitBytes / 1024} KiB`,
  OTHER: ({ words }) => `"${words}"`,
};

export function whyUnreadable(reason: Unreadable): string {
  return tell(reasons, reason);
}

export function expected(wanted: readonly Kind[]): string {
  return listed(wanted.map(kindWords), 'or');
}

function kindWords(kind: Kind): string {
  switch (kind.kind) {
    case 'text':
      return 'text';
    case 'number':
      return 'a number';
    case 'whole-number':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    case 'list':
      return 'a list';
    case 'nothing':
      return 'nothing';
    case 'object':
      return kind.keys.length === 0 ? 'an object' : `an object with ${listed(asCode(kind.keys), 'and')}`;
    case 'exactly':
      return JSON.stringify(kind.value);
    case 'other':
      return `"${kind.name}"`;
    default:
      return assertNever(kind);
  }
}

export const bounds: BoundWords = {
  least: 'at least',
  'more-than': 'more than',
  most: 'at most',
  'less-than': 'less than',
};

export function howLong(of: 'list' | 'text', bound: Bound, limit: number): string {
  if (bound === 'least' && limit === 1) return 'must not be empty';
  return `must have ${bounds[bound]} ${limit} ${of === 'list' ? 'items' : 'characters'}`;
}
