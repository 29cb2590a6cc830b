/** Files the user names for programs, `server=path`, for submissions in which they cannot be found. */
import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { assertNever } from '../model/assert-never.ts';
import type { Exercise } from '../spec/exercise.ts';
import { languageOf, type SourceLanguage } from './collect-sources.ts';
import { isInside } from './inside.ts';

/** By program. A path is relative to the submission's root with `/` between folders, or absolute when outside of it. */
export type Choices = Readonly<Record<string, Choice>>;
export type Choice = { readonly path: string; readonly language: string };

export type ChoiceProblem =
  | { readonly kind: 'malformed'; readonly given: string }
  | { readonly kind: 'unknown-program'; readonly program: string; readonly known: readonly string[] }
  | { readonly kind: 'chosen-twice'; readonly program: string }
  | { readonly kind: 'no-such-file'; readonly program: string; readonly path: string }
  | { readonly kind: 'not-a-file'; readonly program: string; readonly path: string }
  | {
      readonly kind: 'unknown-language';
      readonly program: string;
      readonly path: string;
      readonly endings: readonly string[];
    };

export type ReadChoices =
  | { readonly kind: 'choices'; readonly choices: Choices }
  | { readonly kind: 'problems'; readonly problems: readonly ChoiceProblem[] };

/** Where a path may start: first where the user stands, then the submission. */
export type Places = { readonly workingFolder: string; readonly root: string };

type OneChoice = { readonly program: string; readonly path: string };

/** Reads `program=path` texts; all their problems at once, or the choices. */
export async function readChoices(
  given: readonly string[],
  exercise: Pick<Exercise, 'programs'>,
  languages: readonly SourceLanguage[],
  places: Places,
): Promise<ReadChoices> {
  const problems: ChoiceProblem[] = [];
  const choices = new Map<string, Choice>();
  for (const text of given) {
    const read = await readChoice(text, Object.keys(exercise.programs), languages, places);
    if ('kind' in read) problems.push(read);
    else if (choices.has(read.program)) problems.push({ kind: 'chosen-twice', program: read.program });
    else choices.set(read.program, { path: read.path, language: read.language });
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'choices', choices: Object.fromEntries(choices) };
}

async function readChoice(
  text: string,
  known: readonly string[],
  languages: readonly SourceLanguage[],
  places: Places,
): Promise<(OneChoice & Choice) | ChoiceProblem> {
  const [, program, path] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (program === undefined || path === undefined) return { kind: 'malformed', given: text };
  if (!known.includes(program)) return { kind: 'unknown-program', program, known };
  const place = await locate(path, places);
  switch (place.kind) {
    case 'nothing':
      return { kind: 'no-such-file', program, path };
    case 'other':
      return { kind: 'not-a-file', program, path };
    case 'file': {
      const language = languageOf(path, languages);
      if (language !== undefined) return { program, language, path: fromRoot(place.path, places.root) };
      return { kind: 'unknown-language', program, path, endings: languages.flatMap(({ endings }) => endings) };
    }
    default:
      return assertNever(place);
  }
}

type Place =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'nothing' };

/** What stands at a path, tried from each place in turn. */
async function locate(path: string, { workingFolder, root }: Places): Promise<Place> {
  for (const place of [resolve(workingFolder, path), resolve(root, path)]) {
    const found = await stat(place).catch(() => undefined);
    if (found !== undefined) return found.isFile() ? { kind: 'file', path: place } : { kind: 'other' };
  }
  return { kind: 'nothing' };
}

function fromRoot(path: string, root: string): string {
  return isInside(resolve(root), path) ? relative(root, path).split(sep).join('/') : path;
}
