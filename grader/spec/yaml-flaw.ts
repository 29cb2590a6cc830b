/**
 * Why a text is no YAML: what the library says, as codes of our own. Several of its codes stand for mistakes that an
 * author mends in different ways, which only its words tell apart.
 */
import type { YAMLError } from 'yaml';
import { lineAt } from './place.ts';

/** Mistakes that are told without a detail of their own. */
export const plainFlaws = [
  'ALIAS_WITH_PROPERTIES',
  'NAMELESS_ALIAS',
  'UNKNOWN_DIRECTIVE',
  'UNKNOWN_ESCAPE',
  'KEYS_NOT_ALIGNED',
  'ITEMS_NOT_ALIGNED',
  'BLOCK_TEXT_INDENT',
  'PROPERTY_BEFORE_SIGN',
  'SECOND_COLON',
  'TOO_FAR_RIGHT',
  'LIST_BESIDE_KEY',
  'LINES_IN_BRACKETS',
  'LONG_KEY',
  'NO_COLON',
  'KEY_OVER_LINES',
  'NO_COMMA',
  'NO_BLANK_BEFORE_COMMENT',
  'NO_DASH',
  'DASH_AMONG_KEYS',
  'SEVERAL_ANCHORS',
  'SEVERAL_TAGS',
  'TAB',
  'TAG',
  'EXTRA_COMMA',
  'EXTRA_BRACKET',
  'UNEXPECTED_TEXT',
  'UNEXPECTED_LINE',
] as const;

export type PlainCode = (typeof plainFlaws)[number];

export type YamlFlaw =
  | { readonly code: PlainCode }
  /** The sign that would have ended what was opened: `}`, `]`, `"` or `'`. */
  | { readonly code: 'NOT_CLOSED'; readonly sign: string }
  | { readonly code: 'BAD_BEGINNING'; readonly sign: string }
  /** What the library says, for which there are no words here. */
  | { readonly code: 'OTHER'; readonly words: string };

/** Codes of the library that always mean the same. */
const whole: { readonly [Code in YAMLError['code']]?: PlainCode } = {
  ALIAS_PROPS: 'ALIAS_WITH_PROPERTIES',
  BAD_ALIAS: 'NAMELESS_ALIAS',
  BAD_COLLECTION_TYPE: 'TAG',
  BAD_DIRECTIVE: 'UNKNOWN_DIRECTIVE',
  BAD_DQ_ESCAPE: 'UNKNOWN_ESCAPE',
  BAD_PROP_ORDER: 'PROPERTY_BEFORE_SIGN',
  BLOCK_IN_FLOW: 'LINES_IN_BRACKETS',
  KEY_OVER_1024_CHARS: 'LONG_KEY',
  MULTILINE_IMPLICIT_KEY: 'KEY_OVER_LINES',
  MULTIPLE_ANCHORS: 'SEVERAL_ANCHORS',
  MULTIPLE_TAGS: 'SEVERAL_TAGS',
  TAB_AS_INDENT: 'TAB',
  TAG_RESOLVE_FAILED: 'TAG',
};

/** What the words of the library begin with, or have in them. */
const byWords: readonly (readonly [RegExp, PlainCode])[] = [
  [/^All mapping items must start/, 'KEYS_NOT_ALIGNED'],
  [/^(?:All sequence items must start|A block sequence may not be used as an implicit map key)/, 'ITEMS_NOT_ALIGNED'],
  [/^Block scalar(?:s with| values in)/, 'BLOCK_TEXT_INDENT'],
  [/^Unexpected block-seq-ind on same line/, 'LIST_BESIDE_KEY'],
  [/^Implicit map keys need/, 'NO_COLON'],
  [/^Missing , /, 'NO_COMMA'],
  [/^Comments must be separated/, 'NO_BLANK_BEFORE_COMMENT'],
  [/^Sequence item without -/, 'NO_DASH'],
  [/^Missing newline after block sequence props/, 'PROPERTY_BEFORE_SIGN'],
  [/^Unexpected (?:,|empty item)/, 'EXTRA_COMMA'],
  [/^Unexpected flow-(?:map|seq)-end/, 'EXTRA_BRACKET'],
  [/^Unexpected .* at node end$|^Block scalar header includes extra/, 'UNEXPECTED_TEXT'],
];

/** `text` is what the parser was given. */
export function yamlFlaw({ code, message, pos }: Pick<YAMLError, 'code' | 'message' | 'pos'>, text: string): YamlFlaw {
  const sign = /(?:must end with a|and end with a|Missing closing) ([}\]"'])/.exec(message)?.[1];
  if (sign !== undefined) return { code: 'NOT_CLOSED', sign };
  const beginning = /^Plain value cannot start with .*?(\S)$/.exec(message)?.[1];
  if (beginning !== undefined) return { code: 'BAD_BEGINNING', sign: beginning };
  const plain =
    inLine(code, message, text, pos[0]) ?? whole[code] ?? byWords.find(([words]) => words.test(message))?.[1];
  return plain === undefined ? { code: 'OTHER', words: message } : { code: plain };
}

/** Where the same words of the library stand for several mistakes, the line tells which. */
function inLine(code: YAMLError['code'], message: string, text: string, offset: number): PlainCode | undefined {
  const line = lineAt(text, offset);
  const isFirst = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
  const hasTwoColons = line.split(': ').length > 2;
  if (message.startsWith('Nested mappings')) return hasTwoColons ? 'SECOND_COLON' : 'TOO_FAR_RIGHT';
  if (code === 'BLOCK_IN_FLOW' && hasTwoColons) return 'SECOND_COLON';
  if (code === 'MULTILINE_IMPLICIT_KEY' && isFirst && /^\s*- /.test(line)) return 'DASH_AMONG_KEYS';
  return message.endsWith('at node end') && isFirst ? 'UNEXPECTED_LINE' : undefined;
}
