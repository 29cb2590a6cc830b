/** The document `socklab/bench/v1`: what was measured, all of it, and the lines the table shows. */
import { z } from 'zod';

const line = z
  .strictObject({
    title: z.string(),
    unit: z
      .enum(['x', 'ms', '%', 'per second', 'MiB'])
      .describe('x and %: a ratio of two measurements of the same round'),
    samples: z.array(z.number()).min(1),
    median: z.number(),
    lowerQuartile: z.number(),
    upperQuartile: z.number(),
    min: z.number(),
    max: z.number(),
    target: z.number().nullable().describe('what is wanted of the median; null: there is no target'),
    wanted: z.enum(['at most', 'at least']).describe('on which side of the target the median should be'),
    met: z.boolean().nullable(),
  })
  .describe('measurements in the order they were made, and how they spread');

const count = z.int().nonnegative();

const verdicts = z.strictObject({ passed: count, failed: count, skipped: count, undecided: count });

const specimen = z.strictObject({
  exercise: z.string(),
  name: z.string(),
  ms: z.number(),
  referenceMs: z.number().describe('the same programs of the reference in the same language'),
});

const starts = z.array(z.strictObject({ exercise: z.string(), program: z.string(), count }));

const classMeasured = z
  .strictObject({
    students: count,
    isolation: z.string(),
    workers: count,
    starts: starts.describe('programs started by one grading of the class'),
    verdicts,
    bareAtOnce: count.describe('so many bare starts at a time were the fastest'),
    lines: z.array(line),
  })
  .describe('a class in which everybody hands in the right submission');

const memory = z
  .strictObject({
    sizes: z.array(count).min(1).describe('students of the classes'),
    lines: z.array(line),
  })
  .describe('the most memory of the process of a batch, with results made from one grade in the place of workers');

export const benchSchema = z
  .strictObject({
    schema: z.literal('socklab/bench/v1'),
    environment: z.strictObject({
      socklab: z.string(),
      node: z.string(),
      os: z.string(),
      processors: count,
      isolation: z.string(),
      kernelEvidence: z.boolean(),
      workers: count,
      python: z.string(),
    }),
    rounds: count,
    quick: z.boolean().describe('one round of a part of it, without warming up: too little to judge'),
    starts: starts.describe('programs started by one grading of the right submission'),
    verdicts: z.strictObject({ right: verdicts, failing: verdicts, portable: verdicts }),
    lines: z.array(line),
    slowestChecks: z.array(line).describe('of the right submission'),
    worstSpecimens: z.array(line).describe('ratios to the reference, measured again in turn with it'),
    class: classMeasured,
    memory,
    specimens: z.array(specimen).describe('every broken specimen, measured once'),
  })
  .describe('A measurement of socklab');

export type Bench = z.output<typeof benchSchema>;
export type BenchLine = Bench['lines'][number];
export type BenchVerdicts = Bench['verdicts']['right'];
export type BenchSpecimen = Bench['specimens'][number];
export type BenchClass = Bench['class'];
export type BenchMemory = Bench['memory'];
