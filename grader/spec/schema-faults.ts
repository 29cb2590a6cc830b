/**
 * Turns what zod says about a file into faults an author can act on. Where a value may have several shapes, only the
 * shape the author seems to have meant is talked about.
 */
import type { z } from 'zod';
import { notAmong, shown, valueAt, type Fault, type Path, type Problem } from './fault.ts';
import { formOf, isRule } from './rule.ts';
import { objectKeys } from './schema-keys.ts';
import { fitsKind, outOfRange, wrongKind, wrongValue } from './schema-kinds.ts';

type Issue = z.core.$ZodIssue;

/** The file that was checked, and the schema that refused it. */
type Context = { readonly file: unknown; readonly schema: z.core.$ZodType };

export function schemaFaults(issues: readonly Issue[], file: unknown, schema: z.core.$ZodType): Fault[] {
  return withoutEchoes(issues.flatMap((issue) => translate(issue, [], { file, schema })));
}

/** A misspelt key is missing as well, and the rules of its object are broken; the misspelling says it all. */
function withoutEchoes(faults: readonly Fault[]): Fault[] {
  const unknown = Map.groupBy(
    faults.filter(({ problem }) => problem.code === 'UNKNOWN_KEY'),
    ({ path }) => JSON.stringify(path.slice(0, -1)),
  );
  return faults.filter(({ path, problem }) => {
    if (problem.code !== 'REFUSED' && problem.code !== 'MISSING_KEY') return true;
    const beside = unknown.get(JSON.stringify(path)) ?? [];
    return problem.code === 'REFUSED'
      ? beside.length === 0
      : beside.every(({ didYouMean }) => didYouMean !== problem.key);
  });
}

function translate(issue: Issue, base: Path, context: Context): Fault[] {
  const path = pathOf(issue, base);
  const value = valueAt(context.file, path);
  if (value === undefined) return [missing(path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, value, context);
    case 'invalid_union':
      return union(issue.errors, path, value, context);
    case 'invalid_type':
      return [wrongKind([issue], path, value, objectKeys(context.schema, path))];
    case 'invalid_value':
      return [wrongValue(issue.values, path, value)];
    case 'too_small':
    case 'too_big':
      return [outOfRange(issue, path, value)];
    case 'invalid_format':
      return [{ path, problem: formProblem(issue.message), found: shown(value) }];
    case 'invalid_key':
      return [wrongKey(issue, path)];
    case 'custom':
      return [{ path, problem: ruleProblem(issue), found: typeof value === 'string' ? shown(value) : undefined }];
    default:
      return [{ path, problem: { code: 'NOT_ACCEPTED', words: issue.message }, found: shown(value) }];
  }
}

function pathOf(issue: Issue, base: Path): Path {
  return [...base, ...issue.path.filter((segment) => typeof segment !== 'symbol')];
}

function missing(path: Path): Fault {
  const key = String(path.at(-1));
  const isTranslation = key === 'es' || key === 'en';
  return {
    path: path.slice(0, -1),
    problem: isTranslation ? { code: 'MISSING_TRANSLATION', language: key } : { code: 'MISSING_KEY', key },
  };
}

function formProblem(message: string): Problem {
  const form = formOf(message);
  return form === undefined ? { code: 'NOT_ACCEPTED', words: message } : { code: 'WRONG_FORM', form };
}

function ruleProblem({ params, message }: z.core.$ZodIssueCustom): Problem {
  return isRule(params) ? { code: 'REFUSED', rule: params } : { code: 'NOT_ACCEPTED', words: message };
}

function wrongKey(issue: z.core.$ZodIssueInvalidKey, path: Path): Fault {
  const problem = formProblem(issue.issues[0]?.message ?? issue.message);
  return { path, at: 'key', problem, found: shown(path.at(-1)) };
}

/** Keys of two shapes of the object cannot stand together; the others nobody knows. */
function unknownKeys(keys: readonly string[], path: Path, value: unknown, { schema }: Context): Fault[] {
  const { allowed } = objectKeys(schema, path);
  const strangers = keys.filter((key) => !allowed.includes(key));
  const faults = strangers.map((key): Fault => {
    return { path: [...path, key], at: 'key', problem: { code: 'UNKNOWN_KEY', key }, ...notAmong(key, allowed) };
  });
  if (strangers.length === keys.length) return faults;
  const known = Object.keys(value ?? {}).filter((key) => allowed.includes(key));
  return [{ path, problem: { code: 'KEYS_APART', keys: known } }, ...faults];
}

/**
 * Talks about the one branch that fits the kind of the value and needs the fewest keys to come or go; about all of them
 * when none fits, or when one of the words would have fitted.
 */
function union(branches: readonly (readonly Issue[])[], path: Path, value: unknown, context: Context): Fault[] {
  const [meant] = branches
    .filter((issues) => issues.every((issue) => issue.path.length > 0 || fitsKind(issue, value)))
    .toSorted((a, b) => misfits(a, path, context) - misfits(b, path, context));
  const isWord = meant?.some((issue) => issue.code === 'invalid_value' && issue.path.length === 0) ?? true;
  if (meant !== undefined && !isWord) return meant.flatMap((issue) => translate(issue, path, context));
  const choices = branches.flat().filter((issue) => issue.path.length === 0);
  return [wrongKind(choices, path, value, objectKeys(context.schema, path))];
}

function misfits(issues: readonly Issue[], path: Path, { file }: Context): number {
  return issues
    .map((issue) => {
      if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return issue.keys.length;
      return issue.path.length === 1 && valueAt(file, pathOf(issue, path)) === undefined ? 1 : 0;
    })
    .reduce((total: number, count) => total + count, 0);
}
