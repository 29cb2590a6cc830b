/** The way in for lab files, `<folder>/<id>/lab.yaml`, and the template of the report that stands beside. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { fileError, SpecFileError } from './spec-error.ts';

export type LoadedLab = {
  readonly lab: Lab;
  /** Text of the report's template; empty where the lab asks for no report. */
  readonly template: string;
};

/** Ids of the labs in a folder, in their order. */
export async function labsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: false, withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const present = await Promise.all(
    folders.map(async (name) => ((await readdir(join(folder, name))).includes('lab.yaml') ? [name] : [])),
  );
  return present.flat().toSorted();
}

/** Reads a lab. `exercises` are the ids of the exercises there are. Throws SpecFileError with every error in its file. */
export async function loadLab(folder: string, id: string, exercises: readonly string[]): Promise<LoadedLab> {
  const { parseLab } = await import('./parse-lab.ts');
  const file = join(folder, id, 'lab.yaml');
  const parsed = parseLab(await readText(file), file, id, exercises);
  if (!parsed.ok) throw new SpecFileError(parsed.errors);
  const { report } = parsed.lab;
  return { lab: parsed.lab, template: report === undefined ? '' : await readText(join(folder, id, report.template)) };
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SpecFileError([fileError(path, { code: 'FILE_UNREADABLE', reason })]);
  }
}
