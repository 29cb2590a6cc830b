/** The rounds of the measurement: everything that is compared is measured in turn, so that drift meets all of it. */
import type { Result } from '../report/json/result-schema.ts';
import type { Exercise } from '../spec/exercise.ts';
import { timeBare, timeGrading, type GradingOptions } from './commands.ts';

export type Ground = {
  readonly exercises: readonly Exercise[];
  readonly right: string;
  readonly python: string;
  readonly workers: number;
  readonly isolation: string;
  readonly signal: AbortSignal;
  readonly say: (what: string) => void;
};

/** Wall times in milliseconds. */
export type Round = {
  readonly rightMs: number;
  readonly bareMs: number;
  readonly right: Result;
};

export async function measureRounds(ground: Ground, count: number): Promise<Round[]> {
  await warmUp(ground);
  const rounds: Round[] = [];
  for (let round = 1; round <= count; round += 1) {
    const say = (what: string): void => ground.say(`round ${round} of ${count}: ${what}`);
    rounds.push(await measureRound({ ...ground, say }));
  }
  return rounds;
}

/** The first run compiles and fills caches, which the others find. */
async function warmUp(ground: Ground): Promise<void> {
  ground.say('warming up');
  await gradeAndStart(ground);
}

async function measureRound(ground: Ground): Promise<Round> {
  ground.say('right submission and its bare starts');
  const { ms: rightMs, result: right, bareMs } = await gradeAndStart(ground);
  return { rightMs, bareMs, right };
}

async function gradeAndStart(ground: Ground): Promise<{ ms: number; result: Result; bareMs: number }> {
  const { right: folder, python, workers, exercises, signal } = ground;
  const graded = await timeGrading(folder, gradingOptions(ground, 'auto'), signal);
  const bareMs = await timeBare({ folder, python, workers, result: graded.result }, exercises, signal);
  return { ...graded, bareMs };
}

function gradingOptions({ workers, isolation }: Ground, kernel: GradingOptions['kernel']): GradingOptions {
  return { workers, isolation, kernel, exercise: undefined };
}
