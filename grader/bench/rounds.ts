/** The rounds of the measurement: everything that is compared is measured in turn, so that drift meets all of it. */
import { bareProgramsOf, timeBare, timeEmptyNode, timeGrading, timeHelp, type Bare, type Graded } from './commands.ts';

export type Ground = Pick<Bare, 'exercises' | 'python'> & {
  readonly workers: number;
  /** Folders of the submission in which everything is right, and of the one in which nothing is answered. */
  readonly right: string;
  readonly failing: string;
  readonly isolation: string;
  readonly signal: AbortSignal;
  readonly say: (what: string) => void;
};

export type Round = {
  readonly right: Graded;
  readonly bareMs: number;
  readonly failing: Graded;
  /** The right submission without the facts the kernel shows. */
  readonly portable: Graded;
  readonly helpMs: number;
  readonly emptyNodeMs: number;
};

/** The first round of all fills caches that the others find: unless `cold`, it is no measurement. */
export async function measureRounds(ground: Ground, count: number, cold: boolean): Promise<Round[]> {
  if (!cold) await measureRound({ ...ground, say: (what) => ground.say(`warming up: ${what}`) });
  const rounds: Round[] = [];
  for (let round = 1; round <= count; round += 1) {
    const say = (what: string): void => ground.say(`round ${round} of ${count}: ${what}`);
    rounds.push(await measureRound({ ...ground, say }));
  }
  return rounds;
}

async function measureRound(ground: Ground): Promise<Round> {
  const { say, signal } = ground;
  say('the right submission');
  const right = await grade(ground.right, ground, 'auto');
  say('its bare starts');
  const programs = bareProgramsOf({ ...ground, folder: ground.right, result: right.result });
  const bareMs = await timeBare(programs, ground.workers, signal);
  say('the submission that answers nothing');
  const failing = await grade(ground.failing, ground, 'auto');
  say('the portable way');
  const portable = await grade(ground.right, ground, 'off');
  const helpMs = await timeHelp(signal);
  const emptyNodeMs = await timeEmptyNode(signal);
  return { right, bareMs, failing, portable, helpMs, emptyNodeMs };
}

function grade(folder: string, { workers, isolation, signal }: Ground, kernel: 'auto' | 'off'): Promise<Graded> {
  return timeGrading(folder, { workers, isolation, kernel }, signal);
}
