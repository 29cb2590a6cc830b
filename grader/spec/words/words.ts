/** Picks the words for what is wrong with a file of an author. The rule for a table: a code is there, or it does not compile. */
import type { Lang } from '../../model/lang.ts';
import { tell, type WordsOf } from '../coded.ts';
import type { Bound, Found, NotOpen, Problem, ProblemArgs } from '../fault.ts';
import type { PatternFlawCode } from '../pattern-flaw.ts';
import type { Form, RuleArgs } from '../rule.ts';
import type { UnreadableArgs } from '../unreadable.ts';
import type { PlainCode } from '../yaml-flaw.ts';
import { en } from './en/faults.ts';
import { es } from './es/faults.ts';

/** Each is part of a sentence without a full stop, which follows the path of the value at fault; `found` is empty, or ends it. */
export type ProblemWords = WordsOf<ProblemArgs, [found: string]>;
export type RuleWords = WordsOf<RuleArgs, [found: string]>;
/** What is told without a detail of its own. */
export type YamlWords = { readonly [Code in PlainCode]: string };
export type UnreadableWords = WordsOf<UnreadableArgs>;
export type FormWords = { readonly [F in Form]: string };
export type PatternWords = { readonly [Code in PatternFlawCode]: string };
export type BoundWords = { readonly [B in Bound]: string };
export type NotOpenWords = {
  readonly [Because in NotOpen]: (peer: string, verb: string, numbered: number) => string;
};

export type FaultTable = {
  readonly problems: ProblemWords;
  readonly found: (found: Found) => string;
  readonly didYouMean: (word: string) => string;
  readonly seeLine: (line: number) => string;
  readonly allowed: (words: readonly string[]) => string;
};

export type FaultWords = Omit<FaultTable, 'problems' | 'found'> & {
  readonly problem: (problem: Problem, found?: Found) => string;
};

export const faultTables: { readonly [L in Lang]: FaultTable } = { es, en };

export function faultWords(lang: Lang): FaultWords {
  const { problems, found: foundWords, ...others } = faultTables[lang];
  return {
    ...others,
    problem: (problem, found) => tell(problems, problem, found === undefined ? '' : foundWords(found)),
  };
}
