/** From the text of a file that an author writes to what it says, or to every error in it with its place. */
import type { z } from 'zod';
import type { Fault, Problem } from './fault.ts';
import { schemaFaults } from './schema-faults.ts';
import { objectKeys } from './schema-keys.ts';
import { fileErrors, specErrors, type SpecError } from './spec-error.ts';
import { readYaml } from './yaml-source.ts';

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly errors: readonly SpecError[] };

export type Format<Value> = {
  readonly schema: z.ZodType<Value>;
  /** What the schema cannot see. `written` holds the same as plain values, as it was written. */
  readonly faultsOf: (value: Value, written: unknown) => readonly Fault[];
};

/** Pure, and never throws. `file` is the name that errors show. */
export function parseFile<Value>(text: string, file: string, { schema, faultsOf }: Format<Value>): Parsed<Value> {
  const yaml = readYaml(text.replace(/^\uFEFF/, ''));
  if (!yaml.ok) {
    const problems = yaml.problems.map(({ problem, place }) => ({ problem: withKeys(problem, schema), place }));
    return { ok: false, errors: fileErrors(problems, file) };
  }
  const { source } = yaml;
  const parsed = schema.safeParse(source.value);
  const faults = parsed.success
    ? faultsOf(parsed.data, source.value)
    : schemaFaults(parsed.error.issues, source.value, schema);
  if (parsed.success && faults.length === 0) return { ok: true, value: parsed.data };
  return { ok: false, errors: specErrors(faults, file, source) };
}

/** An empty file is told what belongs into it, which only the schema knows. */
function withKeys(problem: Problem, schema: z.ZodType): Problem {
  return problem.code === 'FILE_EMPTY' ? { ...problem, keys: objectKeys(schema, []).required } : problem;
}
