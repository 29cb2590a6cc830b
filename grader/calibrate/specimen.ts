/**
 * Programs whose verdicts are known: the references, right programs in other styles, and broken ones with one mistake
 * each. `expected.yaml` beside a right or broken program says which checks it loses.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { fileError, SpecFileError } from '../spec/spec-error.ts';

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
const brokenSchema = z.strictObject({ mistake: z.string().min(1), fails: checkIds.min(1) });
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
  const { style, loses } = await loadExpectation(folder, rightSchema, '{ style: how it is right, loses: [check-id] }');
  return { kind: 'right', exercise, name, folder, about: style, fails: loses };
}

async function loadBroken(exercise: string, [name, folder]: Place): Promise<Specimen> {
  const { mistake, fails } = await loadExpectation(
    folder,
    brokenSchema,
    '{ mistake: what is wrong, fails: [check-id] }',
  );
  return { kind: 'broken', exercise, name, folder, about: mistake, fails };
}

/** Throws SpecFileError, which says what is wrong and, by an `example`, what to write. */
async function loadExpectation<Expectation>(
  folder: string,
  schema: z.ZodType<Expectation>,
  example: string,
): Promise<Expectation> {
  const file = join(folder, 'expected.yaml');
  const refuse = (reason: string): never => {
    throw new SpecFileError([fileError(file, { code: 'FILE_UNREADABLE', reason: `${reason}\n  Write: ${example}` })]);
  };
  const text = await readFile(file, 'utf8').catch(() => refuse('there is no such file'));
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return refuse(error.message.trim());
  const parsed = schema.safeParse(document.toJS());
  return parsed.success ? parsed.data : refuse(z.prettifyError(parsed.error));
}
