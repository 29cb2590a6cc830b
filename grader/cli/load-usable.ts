/** The exercises that can be graded: a file with errors stands only in the way of its own exercise. */
import type { Lang } from '../report/messages/words.ts';
import type { Exercise } from '../spec/exercise.ts';
import { readExercises } from '../spec/load-exercise.ts';
import { SpecFileError } from '../spec/spec-error.ts';
import { exerciseMemory, exercisesFolder } from './project.ts';
import { cliWords } from './words.ts';

/**
 * Warns of exercises that cannot be used. Throws SpecFileError when `isAskedFor` holds for one of them, or when there
 * is no other.
 */
export async function loadUsable(isAskedFor: (id: string) => boolean, lang: Lang): Promise<readonly Exercise[]> {
  const { exercises, broken } = await readExercises(exercisesFolder, exerciseMemory);
  const inTheWay = exercises.length === 0 ? broken : broken.filter(({ id }) => isAskedFor(id));
  if (inTheWay.length > 0) throw new SpecFileError(inTheWay.flatMap(({ errors }) => errors));
  if (broken.length > 0) {
    const { specErrorText } = await import('./spec-error-text.ts');
    const told = specErrorText(
      broken.flatMap(({ errors }) => errors),
      lang,
    );
    process.stderr.write(`${cliWords(lang).brokenExercises}\n${told}\n\n`);
  }
  return exercises;
}
