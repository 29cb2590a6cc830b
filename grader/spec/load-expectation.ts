/** The way in for `expected.yaml`, which says of a program that proves the checks which of them it loses. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Fault } from './fault.ts';
import { notAmong } from './fault.ts';
import { parseFile, type Parsed } from './parse-file.ts';
import { objectKeys } from './schema-keys.ts';
import { fileError, SpecFileError, unreadable, type SpecError } from './spec-error.ts';
import { readText } from './unreadable.ts';

export type Expectation = {
  /** What is wrong with the program, or in which style it is right. */
  readonly about: string;
  /** Ids of the checks it fails, exactly these. */
  readonly fails: readonly string[];
};

const checkIds = z.array(z.string());
const brokenSchema = z.strictObject({ mistake: z.string().min(1), fails: checkIds.min(1) });
const rightSchema = z.strictObject({ style: z.string().min(1), loses: checkIds.default([]) });

/** Reads `expected.yaml` in the folder of a program; `checks`, when given, are those it may name. Throws SpecFileError. */
export async function loadExpectation(
  kind: 'right' | 'broken',
  folder: string,
  checks?: readonly string[],
): Promise<Expectation> {
  const file = join(folder, 'expected.yaml');
  const read = await readText(file);
  if (!read.ok && read.reason.code === 'ABSENT') throw new SpecFileError([missing(file, kind)]);
  if (!read.ok) throw new SpecFileError([unreadable(file, read)]);
  const parsed = kind === 'right' ? parseRight(read.text, file, checks) : parseBroken(read.text, file, checks);
  if (!parsed.ok) throw new SpecFileError(parsed.errors);
  return parsed.value;
}

function missing(file: string, kind: 'right' | 'broken'): SpecError {
  const { allowed } = objectKeys(kind === 'right' ? rightSchema : brokenSchema, []);
  return fileError(file, { code: 'FILE_MISSING', keys: allowed });
}

function parseRight(text: string, file: string, checks?: readonly string[]): Parsed<Expectation> {
  const faultsOf = ({ loses }: z.output<typeof rightSchema>): Fault[] => checkFaults('loses', loses, checks);
  const parsed = parseFile(text, file, { schema: rightSchema, faultsOf });
  return parsed.ok ? { ok: true, value: { about: parsed.value.style, fails: parsed.value.loses } } : parsed;
}

function parseBroken(text: string, file: string, checks?: readonly string[]): Parsed<Expectation> {
  const faultsOf = ({ fails }: z.output<typeof brokenSchema>): Fault[] => checkFaults('fails', fails, checks);
  const parsed = parseFile(text, file, { schema: brokenSchema, faultsOf });
  return parsed.ok ? { ok: true, value: { about: parsed.value.mistake, fails: parsed.value.fails } } : parsed;
}

function checkFaults(key: string, ids: readonly string[], checks: readonly string[] = ids): Fault[] {
  return ids.flatMap((id, index): Fault[] => {
    if (checks.includes(id)) return [];
    const { didYouMean } = notAmong(id, checks);
    // There are dozens of them: they are listed only where none of them seems to be meant.
    const hint = didYouMean === undefined ? { allowed: checks } : { didYouMean };
    return [{ path: [key, index], problem: { code: 'UNKNOWN_CHECK', id }, ...hint }];
  });
}
