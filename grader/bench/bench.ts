/** Measures the grader against what it cannot do without: starting the programs. */
import { availableParallelism } from 'node:os';
import { findTool } from '../launch/toolchain.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { Bench, BenchLine } from './bench-schema.ts';
import { ratioLine, timeLine } from './line.ts';
import { measureRounds, type Round } from './rounds.ts';
import { startsIn } from './starts.ts';
import { ratiosOf } from './statistics.ts';
import { RightSubmission } from './submission.ts';

export type BenchTask = {
  readonly exercises: readonly Exercise[];
  readonly referenceFolder: string;
  readonly rounds: number;
  readonly quick: boolean;
  readonly workers: number;
  readonly isolation: string;
  readonly signal: AbortSignal;
  readonly say: (what: string) => void;
};

/** Throws when it cannot measure; a missed target is no error. */
export async function bench(task: BenchTask): Promise<Bench> {
  const python = await findTool('python');
  if (python === null)
    throw new Error('There is no Python on this machine, and the measurement is one of Python programs');
  await using right = await RightSubmission.write(
    task.exercises.map(({ id }) => id),
    task.referenceFolder,
  );
  const rounds = await measureRounds({ ...task, python, right: right.folder }, task.rounds);
  const last = rounds.at(-1);
  if (last === undefined) throw new Error('There is no measurement without a round');
  const { socklab, node, os, isolation, kernelEvidence } = last.right.environment;
  const { workers } = task;
  const processors = availableParallelism();
  return {
    schema: 'socklab/bench/v1',
    environment: { socklab, node, os, processors, isolation, kernelEvidence, workers, python },
    rounds: task.rounds,
    quick: task.quick,
    starts: startsIn(last.right),
    lines: linesOf(rounds),
  };
}

function linesOf(rounds: readonly Round[]): BenchLine[] {
  const right = rounds.map(({ rightMs }) => rightMs);
  const bare = rounds.map(({ bareMs }) => bareMs);
  return [
    timeLine('a right submission', right),
    timeLine('its bare starts', bare),
    ratioLine('right / bare', ratiosOf(right, bare), 1.5),
  ];
}
