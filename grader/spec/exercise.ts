/** The shape of `exercises/<id>/exercise.yaml`, as a schema; the type is inferred from it. */
import { z } from 'zod';
import { name } from './name.ts';
import { placedSteps, writtenSteps } from './repeat.ts';
import { breaks, mustBe } from './rule.ts';
import type { Step } from './step.ts';

/** A text in both languages of the users. */
export const bilingual = z.strictObject({ es: z.string().min(1), en: z.string().min(1) }).meta({ id: 'bilingual' });

const program = z
  .strictObject({
    title: bilingual,
    role: z.enum(['server', 'client']),
    transport: z.enum(['tcp', 'udp']),
    host: z.string().default('127.0.0.1').describe('default host, the one a program without arguments uses'),
    port: z.int().min(1024).max(65_535).describe('default port'),
    arguments: z
      .array(z.enum(['HOST', 'PORT', 'BUFFER', 'CERT', 'KEY', 'CA', 'TOKEN']))
      .default(['HOST', 'PORT'])
      .describe(
        'the command line the statement asks for; CERT, KEY and CA are PEM files that are made for the grading: a certificate for 127.0.0.1 and localhost, its key, and the authority that has signed it',
      ),
    token: z
      .string()
      .regex(/^[!-~]+$/, mustBe('WITHOUT_BLANKS'))
      .optional()
      .describe('TOKEN, the secret both programs know'),
    libraries: z
      .array(z.enum(['openssl']))
      .optional()
      .describe('what programs in C are linked with, besides the standard library'),
    folder: z
      .literal('own')
      .optional()
      .describe('own: it runs in an empty folder, a new one for each check, instead of the one its file is in'),
    files: z
      .array(z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*$/, mustBe('PROGRAM_FILE')))
      .min(1)
      .describe('names the file may have, the preferred one first; case, accents and separators do not matter'),
  })
  .refine(
    ({ arguments: words, token }) => !words.includes('TOKEN') || token !== undefined,
    breaks({ code: 'TOKEN_MISSING' }),
  );

const check = z.strictObject({
  id: name.describe('a small sentence, e.g. serves-the-next-client'),
  of: name.describe('the program it checks'),
  level: z
    .enum(['basic', 'robust', 'bonus'])
    .describe('basic: what the statement asks; robust: what a good program also does; bonus: beyond full marks'),
  weight: z.number().positive().default(1).describe('share of the points of its level'),
  title: bilingual,
  hint: bilingual.optional().describe('what to try, shown with a failure'),
  needs: z.array(name).default([]).describe('checks that must be passed before this one makes sense'),
  host: z
    .ipv4(mustBe('ADDRESS'))
    .optional()
    .describe('the address this check is performed at, instead of the host of the program, e.g. 127.0.0.2'),
  buffers: z
    .literal('tiny')
    .optional()
    .describe(
      'TCP: so little room on the way that a program soon cannot send more while a peer is paused; resume proves that it had to wait',
    ),
  steps: writtenSteps,
});

/** An exercise as its author wrote it. */
export const writtenExerciseSchema = z
  .strictObject({
    id: name,
    title: bilingual,
    points: z
      .strictObject({
        basic: z.number().nonnegative().default(70),
        robust: z.number().nonnegative().default(30),
        bonus: z.number().nonnegative().default(10),
      })
      .default({ basic: 70, robust: 30, bonus: 10 })
      .describe('what each level is worth; bonus comes on top'),
    programs: z.record(name, program),
    checks: z.array(check).min(1),
  })
  .describe('An exercise of socklab');

export type WrittenExercise = z.output<typeof writtenExerciseSchema>;
export type WrittenCheck = WrittenExercise['checks'][number];
export type Check = Omit<WrittenCheck, 'steps'> & { steps: Step[] };
export type Exercise = Omit<WrittenExercise, 'checks'> & { checks: Check[] };
export type ProgramSpec = Exercise['programs'][string];
export type Level = Check['level'];

/** An exercise in which every `repeat` has been written out. */
export const exerciseSchema = writtenExerciseSchema.transform(writeOut);

export function writeOut(exercise: WrittenExercise): Exercise {
  return { ...exercise, checks: exercise.checks.map(writeOutCheck) };
}

function writeOutCheck(one: WrittenCheck): Check {
  return { ...one, steps: placedSteps(one.steps).map(({ step }) => step) };
}
