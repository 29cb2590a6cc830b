/** The shape of exercise files for editors, which complete keys from it and mark errors while an author writes. */
import { z } from 'zod';
import { exerciseSchema } from './exercise.ts';

/** JSON Schema (draft 2020-12) of what an author writes in `exercise.yaml`. */
export function exerciseJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(exerciseSchema, {
    io: 'input',
    unrepresentable: 'throw',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

/** The schema as the text of `exercise.schema.json`. */
export function exerciseJsonSchemaText(): string {
  return `${JSON.stringify(exerciseJsonSchema(), null, 2)}\n`;
}
