/** Why an archive was refused, in words for whoever made it. */
import type { ArchiveProblem, OtherFormat } from '../../model/archive-problem.ts';
import { archive as en } from './en/archive.ts';
import { archive as es } from './es/archive.ts';
import type { Lang } from './words.ts';

/** Paths are shown by the words themselves. */
export type ArchiveWords = {
  readonly [Code in ArchiveProblem['code']]: (problem: Extract<ArchiveProblem, { readonly code: Code }>) => string;
};

export type FormatNames = Readonly<Record<OtherFormat, string>>;

/** What is wrong, and what to do about it; without the name of the archive. */
export function tellArchive<Code extends ArchiveProblem['code']>(
  problem: Extract<ArchiveProblem, { readonly code: Code }>,
  lang: Lang,
): string {
  const words: ArchiveWords = lang === 'es' ? es : en;
  const code: Code = problem.code;
  return words[code](problem);
}
