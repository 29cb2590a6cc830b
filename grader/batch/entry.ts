/**
 * What is kept of a result in the journal: the standing of the student, from which every table and the summary of the
 * class are made. No times and no evidence, which are in the student's own files: the same verdicts make the same line.
 */
import { z } from 'zod';
import type { ArchiveProblem } from '../model/archive-problem.ts';
import type { HandedIn } from '../model/handed-in.ts';
import type { FullStanding, Marked, Performed } from '../report/class/standing.ts';
import type { Check, Exercise } from '../spec/exercise.ts';

const points = z.number();
const count = z.int().nonnegative();
const text = z.string();
const checks = z.array(text).describe('each as exercise/program/check');

const whose = {
  key: text.describe('unlike any other of the class'),
  student: z.strictObject({ name: text, id: text.nullable() }),
  source: text,
  late: z.boolean(),
  superseded: z.array(text).describe('earlier attempts, which do not count'),
};

const marked = z.strictObject({
  ...whose,
  state: z.enum(['graded', 'incomplete']),
  score: points,
  maxScore: points,
  parts: z.array(z.strictObject({ exercise: text, points, maxPoints: points })),
  report: points.nullable(),
  toBeMarked: points,
  undecided: count,
  graderErrors: count,
  passed: checks,
  failed: checks,
});

const entrySchema = z.discriminatedUnion('state', [
  marked,
  z.strictObject({ ...whose, state: z.literal('ungradable'), because: z.custom<ArchiveProblem>(isProblem) }),
  z.strictObject({ ...whose, state: z.literal('grader-error'), message: text }),
]);

export type BatchEntry = z.output<typeof entrySchema>;

/** Only what this grader wrote is read: the words for a problem take it as it is. */
function isProblem(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

export function entryOf(standing: FullStanding, exercises: readonly Exercise[]): BatchEntry {
  const { handedIn, ...rest } = standing;
  const { key, student, source, late, superseded } = handedIn;
  const from = {
    key,
    student: { name: student.name, id: student.id },
    source,
    late,
    superseded: [...superseded],
  };
  return 'score' in rest ? { ...from, ...codedMarks(rest, exercises) } : { ...from, ...rest };
}

type Marks = Omit<Marked & Performed, 'handedIn'>;

function codedMarks({ parts, passed, failed, ...marks }: Marks, exercises: readonly Exercise[]) {
  const names = new Map(
    exercises.flatMap((exercise) => exercise.checks.map((check) => [check, nameOf(exercise, check)])),
  );
  const namesOf = (all: readonly Check[]): string[] => all.map((check) => names.get(check) ?? '');
  return { ...marks, parts: parts.map((part) => ({ ...part })), passed: namesOf(passed), failed: namesOf(failed) };
}

function nameOf({ id }: Pick<Exercise, 'id'>, check: Pick<Check, 'id' | 'of'>): string {
  return `${id}/${check.of}/${check.id}`;
}

/** Reads the entries that were made with the same exercises; throws for what is none. */
export function standingReader(exercises: readonly Exercise[]): (value: unknown) => FullStanding {
  const known = new Map(
    exercises.flatMap((exercise) => exercise.checks.map((check) => [nameOf(exercise, check), check])),
  );
  const checksOf = (names: readonly string[]): Check[] =>
    names.map((name) => {
      const check = known.get(name);
      if (check === undefined) throw new Error(`No exercise has a check ${name}`);
      return check;
    });
  return (value) => {
    const { key, student, source, late, superseded, ...rest } = entrySchema.parse(value);
    const handedIn: HandedIn = { key, student, source, late, superseded };
    if (!('score' in rest)) return { handedIn, ...rest };
    return { handedIn, ...rest, passed: checksOf(rest.passed), failed: checksOf(rest.failed) };
  };
}
