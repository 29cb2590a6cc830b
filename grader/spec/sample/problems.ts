/** Every problem there can be, at least once: a code without a sample does not compile. */
import type { Coded } from '../coded.ts';
import type { Kind, Problem, ProblemArgs } from '../fault.ts';
import { patternFlawCodes } from '../pattern-flaw.ts';
import { forms, type Rule, type RuleArgs } from '../rule.ts';
import type { Unreadable, UnreadableArgs } from '../unreadable.ts';
import { plainFlaws, type YamlFlaw } from '../yaml-flaw.ts';

type One<Args> = { readonly [Code in keyof Args]: Coded<Args, Code> };
type Several<Args> = { readonly [Code in keyof Args]: readonly Coded<Args, Code>[] };

const words = 'words of the library';

const unreadable: One<UnreadableArgs> = {
  ABSENT: { code: 'ABSENT' },
  DEAD_LINK: { code: 'DEAD_LINK' },
  FOLDER: { code: 'FOLDER' },
  NO_PLAIN_FILE: { code: 'NO_PLAIN_FILE' },
  NOT_ALLOWED: { code: 'NOT_ALLOWED' },
  NO_TEXT: { code: 'NO_TEXT' },
  NOT_UTF8: { code: 'NOT_UTF8' },
  UTF16: { code: 'UTF16' },
  TOO_LARGE: { code: 'TOO_LARGE', limitBytes: 2048 },
  OTHER: { code: 'OTHER', words },
};

const rules: One<RuleArgs> = {
  NO_VERB: { code: 'NO_VERB' },
  SEVERAL_VERBS: { code: 'SEVERAL_VERBS', verbs: ['send', 'expect', 'close'] },
  NO_BYTES: { code: 'NO_BYTES', notations: ['text', 'line', 'hex'] },
  SEVERAL_NOTATIONS: { code: 'SEVERAL_NOTATIONS', present: ['text', 'hex'], notations: ['text', 'line', 'hex'] },
  BYTES_IN_SEVERAL_WAYS: { code: 'BYTES_IN_SEVERAL_WAYS' },
  OUTPUT_IN_SEVERAL_WAYS: { code: 'OUTPUT_IN_SEVERAL_WAYS' },
  TOO_MUCH_REPEATED: { code: 'TOO_MUCH_REPEATED', mebibytes: 64 },
  HASH_WITHOUT_LENGTH: { code: 'HASH_WITHOUT_LENGTH' },
  MORE_KEYS_WITHOUT_JSON: { code: 'MORE_KEYS_WITHOUT_JSON' },
  CUT_WITHOUT_PIECES: { code: 'CUT_WITHOUT_PIECES' },
  TOKEN_MISSING: { code: 'TOKEN_MISSING' },
  TYPES_NOTHING: { code: 'TYPES_NOTHING' },
  TEXT_UNLESS_SENT: { code: 'TEXT_UNLESS_SENT' },
  ON_UNLESS_ENDED: { code: 'ON_UNLESS_ENDED' },
  PEER_MISSING: { code: 'PEER_MISSING' },
  NO_PATTERN: { code: 'NO_PATTERN', flaw: { code: 'OTHER', words } },
};

const flaws: readonly YamlFlaw[] = [
  ...plainFlaws.map((code) => ({ code })),
  { code: 'NOT_CLOSED', sign: ']' },
  { code: 'BAD_BEGINNING', sign: '@' },
  { code: 'OTHER', words },
];

const kinds: { readonly [K in Kind['kind']]: readonly Kind[] } = {
  text: [{ kind: 'text' }],
  number: [{ kind: 'number' }],
  'whole-number': [{ kind: 'whole-number' }],
  boolean: [{ kind: 'boolean' }],
  list: [{ kind: 'list' }],
  nothing: [{ kind: 'nothing' }],
  object: [
    { kind: 'object', keys: [] },
    { kind: 'object', keys: ['es', 'en'] },
  ],
  exactly: [{ kind: 'exactly', value: 'bytes' }],
  other: [{ kind: 'other', name: 'symbol' }],
};

const peer = { code: 'PEER_NOT_OPEN', peer: 'alice', verb: 'connect', numbered: 3 } as const;
const level = { code: 'LEVEL_UNCHECKED', points: 30 } as const;
const role = { code: 'NOT_FOR_ROLE', program: 'chat' } as const;
const bounds = ['least', 'more-than', 'most', 'less-than'] as const;

const samples: Several<ProblemArgs> = {
  FILE_UNREADABLE: Object.values<Unreadable>(unreadable).map((reason) => ({ code: 'FILE_UNREADABLE', reason })),
  FILE_MISSING: [{ code: 'FILE_MISSING', keys: ['mistake', 'fails'] }],
  MORE_PROBLEMS: [
    { code: 'MORE_PROBLEMS', count: 1 },
    { code: 'MORE_PROBLEMS', count: 12 },
  ],
  FILE_EMPTY: [{ code: 'FILE_EMPTY', keys: ['id', 'title', 'checks'] }],
  CONTROL_CHARACTER: [{ code: 'CONTROL_CHARACTER', character: 'U+0000' }],
  YAML_SYNTAX: flaws.map((flaw) => ({ code: 'YAML_SYNTAX', flaw, line: 'a: "b' })),
  YAML_TOO_DEEP: [{ code: 'YAML_TOO_DEEP', levels: 50 }],
  SECOND_DOCUMENT: [{ code: 'SECOND_DOCUMENT' }],
  KEY_NOT_TEXT: [{ code: 'KEY_NOT_TEXT' }],
  DUPLICATE_KEY: [{ code: 'DUPLICATE_KEY', key: 'es' }],
  ALIAS_UNKNOWN: [{ code: 'ALIAS_UNKNOWN', alias: 'name' }],
  ALIAS_IN_ITSELF: [{ code: 'ALIAS_IN_ITSELF', alias: 'name' }],
  ALIAS_TOO_LARGE: [{ code: 'ALIAS_TOO_LARGE', alias: 'name', limit: 100_000 }],

  UNKNOWN_KEY: [{ code: 'UNKNOWN_KEY', key: 'conect' }],
  KEYS_APART: [{ code: 'KEYS_APART', keys: ['repeat', 'send'] }],
  MISSING_KEY: [{ code: 'MISSING_KEY', key: 'title' }],
  MISSING_TRANSLATION: [{ code: 'MISSING_TRANSLATION', language: 'en' }],
  WRONG_KIND: [
    ...Object.values(kinds)
      .flat()
      .map((kind) => ({ code: 'WRONG_KIND' as const, expected: [kind], remedy: null })),
    { code: 'WRONG_KIND', expected: [{ kind: 'text' }, { kind: 'number' }, { kind: 'list' }], remedy: null },
    { code: 'WRONG_KIND', expected: [{ kind: 'text' }], remedy: 'quote' },
    { code: 'WRONG_KIND', expected: [{ kind: 'number' }], remedy: 'unquote' },
    { code: 'WRONG_KIND', expected: [{ kind: 'list' }], remedy: 'brackets' },
  ],
  WRONG_VALUE: [{ code: 'WRONG_VALUE' }],
  WRONG_FORM: forms.map((form) => ({ code: 'WRONG_FORM', form })),
  OUT_OF_RANGE: bounds.map((bound) => ({ code: 'OUT_OF_RANGE', bound, limit: 5 })),
  WRONG_LENGTH: [
    { code: 'WRONG_LENGTH', of: 'list', bound: 'least', limit: 1 },
    ...bounds.flatMap((bound) => [
      { code: 'WRONG_LENGTH' as const, of: 'list' as const, bound, limit: 5 },
      { code: 'WRONG_LENGTH' as const, of: 'text' as const, bound, limit: 5 },
    ]),
  ],
  REFUSED: Object.values<Rule>(rules).map((rule) => ({ code: 'REFUSED', rule })),
  NOT_ACCEPTED: [{ code: 'NOT_ACCEPTED', words }],

  ID_NOT_FOLDER: [{ code: 'ID_NOT_FOLDER', folder: 'tcp-echo' }],
  DUPLICATE_CHECK: [{ code: 'DUPLICATE_CHECK', id: 'echoes' }],
  UNKNOWN_PROGRAM: [{ code: 'UNKNOWN_PROGRAM', program: 'sever' }],
  UNKNOWN_CHECK: [{ code: 'UNKNOWN_CHECK', id: 'echos' }],
  NEEDS_ITSELF: [{ code: 'NEEDS_ITSELF', id: 'echoes' }],
  NEEDS_CYCLE: [{ code: 'NEEDS_CYCLE', cycle: ['echoes', 'closes', 'echoes'] }],
  NEEDS_OTHER_PROGRAM: [{ code: 'NEEDS_OTHER_PROGRAM', id: 'echoes', program: 'client', of: 'server' }],
  PROGRAM_UNCHECKED: [{ code: 'PROGRAM_UNCHECKED', program: 'client' }],
  LEVEL_UNCHECKED: [
    { ...level, level: 'basic' },
    { ...level, level: 'robust' },
    { ...level, level: 'bonus' },
  ],
  BASIC_WORTH_NOTHING: [{ code: 'BASIC_WORTH_NOTHING' }],
  TINY_BUFFERS_UNUSED: [{ code: 'TINY_BUFFERS_UNUSED' }],

  UNKNOWN_EXERCISE: [{ code: 'UNKNOWN_EXERCISE', exercise: 'tcp-ecko' }],
  DUPLICATE_PART: [{ code: 'DUPLICATE_PART', exercise: 'tcp-echo' }],
  LEVELS_WORTH_NOTHING: [{ code: 'LEVELS_WORTH_NOTHING' }],
  UNKNOWN_TEMPLATE: [{ code: 'UNKNOWN_TEMPLATE', template: 'plantilla.md' }],
  DUPLICATE_SECTION: [{ code: 'DUPLICATE_SECTION', heading: 'reflexión' }],

  OTHER_PROGRAM: [{ code: 'OTHER_PROGRAM', program: 'client', of: 'server' }],
  NOT_FOR_ROLE: [
    { ...role, verb: 'listen', role: 'server' },
    { ...role, verb: 'connect', role: 'client' },
  ],
  NOT_FOR_TRANSPORT: [
    { code: 'NOT_FOR_TRANSPORT', word: 'reset', program: 'server', transport: 'udp' },
    { code: 'NOT_FOR_TRANSPORT', word: 'drop', program: 'server', transport: 'tcp' },
  ],
  DATAGRAM_TOO_LARGE: [{ code: 'DATAGRAM_TOO_LARGE', bytes: 70_000, limit: 65_507 }],
  INVALID_PATTERN: [
    ...patternFlawCodes.map((code) => ({ code: 'INVALID_PATTERN' as const, flaw: { code } })),
    { code: 'INVALID_PATTERN', flaw: { code: 'OTHER', words } },
  ],
  UNKNOWN_ARGUMENT: [{ code: 'UNKNOWN_ARGUMENT', name: 'hots' }],
  ARGUMENT_WITHOUT_BUFFER: [{ code: 'ARGUMENT_WITHOUT_BUFFER' }],
  RESERVED_NAME: [{ code: 'RESERVED_NAME', name: 'sent' }],
  NEEDS_OWN_FOLDER: [{ code: 'NEEDS_OWN_FOLDER', verb: 'expectFile', program: 'server' }],

  UNKNOWN_NAME: [{ code: 'UNKNOWN_NAME', name: 'echo' }],
  NOT_STARTED: [{ code: 'NOT_STARTED', program: 'server' }],
  STARTED_TWICE: [{ code: 'STARTED_TWICE', program: 'server' }],
  INPUT_ENDED: [{ code: 'INPUT_ENDED', program: 'client' }],
  NOT_LISTENING: [{ code: 'NOT_LISTENING' }],
  LISTENS_TWICE: [{ code: 'LISTENS_TWICE' }],
  OPENED_TWICE: [{ code: 'OPENED_TWICE', peer: 'alice', verb: 'connect' }],
  PEER_NOT_OPEN: (['never', 'numbered-inside', 'numbered-outside', 'fewer-rounds'] as const).map((because) => ({
    ...peer,
    because,
  })),
  PEER_ENDED: [{ code: 'PEER_ENDED', peer: 'alice', verb: 'send', by: 'halfClose' }],
};

export const everyProblem: readonly Problem[] = Object.values<readonly Problem[]>(samples).flat();
