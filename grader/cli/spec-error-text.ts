/** What is wrong with the files of authors, as the user is told: in his language, and nothing in it that acts on a terminal. */
import { showText } from '../report/bytes-text.ts';
import type { Lang } from '../report/messages/words.ts';
import { formatSpecError } from '../spec/format-spec-error.ts';
import type { SpecError } from '../spec/spec-error.ts';

/** One line for each error, without a line end after the last. */
export function specErrorText(errors: readonly SpecError[], lang: Lang): string {
  return errors.map((error) => showText(formatSpecError(error, lang))).join('\n');
}
