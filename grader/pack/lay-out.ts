/** Where the sources of several exercises stand in one archive, so that each program is found again. */
import { readFile } from 'node:fs/promises';
import type { Located } from '../grading/grade-submission.ts';
import type { Lab } from '../spec/lab.ts';
import type { SourceLanguage } from '../submission/collect-sources.ts';
import { findPrograms, type Found } from '../submission/find-programs.ts';
import { decode } from '../submission/read-source.ts';
import type { Source } from './choose-sources.ts';

/** A file as it is packed; `path` has `/` between folders. */
export type PackedFile = { readonly path: string; readonly content: Buffer };

type Placed = { readonly source: Source; readonly path: string; readonly content: Buffer };

type PlaceOf = (source: Source) => string;

/**
 * All of them together in the folder that the lab asks for, where each is still found as what it is; otherwise each
 * exercise in a folder of its own.
 */
export async function layOut(
  sources: readonly Source[],
  located: readonly Located[],
  lab: Lab,
  languages: readonly SourceLanguage[],
): Promise<PackedFile[]> {
  const contents = new Map<string, Buffer>();
  for (const { file } of sources) contents.set(file, await readFile(file));
  const place = (placeOf: PlaceOf): Placed[] =>
    sources.map((source) => ({ source, path: placeOf(source), content: contents.get(source.file) ?? Buffer.of() }));
  const layouts = waysToPlace(lab, languages).map(place);
  const chosen = layouts.find(
    (placed) => !hasClash(placed) && located.every((one) => isFoundAgain(one, sharing(one, placed, lab), languages)),
  );
  return withoutCopies(chosen ?? layouts.at(-1) ?? []);
}

function waysToPlace(lab: Lab, languages: readonly SourceLanguage[]): PlaceOf[] {
  const base = ({ language }: Source): string => baseOf(lab, language, languages);
  const own = ({ exercise }: Source): string | undefined =>
    lab.parts.find((part) => part.exercise === exercise)?.folder;
  const apart = (source: Source): string => own(source) ?? source.exercise;
  return [
    (source) => joined(base(source), own(source), source.inFolder),
    (source) => joined(base(source), apart(source), source.inFolder),
    (source) => joined(base(source), apart(source), source.path),
  ];
}

/** A lab that asks for a folder `python` gets other languages in folders of their own. */
function baseOf({ handIn: { folder } }: Lab, language: string, languages: readonly SourceLanguage[]): string {
  return languages.some(({ id }) => id === folder) ? language : folder;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('/');
}

/** Two files under one name, on a system that does not tell small letters from capitals. */
function hasClash(placed: readonly Placed[]): boolean {
  const seen = new Map<string, Placed>();
  return placed.some((one) => {
    const key = one.path.normalize('NFC').toLowerCase();
    const other = seen.get(key);
    seen.set(key, one);
    return other !== undefined && (other.path !== one.path || !other.content.equals(one.content));
  });
}

/** What lies where the programs of an exercise are looked for. */
function sharing({ exercise }: Located, placed: readonly Placed[], { parts }: Lab): readonly Placed[] {
  const hasOwn = (id: string): boolean => parts.some((part) => part.exercise === id && part.folder !== undefined);
  return hasOwn(exercise.id)
    ? placed.filter(({ source }) => source.exercise === exercise.id)
    : placed.filter(({ source }) => !hasOwn(source.exercise));
}

/** Whether the grader takes the same files for the programs of an exercise as before. */
function isFoundAgain({ exercise, sets }: Located, placed: readonly Placed[], languages: readonly SourceLanguage[]) {
  const pathOf = (path: string): string | undefined =>
    placed.find(({ source }) => source.exercise === exercise.id && source.path === path)?.path;
  const texts = new Map(placed.map(({ path, content }) => [path, content]));
  const files = [...texts].map(([path, content]) => ({ path, kind: 'file' as const, bytes: content.length }));
  const read = (path: string): string | undefined => {
    const content = texts.get(path);
    return content === undefined ? undefined : decode(content);
  };
  const again = findPrograms(exercise, { files, read, languages });
  return sets.every(({ programs }) =>
    again.some((set) => Object.entries(programs).every(([name, found]) => isSame(found, set.programs[name], pathOf))),
  );
}

function isSame(before: Found, after: Found | undefined, pathOf: (path: string) => string | undefined): boolean {
  if (before.kind !== 'found') return true;
  return after?.kind === 'found' && after.path === pathOf(before.path);
}

function withoutCopies(placed: readonly Placed[]): PackedFile[] {
  const files = new Map(placed.map(({ path, content }) => [path, { path, content }]));
  return [...files.values()];
}
