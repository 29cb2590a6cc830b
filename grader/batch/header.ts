/** The first line of a journal: what is graded, and by what. Results of two batches never stand in one file. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const schema = z.strictObject({
  schema: z.literal('socklab/batch/v1'),
  socklab: z.string().describe('version of the grader'),
  lab: z.string(),
  checks: z.string().describe('digest of the lab and its exercises'),
  handedIn: z.string().describe('digest of who handed in what'),
  submissions: z.number(),
  isolation: z.enum(['sandbox', 'network', 'bare']),
  kernelEvidence: z.boolean(),
});

export type BatchHeader = z.output<typeof schema>;

/** Throws a ZodError for what is no header. */
export function parseHeader(value: unknown): BatchHeader {
  return schema.parse(value);
}

export type HeaderKey = Exclude<keyof BatchHeader, 'schema'>;

/** What of two batches is not the same, in the order in which it matters. */
export function differencesOf(one: BatchHeader, other: BatchHeader): HeaderKey[] {
  const keys = ['lab', 'socklab', 'checks', 'submissions', 'handedIn', 'isolation', 'kernelEvidence'] as const;
  return keys.filter((key) => one[key] !== other[key]);
}

/** A short digest (SHA-256) of a value of JSON; the same keys in another order give another. */
export function digestOf(value: unknown): string {
  const digest = new Digest();
  digest.take(value);
  return digest.toString();
}

/** Of many values of JSON, one after the other: a large class is not held twice for it. */
export class Digest {
  readonly #hash = createHash('sha256');

  take(value: unknown): void {
    this.#hash.update(`${JSON.stringify(value)}\n`);
  }

  toString(): string {
    return this.#hash.digest('hex').slice(0, 16);
  }
}
