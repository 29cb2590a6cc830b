/** The grade of a lab in a result document. The types of the model must fit it both ways. */
import { z } from 'zod';

const points = z.number();
const text = z.string();
const count = z.int().nonnegative();

function problem<const Code extends string, Shape extends z.core.$ZodShape>(code: Code, shape: Shape) {
  return z.strictObject({ code: z.literal(code), ...shape });
}

const sectionProblem = z.discriminatedUnion('code', [
  problem('HEADING_MISSING', {}),
  problem('EMPTY', {}),
  problem('TEMPLATE_ONLY', {}),
  problem('TOO_SHORT', { words: count, wanted: count }),
  problem('EVIDENCE_MISSING', {}),
  problem('PICTURE_MISSING', { path: text }),
]);

const reportProblem = z.discriminatedUnion('code', [
  problem('REPORT_MISSING', { lookedFor: text, found: z.array(text) }),
  problem('REPORT_UNREADABLE', {}),
  problem('REPORT_NOT_UTF8', {}),
  problem('REPORT_TOO_LARGE', { limitBytes: count }),
]);

const section = z.strictObject({
  heading: text,
  points,
  maxPoints: points,
  byHand: points.describe('points that are open because only a person can give them; 0 where there is no answer'),
  problem: sectionProblem.nullable(),
});

const part = z.strictObject({
  exercise: text,
  language: text.describe('of the programs that were counted; empty when there were none'),
  points,
  maxPoints: points,
  bonus: z.boolean(),
});

export const labGrade = z.strictObject({
  lab: text,
  parts: z.array(part),
  report: z
    .strictObject({ file: text.nullable(), problem: reportProblem.nullable(), sections: z.array(section) })
    .nullable(),
  score: points,
  maxScore: points.describe('without bonus, with the points that a person gives'),
  toBeMarked: points.describe('points that a person has yet to give'),
});

export type CodedLab = z.output<typeof labGrade>;
