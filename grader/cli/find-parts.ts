/** The programs of each part of a lab in what was handed in, wherever they lie. */
import { locate, type Located } from '../grading/grade-submission.ts';
import { languages } from '../launch/languages.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Lab } from '../spec/lab.ts';
import type { Listing } from '../submission/list-files.ts';
import { sourceReader } from '../submission/read-source.ts';
import { shareOut } from '../submission/share-out.ts';
import { isUnchangedStub, type StubDigest } from '../submission/stubs.ts';
import { hasProgram, readStubs } from './find-work.ts';
import { splitStarted } from './started.ts';
import { withoutUsed } from './without-used.ts';

type Belongs = (file: string) => boolean;

/** `exercises` are those of the parts of the lab, in their order; `listing` is that of `path`. */
export async function findParts(
  path: string,
  { root, files }: Listing,
  lab: Lab,
  exercises: readonly Exercise[],
): Promise<readonly Located[]> {
  const stubs = await readStubs();
  const folders = files.filter(({ kind }) => kind === 'directory').map((folder) => folder.path);
  const places = placesOf(lab, folders);
  const read = sourceReader(root);
  const parts = exercises.map((exercise, index) => {
    const belongs = belongingTo(places, index);
    const isStub = (text: string): boolean => isUnchangedStub(stubs, exercise.id, text);
    const submitted = { files: files.filter((file) => belongs(file.path)), read, languages, isStub };
    return { exercise, belongs, submitted };
  });
  const shares = shareOut(parts);
  const located = await Promise.all(
    parts.map(async ({ exercise, belongs }, index): Promise<Located> => {
      const { excluded, elsewhere } = shares[index] ?? { excluded: new Set<string>(), elsewhere: [] };
      const one = await locatePart(path, exercise, belongs, excluded, stubs);
      return elsewhere.length === 0 ? one : { ...one, elsewhere };
    }),
  );
  return withoutUsed(located);
}

/** Where the programs of each part are, in the order of the parts; null where they may be anywhere. */
type Places = readonly (string | null)[];

function placesOf({ parts }: Lab, folders: readonly string[]): Places {
  const nearestFirst = folders.toSorted((a, b) => a.split('/').length - b.split('/').length);
  const placeOf = (folder: string): string | undefined =>
    nearestFirst.find((one) => `/${one.toLowerCase()}`.endsWith(`/${folder.toLowerCase()}`));
  return parts.map(({ folder }) => (folder === undefined ? null : (placeOf(folder) ?? null)));
}

function belongingTo(places: Places, index: number): Belongs {
  const taken = places.filter((place) => place !== null);
  const place = places[index] ?? null;
  return (file) => (place === null ? !taken.some((other) => isUnder(other, file)) : isUnder(place, file));
}

function isUnder(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** Stubs beside what was written are left out, and languages in which nothing was found, unless there is nothing else. */
async function locatePart(
  path: string,
  exercise: Exercise,
  belongs: Belongs,
  excluded: ReadonlySet<string>,
  stubs: readonly StubDigest[],
): Promise<Located> {
  const located = await locate(path, exercise, {}, stubs, belongs, excluded);
  const [started] = splitStarted([located], stubs).started;
  if (started !== undefined) return started;
  const present = located.sets.filter(hasProgram);
  return { ...located, sets: present.length > 0 ? present : located.sets.slice(0, 1) };
}
