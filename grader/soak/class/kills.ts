/** A batch that is killed again and again, at moments that are drawn, and gone on with each time until it is done. */
import { clearTimeout, setTimeout } from 'node:timers';
import type { Draw } from './draw.ts';
import type { BatchRun, Ended } from './batch-run.ts';

/** When to kill: so long after so many more results have come. */
export type Moment = { readonly results: number; readonly ms: number };

/** Longer than it takes to begin grading, and to write a result down. */
const longestMs = 1500;

/** Spread over what is left, so that all kills can be done: with 8 results to come and 3 kills, after 0 to 2 of them. */
export function drawMoment(draw: Draw, resultsLeft: number, killsLeft: number): Moment {
  return { results: draw.below(Math.floor(resultsLeft / (killsLeft + 1)) + 1), ms: draw.below(longestMs) };
}

export type Starting = (resume: boolean, onResult: (done: number) => void) => BatchRun;

export type Survived = { readonly ended: Ended; readonly kills: number };

/** Ends with how the last run ended, which nobody killed; it may be done before all kills are. */
export async function gradeWithKills(start: Starting, total: number, kills: number, draw: Draw): Promise<Survived> {
  let done = 0;
  for (let killed = 0; killed < kills; killed += 1) {
    const moment = drawMoment(draw, total - done, kills - killed);
    const ended = await runUntil(moment, done, (onResult) =>
      start(killed > 0, (now) => {
        done = now;
        onResult(now);
      }),
    );
    if (ended !== null) return { ended, kills: killed };
  }
  await using last = start(kills > 0, () => {});
  return { ended: await last.ended, kills };
}

/** Null when it was killed before it was done. */
async function runUntil(
  { results, ms }: Moment,
  before: number,
  start: (onResult: (done: number) => void) => BatchRun,
): Promise<Ended | null> {
  const timing = Promise.withResolvers<null>();
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => void (timer ??= setTimeout(() => timing.resolve(null), ms));
  await using run = start((done) => {
    if (done >= before + results) begin();
  });
  if (results === 0) begin();
  const ended = await Promise.race([run.ended, timing.promise]);
  clearTimeout(timer);
  if (ended === null) await run.kill();
  return ended;
}
