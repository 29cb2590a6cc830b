/** How long broken specimens take, compared with the reference: each graded alone, on one pool that is warm. */
import { gradeAlone, type Ground as Grading } from '../calibrate/grade-alone.ts';
import type { Located } from '../grading/grade-submission.ts';
import type { BenchLine, BenchSpecimen } from './bench-schema.ts';
import { ratioLine } from './line.ts';
import { medianOf } from './statistics.ts';
import type { Twins } from './twin.ts';

export type Ground = Grading & { readonly say: (what: string) => void };

/** What broken specimens may take, in times of the reference. */
const target = 3;
/** For the first comparison a reference is measured so often. */
const referenceRuns = 3;
/** One measurement makes some look bad by chance: so many are measured again, in turn with their references. */
const mostSuspects = 10;
const mostShown = 5;

type Timed = Twins & { readonly ms: number; readonly referenceMs: number };

export type Measured = {
  readonly specimens: readonly BenchSpecimen[];
  /** The worst first. */
  readonly worst: readonly BenchLine[];
};

export async function measureSpecimens(twins: readonly Twins[], rounds: number, ground: Ground): Promise<Measured> {
  const timed = await measureOnce(twins, ground);
  const specimens = timed.map(({ specimen: { exercise, name }, ms, referenceMs }) => ({
    exercise,
    name,
    ms,
    referenceMs,
  }));
  return { specimens, worst: await measureAgain(suspectsOf(timed), rounds, ground) };
}

async function measureOnce(twins: readonly Twins[], ground: Ground): Promise<Timed[]> {
  const references = new Map<string, number>();
  const timed: Timed[] = [];
  for (const [index, pair] of twins.entries()) {
    ground.say(`broken specimens: ${index + 1} of ${twins.length}: ${titleOf(pair)}`);
    const key = JSON.stringify(pair.reference.sets);
    const referenceMs = references.get(key) ?? (await timeReference(pair.reference, ground));
    references.set(key, referenceMs);
    timed.push({ ...pair, ms: await timeAlone(pair.broken, ground), referenceMs });
  }
  return timed;
}

/** The first of its kind fills caches: it is no measurement. */
async function timeReference(reference: Located, ground: Ground): Promise<number> {
  await timeAlone(reference, ground);
  const samples: number[] = [];
  for (let run = 0; run < referenceRuns; run += 1) samples.push(await timeAlone(reference, ground));
  return medianOf(samples);
}

function suspectsOf(timed: readonly Timed[]): Timed[] {
  return timed.toSorted((a, b) => b.ms / b.referenceMs - a.ms / a.referenceMs).slice(0, mostSuspects);
}

async function measureAgain(suspects: readonly Timed[], rounds: number, ground: Ground): Promise<BenchLine[]> {
  const lines: BenchLine[] = [];
  for (const [index, pair] of suspects.entries()) {
    ground.say(`the slowest of them again: ${index + 1} of ${suspects.length}: ${titleOf(pair)}`);
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const referenceMs = await timeAlone(pair.reference, ground);
      ratios.push((await timeAlone(pair.broken, ground)) / referenceMs);
    }
    lines.push(ratioLine(titleOf(pair), ratios, target));
  }
  return lines.toSorted((a, b) => b.median - a.median).slice(0, mostShown);
}

async function timeAlone(located: Located, ground: Ground): Promise<number> {
  const startMs = performance.now();
  await gradeAlone(located, ground);
  return performance.now() - startMs;
}

function titleOf({ specimen: { exercise, name } }: Twins): string {
  return `${exercise} ${name}`;
}
