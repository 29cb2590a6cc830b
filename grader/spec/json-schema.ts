/** The shape of exercise files for editors, which complete keys from it and mark errors while an author writes. */
import { z } from 'zod';
import { exerciseSchema } from './exercise.ts';
import { labSchema } from './lab.ts';

/** JSON Schema (draft 2020-12) of what an author writes in `exercise.yaml`. */
export function exerciseJsonSchema(): z.core.JSONSchema.BaseSchema {
  return jsonSchemaOf(exerciseSchema);
}

/** JSON Schema of what an author writes in `lab.yaml`. */
export function labJsonSchema(): z.core.JSONSchema.BaseSchema {
  return jsonSchemaOf(labSchema);
}

function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'throw',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

/** A schema as the text of its file. */
export function jsonSchemaText(schema: z.core.JSONSchema.BaseSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
