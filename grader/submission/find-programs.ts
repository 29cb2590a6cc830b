/**
 * Which files of a submission are the programs of an exercise. Pure: it is handed the listing and a way to read a file.
 *
 * Every language in which a program was found gives one set, so that nothing a student wrote goes ungraded. A program
 * the set's own language lacks is taken from another one; it is missing only where no language has it.
 */
import type { Exercise, ProgramSpec } from '../spec/exercise.ts';
import { assignFiles, pathsOf, type Assigned, type FoundFile, type Program } from './assign-files.ts';
import type { Choices } from './choices.ts';
import { collectSources, languageOf, sourcePaths, type SourceLanguage, type Submitted } from './collect-sources.ts';
import { usualNames } from './usual-names.ts';

export type Missing = {
  readonly kind: 'missing';
  /** Names of files, with endings, the preferred one first. */
  readonly lookedFor: readonly string[];
  /** Sources that were there and are no program of this set. */
  readonly found: readonly string[];
};

export type Found = Assigned | Missing;

/** One choice of files to grade together, with an entry for every program of the exercise. */
export type ProgramSet = {
  /** `python`, or `c+python` where languages are mixed; `''` when there is no source at all. */
  readonly language: string;
  readonly programs: Readonly<Record<string, Found>>;
};

type Assignment = ReadonlyMap<string, Assigned>;

const mostListed = 40;

/**
 * Finds the programs of `exercise`; gives at least one set.
 *
 * `choices` are files the user named. They are taken as they are, and then there is one set only, its other programs
 * preferably in the languages of the chosen ones.
 */
export function findPrograms(
  exercise: Pick<Exercise, 'programs'>,
  submitted: Submitted,
  choices: Choices = {},
): readonly ProgramSet[] {
  const programs: Program[] = Object.entries(exercise.programs);
  const chosen = chosenFiles(choices);
  const all = assignPerLanguage(programs, submitted, chosen);
  const leads = chosen.size === 0 ? all : all.slice(0, 1);
  const assignments = leads.length === 0 ? [chosen] : leads.map((lead) => complete(lead, all, chosen));
  const sets = assignments.map((assignment) => describeSet(programs, assignment, submitted));
  return sets.filter((set, index) => sets.findIndex((other) => sameFiles(set, other)) === index);
}

function chosenFiles(choices: Choices): ReadonlyMap<string, FoundFile> {
  const files = Object.entries(choices).map(
    ([program, { path, language }]) => [program, { kind: 'found', path, language, by: 'choice' }] as const,
  );
  return new Map(files);
}

/** What each language has of the programs that were not chosen: languages of chosen files first, empty ones left out. */
function assignPerLanguage(
  programs: readonly Program[],
  submitted: Submitted,
  chosen: ReadonlyMap<string, FoundFile>,
): Assignment[] {
  const files = [...chosen.values()];
  const open = programs.filter(([program]) => !chosen.has(program));
  const sources = collectSources(submitted).filter(({ path }) => !files.some((file) => file.path === path));
  const languages = new Set([...files, ...submitted.languages.map(({ id }) => ({ language: id }))].map(languageIn));
  return [...languages]
    .map((id) =>
      assignFiles(
        open,
        sources.filter((source) => source.language === id),
        submitted.read,
      ),
    )
    .filter((assignment) => assignment.size > 0);
}

function languageIn({ language }: { readonly language: string }): string {
  return language;
}

/** The lead's own programs, and from the other languages what it lacks: a file that can be graded, if there is one. */
function complete(lead: Assignment, all: readonly Assignment[], chosen: Assignment): Assignment {
  const fromOthers = all.toReversed().flatMap((assignment) => Array.from(assignment));
  const gradeable = fromOthers.filter(([, { kind }]) => kind === 'found');
  return new Map([...fromOthers, ...gradeable, ...lead, ...chosen]);
}

function describeSet(programs: readonly Program[], assignment: Assignment, submitted: Submitted): ProgramSet {
  const languages = languagesOf([...assignment.values()].flatMap(pathsOf), submitted);
  const described = programs.map(([name, spec]): [string, Found] => {
    return [name, assignment.get(name) ?? missing(spec, languages, assignment, submitted)];
  });
  return { language: languages.toSorted().join('+'), programs: Object.fromEntries(described) };
}

/** Languages of the assigned files; when there are none, of whatever sources are there. */
function languagesOf(assigned: readonly string[], submitted: Submitted): string[] {
  const paths = assigned.length > 0 ? assigned : sourcePaths(submitted);
  return [...new Set(paths.flatMap((path) => languageOf(path, submitted.languages) ?? []))];
}

/** The files that were taken for a program, or could be it. */
export function foundPaths(found: Found): readonly string[] {
  return found.kind === 'missing' ? [] : pathsOf(found);
}

function missing(
  spec: ProgramSpec,
  languages: readonly string[],
  assignment: Assignment,
  submitted: Submitted,
): Missing {
  const taken = new Set([...assignment.values()].flatMap(pathsOf));
  const found = sourcePaths(submitted).filter((path) => !taken.has(path));
  return {
    kind: 'missing',
    lookedFor: namesFor(spec, languages, submitted.languages),
    found: found.slice(0, mostListed),
  };
}

/** The usual names in the one language at hand; the preferred name in each language where there are several, or none. */
function namesFor(spec: ProgramSpec, at: readonly string[], languages: readonly SourceLanguage[]): string[] {
  const names = at.length === 1 ? usualNames(spec.files) : spec.files.slice(0, 1);
  const here = languages.filter(({ id }) => at.length === 0 || at.includes(id));
  return names.flatMap((name) => here.map(({ endings: [usual = ''] }) => name + usual));
}

function sameFiles(a: ProgramSet, b: ProgramSet): boolean {
  return JSON.stringify(a.programs) === JSON.stringify(b.programs);
}
