/** English words for what is no YAML. */
import { quoted } from '../../fault.ts';
import type { YamlFlaw } from '../../yaml-flaw.ts';
import type { YamlWords } from '../words.ts';

const words: YamlWords = {
  ALIAS_WITH_PROPERTIES: 'an alias (*) can have no anchor (&) or tag (!) of its own',
  NAMELESS_ALIAS: 'an alias (*) or an anchor (&) needs a name, which does not end in a colon',
  UNKNOWN_DIRECTIVE: 'a line that begins with % is an order to the parser, and this one is unknown',
  UNKNOWN_ESCAPE: 'in double quotes a backslash means something, and this is nothing; put the text in single quotes',
  KEYS_NOT_ALIGNED: 'the keys of an object must all begin in the same column',
  ITEMS_NOT_ALIGNED: 'the items of a list must all begin in the same column',
  BLOCK_TEXT_INDENT: 'the lines of the text after | or > must be indented alike',
  PROPERTY_BEFORE_SIGN: 'an anchor (&) or a tag (!) belongs right before its value',
  SECOND_COLON: 'a value with a colon and a blank in it needs quotes',
  TOO_FAR_RIGHT: 'a key cannot begin inside of a value: the next line is indented too far, or quotes are missing',
  LIST_BESIDE_KEY: 'a list with dashes begins in the line after its key',
  LINES_IN_BRACKETS: 'inside of { } and [ ] there are no dashes, and no keys without a comma between them',
  LONG_KEY: 'a key has at most 1024 characters',
  NO_COLON: 'a key needs a colon after it',
  KEY_OVER_LINES: 'a key must stand in one line; perhaps a colon or a comma is missing before it',
  NO_COMMA: 'a comma is missing',
  NO_BLANK_BEFORE_COMMENT: 'a comment (#) needs a blank before it',
  NO_DASH: 'in a list, a line begins with a dash, or is indented like the other keys of its item',
  DASH_AMONG_KEYS: 'a dash begins an item of a list, but keys stand here',
  SEVERAL_ANCHORS: 'a value has at most one anchor (&)',
  SEVERAL_TAGS: 'a value has at most one tag (!)',
  TAB: 'indent with spaces, not with tabs',
  TAG: 'tags (!) have no meaning here; a text that begins with ! needs quotes',
  EXTRA_COMMA: 'there is nothing before this comma',
  EXTRA_BRACKET: 'this bracket closes nothing; a text with brackets needs quotes',
  UNEXPECTED_TEXT:
    'the value has ended before this; a text with quotes or brackets in it needs quotes around all of it',
  UNEXPECTED_LINE: 'this line belongs to nothing before it: look at its indentation',
};

/** `line` is where the parser could not go on. */
export function yaml(flaw: YamlFlaw, line: string): string {
  return `${what(flaw)}, found ${quoted(line)}`;
}

function what(flaw: YamlFlaw): string {
  switch (flaw.code) {
    case 'NOT_CLOSED':
      return `what was opened here is not closed with ${flaw.sign}`;
    case 'BAD_BEGINNING':
      return `a text that begins with ${flaw.sign} needs quotes`;
    case 'OTHER':
      return `"${flaw.words}"`;
    default:
      return words[flaw.code];
  }
}
