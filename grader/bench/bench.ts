/** Measures the grader against what it cannot do without: starting the programs. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Exercise } from '../spec/exercise.ts';
import type { Bench, BenchClass, BenchLine, BenchSpecimen } from './bench-schema.ts';
import { checkTimes, countVerdicts, isUnanswered, slowest, type CheckTimes } from './checks.ts';
import { classOf } from './class-lines.ts';
import { measureClass, type ClassGround } from './class-rounds.ts';
import { ratioLine, timeLine } from './line.ts';
import { measureRounds, type Ground, type Round } from './rounds.ts';
import type { Measured } from './specimens.ts';
import { startsIn } from './starts.ts';
import { medianOf, ratiosOf } from './statistics.ts';
import { Submission } from './submission.ts';

export type CommandsTask = Pick<Ground, 'python' | 'workers' | 'isolation' | 'signal' | 'say'> & {
  /** Those that are handed in together. */
  readonly exercises: readonly Exercise[];
  readonly referenceFolder: string;
  readonly rounds: number;
  /** In a hurry nothing is warmed up. */
  readonly quick: boolean;
};

/** What whole commands take, and the Python that ran the programs. */
export type Commands = { readonly python: string; readonly rounds: readonly [Round, ...Round[]] };

/** Programs that answer nothing, in a folder for each exercise. */
export const silentFolder = join(import.meta.dirname, 'silent');

/** Throws when it cannot measure; a missed target is no error. */
export async function measureCommands(task: CommandsTask): Promise<Commands> {
  const ids = task.exercises.map(({ id }) => id);
  await using right = await Submission.of(ids, task.referenceFolder);
  await using failing = await Submission.of(ids, silentFolder);
  const ground = { ...task, right: right.folder, failing: failing.folder };
  const [first, ...others] = await measureRounds(ground, task.rounds, task.quick);
  if (first === undefined) throw new Error('Nothing is measured in no round');
  return { python: task.python, rounds: [first, ...others] };
}

type ClassTask = Omit<ClassGround, 'submission'> & Pick<CommandsTask, 'referenceFolder' | 'rounds'>;

/** The same for a class in which everybody hands in the right submission. */
export async function measureRightClass(task: ClassTask): Promise<BenchClass> {
  const ids = task.exercises.map(({ id }) => id);
  await using right = await Submission.of(ids, task.referenceFolder);
  const measured = await measureClass({ ...task, submission: right.programs }, task.rounds);
  return classOf(measured, task.students, task.workers);
}

export type Classes = Pick<Bench, 'class' | 'memory'>;

export type Conditions = { readonly workers: number; readonly quick: boolean };

/** All that was measured, as one document. Pure but for the number of processors. */
export function benchOf(
  { python, rounds }: Commands,
  classes: Classes,
  { specimens, worst }: Measured,
  conditions: Conditions,
): Bench {
  const { right, failing, portable } = rounds[0];
  const { socklab, node, os, isolation, kernelEvidence } = right.result.environment;
  const { workers, quick } = conditions;
  const processors = availableParallelism();
  const rightChecks = checkTimes(results(rounds, 'right'), () => true);
  return {
    schema: 'socklab/bench/v1',
    environment: { socklab, node, os, processors, isolation, kernelEvidence, workers, python },
    rounds: rounds.length,
    quick,
    starts: startsIn(right.result),
    verdicts: {
      right: countVerdicts(right.result),
      failing: countVerdicts(failing.result),
      portable: countVerdicts(portable.result),
    },
    lines: [...commandLines(rounds), ...checkLines(rounds, rightChecks), ...specimenLines(specimens)],
    slowestChecks: slowest(rightChecks, 3),
    worstSpecimens: [...worst],
    ...classes,
    specimens: [...specimens],
  };
}

function results(rounds: readonly Round[], which: 'right' | 'failing') {
  return rounds.map((round) => round[which].result);
}

function commandLines(rounds: readonly Round[]): BenchLine[] {
  const right = rounds.map((round) => round.right.ms);
  const bare = rounds.map(({ bareMs }) => bareMs);
  const failing = rounds.map((round) => round.failing.ms);
  const portable = rounds.map((round) => round.portable.ms);
  const help = rounds.map(({ helpMs }) => helpMs);
  const emptyNode = rounds.map(({ emptyNodeMs }) => emptyNodeMs);
  return [
    ratioLine('right submission / its bare starts', ratiosOf(right, bare), 1.5),
    ratioLine('everything fails / right submission', ratiosOf(failing, right), 2),
    ratioLine('portable way / kernel way, right submission', ratiosOf(portable, right)),
    ratioLine('grade --help / node -e 0', ratiosOf(help, emptyNode)),
    timeLine('grade --help', help, 150),
    timeLine('node -e 0', emptyNode),
    timeLine('right submission', right),
    timeLine('its bare starts', bare),
    timeLine('everything fails', failing),
    timeLine('right submission, portable way', portable),
  ];
}

function checkLines(rounds: readonly Round[], rightChecks: readonly CheckTimes[]): BenchLine[] {
  const unanswered = checkTimes(results(rounds, 'failing'), isUnanswered);
  return [
    timeLine('a check of the right submission', medians(rightChecks)),
    ...(unanswered.length === 0 ? [] : [timeLine('a check left without an answer', medians(unanswered), 300)]),
  ];
}

function specimenLines(specimens: readonly BenchSpecimen[]): BenchLine[] {
  const ratios = specimens.map(({ ms, referenceMs }) => ms / referenceMs);
  return ratios.length === 0 ? [] : [ratioLine('each broken specimen / its reference', ratios)];
}

function medians(times: readonly CheckTimes[]): number[] {
  return times.map(({ samples }) => medianOf(samples));
}
