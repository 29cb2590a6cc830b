/** The most memory that a batch takes for classes of several sizes: it should not matter how large a class is. */
import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type { SubmissionGrade } from '../model/grade.ts';
import { compileCache } from '../worker/worker-environment.ts';
import { batchFlags } from './batch-command.ts';
import { ClassFolder } from './class-folder.ts';
import { timeNode } from './commands.ts';

const simulation = join(import.meta.dirname, '../cli/batch/simulated-class.ts');

/** A simulation that takes longer for each student measures nothing any more; and what its start may take. */
const patienceMs = 1000;
const startMs = 60_000;

export type MemoryGround = {
  /** What everybody gets, as a grade of `lab`. */
  readonly grade: SubmissionGrade;
  readonly lab: string;
  readonly signal: AbortSignal;
  readonly say: (what: string) => void;
};

/** MiB, a sample for every round. */
export type Peaks = { readonly students: number; readonly samples: readonly number[] };

/** Results are made from one grade in the place of workers; all else is what a batch does. */
export async function measurePeaks(sizes: readonly number[], rounds: number, ground: MemoryGround): Promise<Peaks[]> {
  const peaks = sizes.map((students) => ({ students, samples: [] as number[] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { students, samples } of peaks) {
      ground.say(`memory, round ${round} of ${rounds}: ${students} submissions`);
      samples.push(await peakOf(students, ground));
    }
  }
  return peaks;
}

async function peakOf(students: number, { grade, lab, signal }: MemoryGround): Promise<number> {
  await using folder = await ClassFolder.ofNames(students);
  const ground = await mkdtemp(join(tmpdir(), 'socklab-bench-'));
  try {
    const files = { grade: join(ground, 'grade'), out: join(ground, 'out'), peak: join(ground, 'peak') };
    await writeFile(files.grade, serialize(grade));
    const task = JSON.stringify({ folder: folder.path, lab, ...files });
    const timeoutMs = startMs + students * patienceMs;
    // As main.js does: what is compiled anew takes more memory than all else.
    await timeNode([...batchFlags, simulation, task], signal, { timeoutMs, env: compileCache() });
    return Number(await readFile(files.peak, 'utf8')) / 1024;
  } finally {
    await rm(ground, { recursive: true, force: true });
  }
}
