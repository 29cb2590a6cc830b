/** What a broken specimen is measured against: the same programs of the reference, in the same language. */
import { join } from 'node:path';
import { locate, type Located } from '../grading/grade-submission.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Found } from '../submission/find-programs.ts';
import { loadSpecimens, type Specimen } from '../calibrate/specimen.ts';

export type Twins = { readonly specimen: Specimen; readonly broken: Located; readonly reference: Located };

export type Folders = { readonly referenceFolder: string; readonly fixturesFolder: string };

/** Every broken specimen of the exercise, in the order of their names; those without a reference to compare are left out. */
export async function findTwins(exercise: Exercise, { referenceFolder, fixturesFolder }: Folders): Promise<Twins[]> {
  const specimens = await loadSpecimens(exercise.id, referenceFolder, fixturesFolder);
  const ofKind = (kind: Specimen['kind']) => specimens.filter((specimen) => specimen.kind === kind);
  const references = new Map(
    await Promise.all(
      ofKind('reference').map(async ({ name, folder }) => [name, await locate(folder, exercise, {})] as const),
    ),
  );
  const root = join(referenceFolder, exercise.id);
  const broken = ofKind('broken').map(async (specimen): Promise<Twins[]> => {
    const located = await locate(specimen.folder, exercise, {});
    const reference = { exercise, root, sets: twinSets(located, references) };
    return reference.sets.length === located.sets.length ? [{ specimen, broken: located, reference }] : [];
  });
  return (await Promise.all(broken)).flat();
}

function twinSets({ sets }: Located, references: ReadonlyMap<string, Located>): Located['sets'] {
  return sets.flatMap(({ language, programs }) => {
    const twins = Object.entries(programs).map(([name, found]) => [name, twinOf(name, found, references)] as const);
    const isWhole = twins.every(([, twin]) => twin !== undefined);
    const present = twins.flatMap(([name, twin]) => (twin === undefined ? [] : [[name, twin] as const]));
    return isWhole ? [{ language, programs: Object.fromEntries(present) }] : [];
  });
}

/** Undefined when the reference has no such program in that language; a program that is missing is missing in both. */
function twinOf(program: string, found: Found, references: ReadonlyMap<string, Located>): Found | undefined {
  if (found.kind !== 'found') return { kind: 'missing', lookedFor: [], found: [] };
  const language = languageOfReference(found.language);
  const twin = references.get(language)?.sets[0]?.programs[program];
  return twin?.kind === 'found' ? { ...twin, path: join(language, twin.path) } : undefined;
}

/** Both run on the same Node. */
function languageOfReference(language: string): string {
  return language === 'javascript' ? 'typescript' : language;
}
