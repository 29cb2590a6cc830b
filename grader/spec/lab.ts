/** The shape of `exercises/<id>/lab.yaml`: what is handed in together, and what each part of it is worth. */
import { z } from 'zod';
import { bilingual } from './exercise.ts';
import { name } from './name.ts';
import { mustBe } from './rule.ts';

const levels = z
  .strictObject({
    basic: z.number().nonnegative(),
    robust: z.number().nonnegative(),
    bonus: z.number().nonnegative().default(0),
  })
  .describe('what each level is worth in this lab, instead of what the exercise says');

const part = z.strictObject({
  exercise: name.describe('id of the exercise'),
  points: z.number().positive().describe('points of the lab for full marks in the exercise'),
  bonus: z.boolean().default(false).describe("true: on top of the lab's full marks"),
  levels: levels.optional(),
  folder: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*$/, mustBe('LAB_FOLDER'))
    .optional()
    .describe('where its programs are looked for when that folder is there; otherwise everywhere'),
});

const section = z.strictObject({
  heading: z
    .array(z.string().regex(/[\p{L}\p{N}]/u, mustBe('HEADING')))
    .min(1)
    .describe('ways to write the heading; case, accents, numbering and punctuation do not matter'),
  points: z.number().nonnegative().describe('points for an answer that is there, with its evidence'),
  byHand: z.number().nonnegative().default(0).describe('points that a person gives for what it says'),
  evidence: z
    .boolean()
    .default(false)
    .describe('the answer shows what happened: a block of output, or a picture that was handed in'),
  words: z.int().min(1).default(5).describe('so many words of its own an answer has at least'),
});

const markdownFile = z.string().regex(/^[^/\\]+\.md$/, mustBe('MARKDOWN_FILE'));

const report = z.strictObject({
  file: markdownFile.describe('name of the file; case does not matter'),
  template: markdownFile.describe('the file students start from, beside lab.yaml: its words are no answer'),
  sections: z.array(section).min(1),
});

/** A lab as its author wrote it. */
export const labSchema = z
  .strictObject({
    id: name,
    title: bilingual,
    parts: z.array(part).min(1),
    report: report.optional(),
    handIn: z
      .strictObject({
        archive: z
          .string()
          .regex(/^[\w-]*\{name\}[\w-]*\.zip$/, mustBe('ARCHIVE'))
          .describe('name of the archive; {name} is the student'),
        folder: z
          .string()
          .regex(/^[\w-]+$/, mustBe('ARCHIVE_FOLDER'))
          .describe('folder of the programs in it'),
      })
      .describe('what `npm run pack` makes'),
  })
  .describe('A lab of socklab');

export type Lab = z.output<typeof labSchema>;
export type LabPart = Lab['parts'][number];
export type LabReport = NonNullable<Lab['report']>;
export type LabSection = LabReport['sections'][number];
