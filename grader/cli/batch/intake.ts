/** The class, taken in from what the instructor has. */
import { IntakeRefused, namesPattern } from '../../intake/names-pattern.ts';
import { takeIn, type Intake } from '../../intake/take-in.ts';
import { codeOf } from '../../model/error-words.ts';
import { showText } from '../../report/bytes-text.ts';
import type { Lang } from '../../report/messages/words.ts';
import type { Lab } from '../../spec/lab.ts';
import { batchWords } from './words.ts';
import { UsageError } from '../exit-code.ts';
import { refusePath } from '../find-work.ts';
import { tellIntakeProblem } from './intake-words.ts';

type Asked = { readonly names: string | undefined; readonly lang: Lang };

/** Throws UsageError where there is nothing to grade, and says why. */
export async function takeClass(paths: readonly string[], lab: Lab, { names, lang }: Asked): Promise<Intake> {
  const [labPrefix = ''] = lab.handIn.archive.split('{name}');
  try {
    const pattern = names === undefined ? undefined : namesPattern(names);
    const intake = await takeIn(paths, { names: pattern, labPrefix });
    if (intake.submissions.length > 0) return intake;
  } catch (error) {
    if (error instanceof IntakeRefused) throw new UsageError(tellIntakeProblem(error.problem, lang));
    refusePath(error, pathOf(error) ?? paths.join(', '), lang);
  }
  throw new UsageError(batchWords(lang).nothingHandedIn(paths.map(showText).join(', ')));
}

/** The path that Node's error is about. */
function pathOf(error: unknown): string | undefined {
  return codeOf(error) !== '' && error instanceof Error && 'path' in error ? String(error.path) : undefined;
}
