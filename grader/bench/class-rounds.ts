/** A whole class: graded in one command, and then only its programs started, as fast as this machine can. */
import { availableParallelism } from 'node:os';
import type { Exercise } from '../spec/exercise.ts';
import { timeBatch, type Batched } from './batch-command.ts';
import { ClassFolder } from './class-folder.ts';
import { bareProgramsOf, timeBare, type BareProgram } from './commands.ts';
import { busyMs } from './processor-time.ts';
import { medianOf } from './statistics.ts';

export type ClassGround = {
  /** The folder that every student hands in, with the programs right in it. */
  readonly submission: string;
  readonly students: number;
  /** What it is graded as, as `grade:batch` is told it. */
  readonly what: readonly string[];
  readonly exercises: readonly Exercise[];
  readonly python: string;
  readonly workers: number;
  readonly isolation: string;
  readonly signal: AbortSignal;
  readonly say: (what: string) => void;
};

/** Times in milliseconds, by the clock and of the processors. */
export type Cost = { readonly ms: number; readonly processorMs: number };

export type ClassRound = { readonly batched: Batched; readonly batch: Cost; readonly bare: Cost };

export type ClassRounds = {
  /** So many bare starts at a time were the fastest. */
  readonly bareAtOnce: number;
  readonly rounds: readonly ClassRound[];
};

export async function measureClass(ground: ClassGround, rounds: number): Promise<ClassRounds> {
  await using folder = await ClassFolder.ofCopies(ground.submission, ground.students);
  const measured: ClassRound[] = [];
  let bareAtOnce: number | undefined;
  for (let round = 1; round <= rounds; round += 1) {
    const say = (what: string): void => ground.say(`class, round ${round} of ${rounds}: ${what}`);
    say(`${ground.students} submissions`);
    const { result: batched, processorMs } = await costOf(() => timeBatch(folder.path, ground, ground.signal));
    const programs = allStarts(batched, ground);
    bareAtOnce ??= await findBareAtOnce(programs, { ...ground, say });
    say('its bare starts');
    const bare = await timed(programs, bareAtOnce, ground.signal);
    measured.push({ batched, batch: { ms: batched.ms, processorMs }, bare });
  }
  return { bareAtOnce: bareAtOnce ?? 1, rounds: measured };
}

/** One plain start of every process of a program that the grading started. */
function allStarts({ sample, starts }: Batched, { submission, exercises, python }: ClassGround): BareProgram[] {
  const programs = bareProgramsOf({ folder: submission, result: sample, exercises, python });
  return programs.map((program, at) => ({ ...program, starts: starts[at]?.count ?? 0 }));
}

/** For each processor, so many starts at a time are tried, to find out what is the fastest. */
const triedAtOnce = [1, 2, 3, 4];
/** A part of the class is enough for that, but one in which nothing is left to chance. */
const triedShare = 20;
const triedRounds = 3;

type Trying = Pick<ClassGround, 'signal' | 'say'>;

async function findBareAtOnce(programs: readonly BareProgram[], { signal, say }: Trying): Promise<number> {
  say('how many bare starts at a time are the fastest');
  const some = programs.map((program) => ({ ...program, starts: Math.ceil(program.starts / triedShare) }));
  const tried: { atOnce: number; ms: number }[] = [];
  for (const atOnce of triedAtOnce.map((each) => each * availableParallelism())) {
    const samples: number[] = [];
    for (let round = 0; round < triedRounds; round += 1) samples.push(await timeBare(some, atOnce, signal));
    tried.push({ atOnce, ms: medianOf(samples) });
  }
  return tried.reduce((best, one) => (one.ms < best.ms ? one : best)).atOnce;
}

async function timed(programs: readonly BareProgram[], atOnce: number, signal: AbortSignal): Promise<Cost> {
  const { result: ms, processorMs } = await costOf(() => timeBare(programs, atOnce, signal));
  return { ms, processorMs };
}

async function costOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; processorMs: number }> {
  const before = busyMs();
  const result = await work();
  return { result, processorMs: busyMs() - before };
}
