/** `grade:batch` as a command that is measured, and what its results tell of what it did. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseResult, type Result } from '../report/json/result-schema.ts';
import type { BenchVerdicts } from './bench-schema.ts';
import { countVerdicts } from './checks.ts';
import { main, timeNode } from './commands.ts';
import { startsIn, type Starts } from './starts.ts';

/** What `npm run grade:batch` tells Node: a small heap for what is new, no helping threads, and that garbage may be collected on demand. */
export const batchFlags = ['--max-semi-space-size=1', '--v8-pool-size=0', '--expose-gc'];

/** Exit codes of a batch that graded everybody: all of it, or with checks that are undecided. */
const graded = [0, 3];

/** A batch that takes longer for each student measures nothing any more. */
const patienceMs = 60_000;

export type BatchOptions = {
  readonly students: number;
  /** `['--lab', 'week-2']`. */
  readonly what: readonly string[];
  readonly workers: number;
  readonly isolation: string;
};

export type Batched = {
  readonly ms: number;
  /** Of all students together, each in the order of `sample`. */
  readonly starts: readonly Starts[];
  readonly verdicts: BenchVerdicts;
  /** One of the results. */
  readonly sample: Result;
};

/** Grades a class that hands in the reference, and so is trusted. Throws when nobody could be graded. */
export async function timeBatch(folder: string, options: BatchOptions, signal: AbortSignal): Promise<Batched> {
  const { students, what, workers, isolation } = options;
  const out = await mkdtemp(join(tmpdir(), 'socklab-bench-'));
  try {
    const choices = ['--workers', String(workers), '--isolation', isolation, '--trust-submissions'];
    const args = [...batchFlags, main, 'grade:batch', folder, ...what, '--out', out, ...choices];
    const ms = await timeNode(args, signal, { codes: graded, timeoutMs: students * patienceMs });
    return { ms, ...(await readResults(join(out, 'students'))) };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** A result is large: one at a time is read, counted and forgotten. */
async function readResults(folder: string): Promise<Omit<Batched, 'ms'>> {
  let all: Omit<Batched, 'ms'> | undefined;
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json'))) {
    const sample = parseResult(JSON.parse(await readFile(join(folder, name), 'utf8')));
    const one = { starts: startsIn(sample), verdicts: countVerdicts(sample), sample };
    all = all === undefined ? one : { ...together(all, one), sample };
  }
  if (all === undefined) throw new Error('The batch left no results');
  return all;
}

type Counts = Pick<Batched, 'starts' | 'verdicts'>;

export function together(ones: Counts, others: Counts): Counts {
  const starts = ones.starts.map((start, at) => ({ ...start, count: start.count + (others.starts[at]?.count ?? 0) }));
  const { passed, failed, skipped, undecided } = ones.verdicts;
  const verdicts = {
    passed: passed + others.verdicts.passed,
    failed: failed + others.verdicts.failed,
    skipped: skipped + others.verdicts.skipped,
    undecided: undecided + others.verdicts.undecided,
  };
  return { starts, verdicts };
}
