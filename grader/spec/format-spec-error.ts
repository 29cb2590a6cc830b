/** What an author is told of an error; loaded only when there is one. */
import type { Lang } from '../model/lang.ts';
import type { SpecError } from './spec-error.ts';
import { faultWords } from './words/words.ts';

/** One line: `exercise.yaml:41:9: checks[0].steps[1]: unknown key "conect"; did you mean "connect"? Allowed: ...` */
export function formatSpecError(error: SpecError, lang: Lang): string {
  const { file, line, column, path, problem, found, allowed = [], didYouMean, seeLine } = error;
  const words = faultWords(lang);
  const told = words.problem(problem, found);
  const where = [`${file}:${line}:${column}`, ...(path === '' ? [] : [path]), told].join(': ');
  const guess = didYouMean === undefined ? '' : `; ${words.didYouMean(didYouMean)}`;
  const see = seeLine === undefined ? '' : ` (${words.seeLine(seeLine)})`;
  const choices = allowed.length === 0 ? '' : `${guess === '' ? '.' : ''} ${words.allowed(allowed)}`;
  return where + see + guess + choices;
}
