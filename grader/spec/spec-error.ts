/** What is wrong with an exercise file, with its place: what an author, an editor or a program is told. */
import { faultWords } from './fault-words.ts';
import type { Fault, Path, Problem } from './fault.ts';
import type { Place, Source } from './yaml-source.ts';

export type SpecError = {
  readonly file: string;
  /** Line and column count from 1. */
  readonly line: number;
  readonly column: number;
  /** Like `checks[3].steps[1].send`; empty for the file itself. */
  readonly path: string;
  readonly message: string;
  /** The code behind the message, with its arguments. */
  readonly problem: Problem;
  readonly found?: string | undefined;
  readonly allowed?: readonly string[] | undefined;
  readonly didYouMean?: string | undefined;
  /** Line of another place that explains this error. */
  readonly seeLine?: number | undefined;
};

/** Thrown for exercise files that cannot be used; the message has one line for each error. */
export class SpecFileError extends Error {
  readonly errors: readonly SpecError[];

  constructor(errors: readonly SpecError[]) {
    super(errors.map(formatSpecError).join('\n'));
    this.name = 'SpecFileError';
    this.errors = errors;
  }
}

/** One line: `exercise.yaml:41:9: checks[0].steps[1]: unknown key "conect"; did you mean "connect"? Allowed: ...` */
export function formatSpecError(error: SpecError): string {
  const { file, line, column, path, message, allowed = [], didYouMean, seeLine } = error;
  const where = [`${file}:${line}:${column}`, ...(path === '' ? [] : [path]), message].join(': ');
  const guess = didYouMean === undefined ? '' : `; did you mean "${didYouMean}"?`;
  const see = seeLine === undefined ? '' : ` (see line ${seeLine})`;
  const choices = allowed.length === 0 ? '' : `${guess === '' ? '.' : ''} Allowed: ${allowed.join(', ')}`;
  return where + see + guess + choices;
}

/** The errors behind faults, in the order of the file, each once. */
export function specErrors(faults: readonly Fault[], file: string, source: Source): SpecError[] {
  const errors = faults.map((fault) => specError(fault, file, source));
  const unique = new Map(
    errors.map((error) => [[error.line, error.column, error.path, error.problem.code, error.message].join(' '), error]),
  );
  return [...unique.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function specError(fault: Fault, file: string, source: Source): SpecError {
  const { place, path } = source.locate(fault.path, fault.at);
  const { problem, found, allowed, didYouMean, related, at } = fault;
  return {
    ...unplaced(file, place, problem, found),
    path: pathText(at === 'key' ? path.slice(0, -1) : path),
    allowed,
    didYouMean,
    seeLine: related && source.locate(related).place.line,
  };
}

/** An error of the file itself. */
export function fileError(file: string, problem: Problem, place: Place = { line: 1, column: 1 }): SpecError {
  return unplaced(file, place, problem);
}

function unplaced(file: string, { line, column }: Place, problem: Problem, found?: string): SpecError {
  return { file, line, column, path: '', message: faultWords({ problem, found }), problem, found };
}

function pathText(path: Path): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}
