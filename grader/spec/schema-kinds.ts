/** Faults of a value that is not what the schema takes: of another kind, another word, too small or too large. */
import type { z } from 'zod';
import { notAmong, shown, type Bound, type Fault, type Kind, type Path } from './fault.ts';
import { nearest } from './nearest.ts';
import type { ObjectKeys } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;

/** Whether a value of this kind was wanted, whatever else the issue says about it. */
export function fitsKind(issue: Issue, value: unknown): boolean {
  if (issue.code === 'invalid_type') return typeof value === 'number' && ['number', 'int'].includes(issue.expected);
  if (issue.code === 'invalid_value') return issue.values.some((allowed) => typeof allowed === typeof value);
  return true;
}

/** `issues` are those of all the kinds the value could have been. */
export function wrongKind(issues: readonly Issue[], path: Path, value: unknown, keys: ObjectKeys): Fault {
  const expected = issues.flatMap((issue) => kindsOf(issue, keys)).filter(isFirst);
  const optionalKeys = expected.some((kind) => kind.kind === 'object' && kind.keys.length === 0) ? keys.allowed : [];
  const key = typeof value === 'string' ? nearest(value, optionalKeys) : undefined;
  return {
    path,
    problem: { code: 'WRONG_KIND', expected, remedy: remedyFor(expected, value) },
    found: shown(value),
    allowed: optionalKeys,
    didYouMean: key === undefined ? nearestWord(expected, value) : `${key}: ...`,
  };
}

/** What the author has to change about how the value is written, when that alone makes it one that is expected. */
function remedyFor(expected: readonly Kind[], value: unknown): 'quote' | 'unquote' | 'brackets' | null {
  const wants = (...kinds: readonly Kind['kind'][]): boolean => expected.some(({ kind }) => kinds.includes(kind));
  if (typeof value !== 'string') return wants('text') && ['number', 'boolean'].includes(typeof value) ? 'quote' : null;
  if (wants('number', 'whole-number') && /^-?\d+(?:\.\d+)?$/.test(value)) return 'unquote';
  return expected.every(({ kind }) => kind === 'list') && /^[\w-]+$/.test(value) ? 'brackets' : null;
}

function nearestWord(expected: readonly Kind[], value: unknown): string | undefined {
  const words = expected.flatMap((kind) => (kind.kind === 'exactly' ? [String(kind.value)] : []));
  return typeof value === 'string' ? nearest(value, words) : undefined;
}

function isFirst(kind: Kind, index: number, kinds: readonly Kind[]): boolean {
  return kinds.findIndex((other) => JSON.stringify(other) === JSON.stringify(kind)) === index;
}

function kindsOf(issue: Issue, keys: ObjectKeys): readonly Kind[] {
  if (issue.code === 'invalid_value') return issue.values.flatMap(wordOf);
  return issue.code === 'invalid_type' ? [kindOf(issue.expected, keys)] : [];
}

function wordOf(value: unknown): Kind[] {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? [{ kind: 'exactly', value }] : [];
}

function kindOf(expected: z.core.$ZodIssueInvalidType['expected'], keys: ObjectKeys): Kind {
  switch (expected) {
    case 'string':
      return { kind: 'text' };
    case 'int':
      return { kind: 'whole-number' };
    case 'number':
      return { kind: 'number' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'array':
      return { kind: 'list' };
    case 'object':
    case 'record':
      return { kind: 'object', keys: keys.required };
    case 'null':
      return { kind: 'nothing' };
    default:
      return { kind: 'other', name: expected };
  }
}

export function wrongValue(allowed: readonly unknown[], path: Path, value: unknown): Fault {
  const words = allowed.map(String);
  const hint = typeof value === 'string' ? notAmong(value, words) : { found: shown(value), allowed: words };
  return { path, problem: { code: 'WRONG_VALUE' }, ...hint };
}

export function outOfRange(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  path: Path,
  value: unknown,
): Fault {
  const { bound, limit } = boundOf(issue);
  if (issue.origin === 'array') return { path, problem: { code: 'WRONG_LENGTH', of: 'list', bound, limit } };
  if (issue.origin === 'string') return { path, problem: { code: 'WRONG_LENGTH', of: 'text', bound, limit } };
  return { path, problem: { code: 'OUT_OF_RANGE', bound, limit }, found: shown(value) };
}

function boundOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): { bound: Bound; limit: number } {
  if (issue.code === 'too_small')
    return { bound: issue.inclusive === false ? 'more-than' : 'least', limit: Number(issue.minimum) };
  return { bound: issue.inclusive === false ? 'less-than' : 'most', limit: Number(issue.maximum) };
}
