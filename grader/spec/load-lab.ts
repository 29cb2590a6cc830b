/** The way in for lab files, `<folder>/<id>/lab.yaml`, and the template of the report that stands beside. */
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from './lab.ts';
import { SpecFileError, unreadable } from './spec-error.ts';
import { readText } from './unreadable.ts';

export type LoadedLab = {
  readonly lab: Lab;
  /** Text of the report's template; empty where the lab asks for no report. */
  readonly template: string;
};

const labFile = 'lab.yaml';

/** Ids of the labs in a folder, in their order, whether or not their files have errors. */
export function labsIn(folder: string): Promise<string[]> {
  return thoseWith(labFile, folder);
}

/** Ids of the exercises in a folder, in their order, whether or not their files have errors. */
export function exercisesIn(folder: string): Promise<string[]> {
  return thoseWith('exercise.yaml', folder);
}

async function thoseWith(file: string, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).toSorted();
  const present = await Promise.all(names.map((name) => isThere(join(folder, name, file))));
  return names.filter((_, index) => present[index]);
}

/** Reads a lab. `exercises` are the ids of the exercises there are. Throws SpecFileError with every error in its file. */
export async function loadLab(folder: string, id: string, exercises: readonly string[]): Promise<LoadedLab> {
  const { parseLab } = await import('./parse-lab.ts');
  const file = join(folder, id, labFile);
  const text = await textOf(file);
  const templates = (await readdir(join(folder, id))).filter((name) => name.endsWith('.md'));
  const parsed = parseLab(text, file, id, exercises, templates);
  if (!parsed.ok) throw new SpecFileError(parsed.errors);
  const { report } = parsed.lab;
  return { lab: parsed.lab, template: report === undefined ? '' : await textOf(join(folder, id, report.template)) };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function textOf(path: string): Promise<string> {
  const read = await readText(path);
  if (!read.ok) throw new SpecFileError([unreadable(path, read)]);
  return read.text;
}
