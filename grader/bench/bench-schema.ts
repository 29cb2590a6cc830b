/** The document `socklab/bench/v1`: what was measured, all of it, and the lines the table shows. */
import { z } from 'zod';

const spread = {
  median: z.number(),
  lowerQuartile: z.number(),
  upperQuartile: z.number(),
  min: z.number(),
  max: z.number(),
};

const line = z.strictObject({
  title: z.string(),
  unit: z.enum(['x', 'ms']).describe('x: a ratio of two measurements of the same round'),
  samples: z.array(z.number()).min(1),
  ...spread,
  target: z.number().nullable().describe('the median should not be above it; null: there is no target'),
  met: z.boolean().nullable(),
});

export const benchSchema = z
  .strictObject({
    schema: z.literal('socklab/bench/v1'),
    environment: z.strictObject({
      socklab: z.string(),
      node: z.string(),
      os: z.string(),
      processors: z.int(),
      isolation: z.string(),
      kernelEvidence: z.boolean(),
      workers: z.int(),
      python: z.string(),
    }),
    rounds: z.int(),
    quick: z.boolean(),
    starts: z.array(z.strictObject({ exercise: z.string(), program: z.string(), count: z.int() })),
    lines: z.array(line),
  })
  .describe('A measurement of socklab');

export type Bench = z.output<typeof benchSchema>;
export type BenchLine = Bench['lines'][number];
