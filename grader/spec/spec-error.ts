/** What is wrong with a file of an author, with its place: what an author, an editor or a program is told. */
import type { Fault, Found, Path, Problem } from './fault.ts';
import type { Place } from './place.ts';
import type { Unreadable } from './unreadable.ts';
import type { Placed } from './yaml-problems.ts';
import type { Source } from './yaml-source.ts';

export type SpecError = {
  readonly file: string;
  /** Line and column count from 1. */
  readonly line: number;
  readonly column: number;
  /** Like `checks[3].steps[1].send`; empty for the file itself. */
  readonly path: string;
  readonly problem: Problem;
  readonly found?: Found | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly didYouMean?: string | undefined;
  /** Line of another place that explains this error. */
  readonly seeLine?: number | undefined;
};

/** Thrown for files of authors that cannot be used. The message is for developers; users are told by `formatSpecError`. */
export class SpecFileError extends Error {
  readonly errors: readonly SpecError[];

  constructor(errors: readonly SpecError[]) {
    super(errors.map(inCodes).join('\n'));
    this.name = 'SpecFileError';
    this.errors = errors;
  }
}

function inCodes({ file, line, column, path, problem }: SpecError): string {
  return `${file}:${line}:${column}: ${path} ${JSON.stringify(problem)}`;
}

/** What all have read; throws SpecFileError with the errors of all that threw one. */
export async function allRead<Value>(readings: readonly Promise<Value>[]): Promise<Value[]> {
  const settled = await Promise.allSettled(readings);
  const thrown = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  const errors = thrown.flatMap((one) => (one instanceof SpecFileError ? one.errors : []));
  const isAll = thrown.every((one) => one instanceof SpecFileError);
  if (thrown.length > 0 && isAll) throw new SpecFileError(errors);
  return Promise.all(readings);
}

/** Whoever has corrected so many looks again. */
const mostErrors = 100;

/** The errors behind faults, in the order of the file, each once; of very many only how many they are. */
export function specErrors(faults: readonly Fault[], file: string, source: Source): SpecError[] {
  const different = unique(faults, ({ path, at, problem, found }) => [path, at, problem, found]);
  const errors = different.slice(0, mostErrors).map((fault) => specError(fault, file, source));
  const told = unique(errors, ({ line, column, path, problem, found }) => [line, column, path, problem, found]);
  const inOrder = told.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return [...inOrder, ...moreErrors(different.length, file)];
}

/** Errors of the file itself, such as of its YAML, which are in the order of the file. */
export function fileErrors(problems: readonly Placed[], file: string): SpecError[] {
  const told = problems.slice(0, mostErrors).map(({ problem, place }) => fileError(file, problem, place));
  return [...told, ...moreErrors(problems.length, file)];
}

function moreErrors(all: number, file: string): SpecError[] {
  const count = all - mostErrors;
  return count > 0 ? [fileError(file, { code: 'MORE_PROBLEMS', count })] : [];
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[] {
  const reversed = items.toReversed().map((item): [string, Item] => [JSON.stringify(keyOf(item)), item]);
  return [...new Map(reversed).values()].toReversed();
}

function specError(fault: Fault, file: string, source: Source): SpecError {
  const { place, path } = source.locate(fault.path, fault.at);
  const { problem, found, allowed, didYouMean, related, at } = fault;
  return {
    file,
    ...place,
    path: pathText(at === 'key' ? path.slice(0, -1) : path),
    problem,
    found,
    allowed,
    didYouMean,
    seeLine: related && source.locate(related).place.line,
  };
}

/** An error of the file itself. */
export function fileError(file: string, problem: Problem, place: Place = { line: 1, column: 1 }): SpecError {
  return { file, line: place.line, column: place.column, path: '', problem };
}

type Refusal = { readonly reason: Unreadable; readonly place?: Place };

/** An error of a file that cannot be read. */
export function unreadable(file: string, { reason, place }: Refusal): SpecError {
  return fileError(file, { code: 'FILE_UNREADABLE', reason }, place);
}

function pathText(path: Path): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}
