/** Words of the page that shows a student their result, beside those of every report. */
import { page as en } from './en/page.ts';
import { page as es } from './es/page.ts';
import type { Lang } from './words.ts';

export type PageWords = {
  readonly handedIn: string;
  readonly late: string;
  readonly earlierAttempts: (count: number) => string;
  /** Heading of the table of a lab, and the heads of its columns. */
  readonly parts: string;
  readonly columns: readonly [part: string, handedIn: string, points: string];
  readonly ungradable: string;
  readonly graderError: string;
  readonly graderErrorMeans: string;
};

export function pageWords(lang: Lang): PageWords {
  return lang === 'es' ? es : en;
}
