/**
 * What a batch has written, read as any other program would read it: by what the files say, without the code that wrote
 * them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { VerdictKind } from '../../model/verdict.ts';

const entrySchema = z.object({
  key: z.string(),
  student: z.object({ id: z.string().nullable() }),
  state: z.string(),
  score: z.number().optional(),
  because: z.object({ code: z.string() }).optional(),
  message: z.string().optional(),
});

const verdict = z.enum(['passed', 'failed', 'skipped', 'inconclusive', 'grader-error']);
const resultSchema = z.object({
  grades: z
    .array(z.object({ checks: z.array(z.object({ id: z.string(), program: z.string(), verdict })) }))
    .default([]),
});

export type Entry = z.output<typeof entrySchema>;

export type Written = {
  /** Lines of `results.jsonl`, in their order, after the first. */
  readonly entries: readonly Entry[];
  /** By key: the verdicts of a student's own file, by `program check`. */
  readonly verdicts: ReadonlyMap<string, ReadonlyMap<string, VerdictKind>>;
  /** `grades.csv`. */
  readonly grades: string;
  /** Pages to read, by the name of the file. */
  readonly pages: ReadonlyMap<string, string>;
  /** Every file, relative to the folder, sorted. */
  readonly files: readonly string[];
};

/** Throws Node's error for a file that is not there, and a ZodError for one that has another form. */
export async function readWritten(out: string): Promise<Written> {
  const files = (await readdir(out, { recursive: true })).toSorted();
  const read = (name: string): Promise<string> => readFile(join(out, name), 'utf8');
  const lines = (await read('results.jsonl')).split('\n').slice(1, -1);
  const entries = lines.map((line) => entrySchema.parse(JSON.parse(line)));
  const verdicts = new Map(
    await Promise.all(
      entries.map(async ({ key }) => [key, verdictsIn(await read(join('students', `${key}.json`)))] as const),
    ),
  );
  const pages = new Map(
    await Promise.all(
      files.filter((name) => name.endsWith('.html')).map(async (name) => [name, await read(name)] as const),
    ),
  );
  return { entries, verdicts, grades: await read('grades.csv'), pages, files };
}

function verdictsIn(text: string): Map<string, VerdictKind> {
  const { grades } = resultSchema.parse(JSON.parse(text));
  const checks = grades.flatMap((grade) => grade.checks);
  return new Map(checks.map(({ id, program, verdict: kind }) => [`${program} ${id}`, kind]));
}
