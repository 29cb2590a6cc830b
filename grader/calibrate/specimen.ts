/**
 * Programs whose verdicts are known: the references, right programs in other styles, and broken ones with one mistake
 * each. `expected.yaml` beside a right or broken program says which checks it loses.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { SpecFileError } from '../spec/spec-error.ts';
import { fileError } from '../spec/spec-error.ts';

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

const checkIds = z.array(z.string());
const brokenSchema = z.strictObject({ mistake: z.string().min(1), fails: checkIds });
const rightSchema = z.strictObject({ style: z.string().min(1), loses: checkIds.default([]) });

/** References first, then right programs, then broken ones, each in the order of their names. */
export async function loadSpecimens(
  exercise: string,
  referenceFolder: string,
  fixturesFolder: string,
): Promise<Specimen[]> {
  const references = await foldersIn(join(referenceFolder, exercise));
  const right = await foldersIn(join(fixturesFolder, exercise, 'right'));
  const broken = await foldersIn(join(fixturesFolder, exercise, 'broken'));
  return [
    ...references.map(([name, folder]): Specimen => ({
      kind: 'reference',
      exercise,
      name,
      folder,
      about: 'worked solution',
      fails: [],
    })),
    ...(await Promise.all(right.map((place) => loadRight(exercise, place)))),
    ...(await Promise.all(broken.map((place) => loadBroken(exercise, place)))),
  ];
}

type Place = readonly [name: string, folder: string];

async function foldersIn(folder: string): Promise<Place[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }): Place => [name, join(folder, name)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function loadRight(exercise: string, [name, folder]: Place): Promise<Specimen> {
  const { style, loses } = await loadExpectation(folder, rightSchema);
  return { kind: 'right', exercise, name, folder, about: style, fails: loses };
}

async function loadBroken(exercise: string, [name, folder]: Place): Promise<Specimen> {
  const { mistake, fails } = await loadExpectation(folder, brokenSchema);
  return { kind: 'broken', exercise, name, folder, about: mistake, fails };
}

async function loadExpectation<Expectation>(folder: string, schema: z.ZodType<Expectation>): Promise<Expectation> {
  const file = join(folder, 'expected.yaml');
  const parsed = schema.safeParse(parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new SpecFileError([fileError(file, { code: 'FILE_UNREADABLE', reason: z.prettifyError(parsed.error) })]);
}
