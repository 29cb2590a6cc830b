import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { exerciseJsonSchema } from './json-schema.ts';
import { jsonSchemaFiles } from './write-json-schema.ts';

describe('the JSON Schema of exercise files', () => {
  it.each(jsonSchemaFiles)('is the one in $path (npm run generate writes it anew)', async ({ path, text }) => {
    expect(await readFile(path, 'utf8')).toBe(text());
  });

  it('lets a step have exactly one verb', () => {
    expect(definition('step')).toMatchObject({ minProperties: 1, maxProperties: 1, additionalProperties: false });
  });

  it('describes every verb', () => {
    const verbs = Object.entries(definition('step').properties ?? {});
    const silent = verbs.filter(([, verb]) => typeof verb === 'boolean' || (verb.description ?? '') === '');
    expect(verbs.length).toBeGreaterThan(20);
    expect(silent).toEqual([]);
  });

  it('takes a name instead of an object where that is all there is to say', () => {
    expect(definition('step').properties).toMatchObject({
      connect: { anyOf: [{ $ref: '#/$defs/name' }, { type: 'object', required: ['peer'] }] },
      start: { anyOf: [{ $ref: '#/$defs/name' }, { type: 'object', required: ['program'] }] },
    });
  });

  it('demands no key that has a default', () => {
    expect(exerciseJsonSchema().required).toEqual(['id', 'title', 'programs', 'checks']);
  });
});

function definition(name: string): ReturnType<typeof exerciseJsonSchema> {
  const found = exerciseJsonSchema().$defs?.[name];
  if (found === undefined) throw new Error(`The schema defines no ${name}`);
  return found;
}
