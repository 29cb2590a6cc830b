/** What was measured of classes, as lines of the tables. Pure. */
import type { BenchClass, BenchLine, BenchMemory } from './bench-schema.ts';
import type { Peaks } from './class-memory.ts';
import type { ClassRound, ClassRounds } from './class-rounds.ts';
import { memoryLine, rateLine, ratioLine, shareLine, timeLine } from './line.ts';
import { ratiosOf } from './statistics.ts';

/** Of the rate at which this machine could only start the programs, in percent. */
const wantedRate = 90;

/** Of the memory for a class of `usualClass`: how much a much larger class may take. */
const wantedGrowth = 1.2;
export const usualClass = 100;

/** Throws when there is no round. */
export function classOf({ rounds, bareAtOnce }: ClassRounds, students: number, workers: number): BenchClass {
  const [first] = rounds;
  if (first === undefined) throw new Error('Nothing is measured in no round');
  const { starts, verdicts, sample } = first.batched;
  const { isolation } = sample.environment;
  const lines = [...rateLines(rounds, students), ...processorLines(rounds, students)];
  return { students, isolation, workers, starts: [...starts], verdicts, bareAtOnce, lines };
}

function rateLines(rounds: readonly ClassRound[], students: number): BenchLine[] {
  const batch = rounds.map((round) => round.batch.ms);
  const bare = rounds.map((round) => round.bare.ms);
  const rates = (times: readonly number[]): number[] => times.map((ms) => (students * 1000) / ms);
  return [
    shareLine(
      'rate of the batch, of the bare rate',
      ratiosOf(bare, batch).map((ratio) => ratio * 100),
      wantedRate,
    ),
    rateLine('submissions of the batch', rates(batch)),
    rateLine('submissions, only their bare starts', rates(bare)),
  ];
}

function processorLines(rounds: readonly ClassRound[], students: number): BenchLine[] {
  const batch = rounds.map((round) => round.batch.processorMs);
  const bare = rounds.map((round) => round.bare.processorMs);
  const each = (times: readonly number[]): number[] => times.map((ms) => ms / students);
  return [
    ratioLine('processor time of the batch / of its bare starts', ratiosOf(batch, bare)),
    timeLine('processor time of a submission', each(batch)),
    timeLine('processor time of its bare starts', each(bare)),
  ];
}

/** Compared with the class of `usualClass`, which must be among them. */
export function memoryOf(peaks: readonly Peaks[]): BenchMemory {
  const usual = peaks.find(({ students }) => students === usualClass);
  if (usual === undefined) throw new Error(`No class of ${usualClass} was measured`);
  const others = peaks.filter((one) => one !== usual);
  const ratios = others.map(({ students, samples }) =>
    ratioLine(
      `${students} submissions / ${usualClass}`,
      ratiosOf(samples, usual.samples),
      students > usualClass ? wantedGrowth : null,
    ),
  );
  const amounts = peaks.map(({ students, samples }) => memoryLine(`${students} submissions`, samples));
  return { sizes: peaks.map(({ students }) => students), lines: [...ratios, ...amounts] };
}
