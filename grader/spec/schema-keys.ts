/** Finds in the zod schema what an object of the file may and must have. Looks through unions, defaults and transforms. */
import { z } from 'zod';
import type { Path } from './fault.ts';

type Schema = z.core.$ZodType;

export type ObjectKeys = { readonly allowed: readonly string[]; readonly required: readonly string[] };

/** Keys of the object at `path`. Where it may have several shapes, those of all of them, and none is required. */
export function objectKeys(schema: Schema, path: Path): ObjectKeys {
  let level = alternatives(schema);
  for (const segment of path) level = level.flatMap((one) => inside(one, segment)).flatMap(alternatives);
  const shapes = level.flatMap((one) => (one instanceof z.ZodObject ? [Object.entries<Schema>(one.shape)] : []));
  const [only, another] = shapes;
  return {
    allowed: shapes.flat().map(([key]) => key),
    required: another === undefined ? (only ?? []).filter(([, value]) => isRequired(value)).map(([key]) => key) : [],
  };
}

function isRequired(schema: Schema): boolean {
  return !(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault);
}

function alternatives(schema: Schema): readonly Schema[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return alternatives(schema.unwrap());
  if (schema instanceof z.ZodPipe) return alternatives(schema.in);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternatives);
  return [schema];
}

function inside(schema: Schema, segment: string | number): readonly Schema[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!(schema instanceof z.ZodObject)) return [];
  const value = Object.entries<Schema>(schema.shape).find(([key]) => key === segment)?.[1];
  return value === undefined ? [] : [value];
}
