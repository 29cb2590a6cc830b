/**
 * Programs whose verdicts are known: the references, right programs in other styles, and broken ones with one mistake
 * each. `expected.yaml` beside a right or broken program says which checks it loses.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadExpectation } from '../spec/load-expectation.ts';
import { allRead } from '../spec/spec-error.ts';

export type Specimen = {
  readonly kind: 'reference' | 'right' | 'broken';
  readonly exercise: string;
  readonly name: string;
  readonly folder: string;
  /** What is wrong with it, or in which style it is right. */
  readonly about: string;
  /** Checks it fails, exactly these. */
  readonly fails: readonly string[];
};

/**
 * References first, then right programs, then broken ones, each in the order of their names. `checks`, when given, are
 * the ids an `expected.yaml` may name. Throws SpecFileError with the errors of all of them.
 */
export async function loadSpecimens(
  exercise: string,
  referenceFolder: string,
  fixturesFolder: string,
  checks?: readonly string[],
): Promise<Specimen[]> {
  const references = await foldersIn(join(referenceFolder, exercise));
  const right = await foldersIn(join(fixturesFolder, exercise, 'right'));
  const broken = await foldersIn(join(fixturesFolder, exercise, 'broken'));
  const others = [
    ...right.map((place) => load('right', exercise, place, checks)),
    ...broken.map((place) => load('broken', exercise, place, checks)),
  ];
  return [...references.map((place) => reference(exercise, place)), ...(await allRead(others))];
}

function reference(exercise: string, [name, folder]: Place): Specimen {
  return { kind: 'reference', exercise, name, folder, about: 'worked solution', fails: [] };
}

type Place = readonly [name: string, folder: string];

async function foldersIn(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }): Place => [name, join(folder, name)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function load(
  kind: 'right' | 'broken',
  exercise: string,
  [name, folder]: Place,
  checks?: readonly string[],
): Promise<Specimen> {
  return { kind, exercise, name, folder, ...(await loadExpectation(kind, folder, checks)) };
}
