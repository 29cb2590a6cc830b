/**
 * Takes a class through all of a batch but its workers: every submission gets the same grade, read anew as if a worker had
 * just sent it. It is a program of its own, for what it measures is the memory of a process. Its one argument is JSON:
 *
 *     node simulated-class.ts '{ "folder": "class", "lab": "week-2", "grade": "grade.bin", "out": "out", "peak": "peak" }'
 *
 * `grade` is a SubmissionGrade of that lab as `v8.serialize` writes it; the most memory the process ever held, in KiB,
 * goes to the file `peak`.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { z } from 'zod';
import { OutFolder } from '../../batch/out-folder.ts';
import { exercisesOf } from '../../grading/grade-lab.ts';
import { readProc } from '../../kernel/proc.ts';
import type { SubmissionGrade } from '../../model/grade.ts';
import type { BatchOutcome, HandedIn } from '../../model/handed-in.ts';
import { loadUsable } from '../load-usable.ts';
import { courseAskedFor } from './course.ts';
import { gradeClass } from './grade-class.ts';
import { takeClass } from './intake.ts';

const taskSchema = z.strictObject({
  folder: z.string(),
  lab: z.string(),
  grade: z.string(),
  out: z.string(),
  peak: z.string(),
});

/** It was written by whoever started this. */
const gradeSchema = z.custom<SubmissionGrade>((value) => typeof value === 'object' && value !== null);

const atOnce = 4;
const lang = 'en';

async function simulate({ folder, lab, grade, out: into }: z.output<typeof taskSchema>): Promise<void> {
  const known = await loadUsable(() => false, lang);
  const course = await courseAskedFor({ lab, exercise: undefined, lang }, known);
  const exercises = exercisesOf(course.lab, known);
  const intake = await takeClass([folder], course.lab, { names: undefined, lang });
  const sample = await readFile(grade);
  const { environment } = gradeIn(sample);
  const begun: string[] = [];
  const gradeOne = async ({ key }: HandedIn): Promise<BatchOutcome> => {
    begun.push(key);
    if (begun.length > longDone) await removeFilesOf(begun.shift(), into);
    return { kind: 'graded', grade: gradeIn(sample) };
  };
  await using out = await OutFolder.open(into);
  const work = { paths: [folder], intake, course, exercises, sheets: [], out, lang } as const;
  await gradeClass(work, { environment, gradeOne, atOnce, signal: new AbortController().signal });
}

function gradeIn(bytes: Uint8Array): SubmissionGrade {
  return gradeSchema.parse(deserialize(bytes));
}

/** The files of thousands of students would fill a disk: those of a student go when so many more have been begun. */
const longDone = 3 * atOnce;

async function removeFilesOf(key: string | undefined, out: string): Promise<void> {
  if (key === undefined) return;
  for (const ending of ['json', 'html']) await rm(join(out, 'students', `${key}.${ending}`), { force: true });
}

/** VmHWM of proc_pid_status(5). What getrusage(2) tells counts the process it was forked from as well. */
function peakKiB(): number {
  const told = /^VmHWM:\s+(\d+) kB$/m.exec(readProc('/proc/self/status') ?? '')?.[1];
  return told === undefined ? process.resourceUsage().maxRSS : Number(told);
}

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
await simulate(task);
await writeFile(task.peak, String(peakKiB()));
