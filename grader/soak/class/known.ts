/** The specimens of an exercise as parts of a class: references and programs in other styles are right, the rest is broken. */
import type { Specimen } from '../../calibrate/specimen.ts';
import { locate } from '../../grading/grade-submission.ts';
import type { Exercise } from '../../spec/exercise.ts';
import { expectedOf } from './expected.ts';
import { filesIn, handedIn } from './files.ts';
import type { Part } from './part.ts';

/** Without those in languages that this machine does not have. */
export async function knownParts(
  specimens: readonly Specimen[],
  exercise: Exercise,
  hasLanguage: (language: string) => boolean,
): Promise<Part[]> {
  const parts = await Promise.all(specimens.map((specimen) => partOf(specimen, exercise, hasLanguage)));
  return parts.filter((part) => part !== undefined);
}

async function partOf(
  specimen: Specimen,
  exercise: Exercise,
  hasLanguage: (language: string) => boolean,
): Promise<Part | undefined> {
  const { sets } = await locate(specimen.folder, exercise, {});
  const [set, ...others] = sets;
  if (set === undefined || others.length > 0) return undefined;
  if (!set.language.split('+').every(hasLanguage)) return undefined;
  const found = Object.entries(set.programs).filter(([, program]) => program.kind === 'found');
  const { kind, name, folder } = specimen;
  return {
    sort: kind === 'broken' ? 'broken' : 'right',
    name,
    expected: expectedOf(specimen, exercise, new Set(found.map(([program]) => program))),
    ...(await handedIn(await filesIn(folder, 'expected.yaml'))),
  };
}
