/** Words of the summary of a class on the terminal. */
import { classSummary as en } from './en/class.ts';
import { classSummary as es } from './es/class.ts';
import type { Lang } from './words.ts';

export type ClassCounts = {
  readonly graded: number;
  readonly incomplete: number;
  readonly ungradable: number;
  readonly graderErrors: number;
};

export type ClassWords = {
  readonly submissions: (count: number) => string;
  readonly counts: (counts: ClassCounts) => string;
  readonly distribution: (maxScore: string) => string;
  readonly middle: (median: string, lowest: string, highest: string) => string;
  readonly hardest: string;
  /** "31 of 49", those who failed it among those who came to it. */
  readonly failedBy: (failed: number, tried: number) => string;
  readonly ungradable: string;
  readonly incomplete: string;
  readonly graderErrors: string;
  readonly late: string;
  readonly toBeMarked: (points: string, submissions: number) => string;
  readonly more: (count: number) => string;
};

export function classWords(lang: Lang): ClassWords {
  return lang === 'es' ? es : en;
}
