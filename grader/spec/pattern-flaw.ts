/** Why a text is no regular expression: what V8 says of it, as a code. */
import { reasonOf } from '../model/error-words.ts';

/** What V8 says after the expression itself. */
const saidByV8 = {
  OPEN_GROUP: /: Unterminated group$/,
  OPEN_CLASS: /: Unterminated character class$/,
  CLOSING_ALONE: /: Unmatched '\)'$/,
  NOTHING_TO_REPEAT: /: Nothing to repeat$/,
  RANGE_BACKWARDS: /: Range out of order in character class$/,
  COUNTS_BACKWARDS: /: numbers out of order in \{\} quantifier$/,
  UNKNOWN_GROUP: /: Invalid group$/,
  GROUP_NAME: /: (?:Invalid capture group name|Duplicate capture group name)$/,
  LONE_BACKSLASH: /: \\ at end of pattern$/,
} as const;

export type PatternFlawCode = keyof typeof saidByV8;

export type PatternFlaw =
  | { readonly code: PatternFlawCode }
  /** What V8 says, for which there are no words here. */
  | { readonly code: 'OTHER'; readonly words: string };

/** Null for a text that is a regular expression. */
export function patternFlaw(pattern: string, flags: string): PatternFlaw | null {
  try {
    RegExp(pattern, flags);
    return null;
  } catch (error) {
    return flawOf(reasonOf(error));
  }
}

function flawOf(reason: string): PatternFlaw {
  for (const code of patternFlawCodes) if (saidByV8[code].test(reason)) return { code };
  return { code: 'OTHER', words: reason.replace(/^Invalid regular expression: /, '') };
}

export const patternFlawCodes: readonly PatternFlawCode[] = [
  'OPEN_GROUP',
  'OPEN_CLASS',
  'CLOSING_ALONE',
  'NOTHING_TO_REPEAT',
  'RANGE_BACKWARDS',
  'COUNTS_BACKWARDS',
  'UNKNOWN_GROUP',
  'GROUP_NAME',
  'LONE_BACKSLASH',
];
