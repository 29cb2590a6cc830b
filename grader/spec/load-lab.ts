/** The way in for lab files, `<folder>/<id>/lab.yaml`, and the template of the report that stands beside. */
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { fileError, SpecFileError } from './spec-error.ts';
import { whyUnreadable } from './why-unreadable.ts';

export type LoadedLab = {
  readonly lab: Lab;
  /** Text of the report's template; empty where the lab asks for no report. */
  readonly template: string;
};

const labFile = 'lab.yaml';

/** Ids of the labs in a folder, in their order. */
export async function labsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).toSorted();
  const present = await Promise.all(names.map((name) => isThere(join(folder, name, labFile))));
  return names.filter((_, index) => present[index]);
}

/** Reads a lab. `exercises` are the ids of the exercises there are. Throws SpecFileError with every error in its file. */
export async function loadLab(folder: string, id: string, exercises: readonly string[]): Promise<LoadedLab> {
  const { parseLab } = await import('./parse-lab.ts');
  const file = join(folder, id, labFile);
  const parsed = parseLab(await readText(file), file, id, exercises);
  if (!parsed.ok) throw new SpecFileError(parsed.errors);
  const { report } = parsed.lab;
  return { lab: parsed.lab, template: report === undefined ? '' : await readText(join(folder, id, report.template)) };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw new SpecFileError([fileError(path, { code: 'FILE_UNREADABLE', reason: whyUnreadable(error) })]);
  }
}
