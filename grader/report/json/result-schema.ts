/** The result document `socklab/result/v1`: one submission, every check with its verdict and the facts behind it. */
import { z } from 'zod';
import { finding } from './finding-schema.ts';
import { labGrade } from './lab-schema.ts';
import { observation } from './observation-schema.ts';

const points = z.number();

const check = z.strictObject({
  id: z.string(),
  program: z.string(),
  level: z.enum(['basic', 'robust', 'bonus']),
  points,
  maxPoints: points,
  verdict: z.enum(['passed', 'failed', 'skipped', 'inconclusive', 'grader-error']),
  findings: z.array(finding).describe('why it was not passed; empty when it was, or was never performed'),
  because: z.array(z.string()).exactOptional().describe('skipped: the checks it needs that were not passed'),
  message: z.string().exactOptional().describe('grader-error: what went wrong'),
  timeline: z.array(observation),
  wallMs: z.number(),
});

const grade = z.strictObject({
  exercise: z.string(),
  language: z.string(),
  programs: z.array(
    z.strictObject({ program: z.string(), language: z.string().nullable(), file: z.string().nullable() }),
  ),
  score: points,
  maxScore: points.describe('without bonus: the score may exceed it'),
  complete: z.boolean().describe('false while any check is inconclusive or a grader error'),
  notes: z.array(finding).describe('what costs nothing'),
  checks: z.array(check),
});

const resultSchema = z
  .strictObject({
    schema: z.literal('socklab/result/v1'),
    submission: z.strictObject({ name: z.string(), path: z.string() }),
    environment: z.strictObject({
      isolation: z.enum(['sandbox', 'network', 'bare']),
      kernelEvidence: z.boolean(),
      socklab: z.string(),
      node: z.string(),
      os: z.string(),
    }),
    score: points,
    maxScore: points,
    complete: z.boolean(),
    grades: z.array(grade),
    lab: labGrade.exactOptional().describe('when graded as a lab; `score` and `maxScore` are then those of the lab'),
  })
  .describe('A graded submission');

export type Result = z.output<typeof resultSchema>;
export type ResultGrade = Result['grades'][number];
export type ResultCheck = ResultGrade['checks'][number];

/** Parses the JSON value of a result document; throws a ZodError when it is none. */
export function parseResult(value: unknown): Result {
  return resultSchema.parse(value);
}
