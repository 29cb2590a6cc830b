/**
 * The only waiting there is: until something holds, until the kernel shows that nothing more can come, or until the
 * program has had its time. Time the program was kept off the processor is not counted.
 */
import { setImmediate } from 'node:timers/promises';
import { OwnTimeClock } from '../kernel/own-time.ts';
import type { GaveUp, Wait } from '../model/observation.ts';
import { FreeTimeClock } from '../portable/free-time.ts';
import { Deadline, type Clock, type Limits } from './deadline.ts';
import type { Stage } from './stage.ts';
import { canBeQuiet, Stillness } from './stillness.ts';

export type Waiting = Limits & {
  readonly until: () => boolean;
  /** How far what is waited for has come: as long as this grows, the deadline begins anew, a few times over. */
  readonly progress?: () => number;
  /** Looks at the outside world between two facts. */
  readonly onTick?: () => void;
  /** Looking at the kernel to find that nothing more can come is pointless, because something else will act. */
  readonly ignoreQuiet?: boolean;
};

export type Waited =
  | { readonly kind: 'done' }
  | { readonly kind: 'gave-up'; readonly why: GaveUp; readonly waits: readonly Wait[]; readonly ownTimeMs: number };

export const done: Waited = { kind: 'done' };

/** The portable way: what a program that has ended sent before has arrived after so long. */
const exitedIdleMs = 100;
/**
 * A program that waits with a timer of its own, of half a second and more as a rule, may take a grader that comes so late
 * for one that does not answer.
 */
const noticeableDelayMs = 250;
const shortestPauseMs = 1;
const longestPauseMs = 10;
const pauseGrowth = 1.5;

export async function waitFor(stage: Stage, waiting: Waiting): Promise<Waited> {
  waiting.onTick?.();
  if (waiting.until()) return done;
  const clock = ownTimeOf(stage);
  const deadline = new Deadline(waiting, stage.job.patience, clock, waiting.progress?.());
  const stillness = new Stillness(stage, waiting.withinMs * stage.job.patience);
  let known = stage.ledger.facts.length;
  let pauseMs = shortestPauseMs;
  for (;;) {
    await pause(stage, pauseMs);
    const { length: count } = stage.ledger.facts;
    const isQuieter = count === known;
    known = count;
    pauseMs = isQuieter ? Math.min(pauseMs * pauseGrowth, longestPauseMs) : shortestPauseMs;
    waiting.onTick?.();
    if (waiting.until()) return done;
    if (!isQuieter) deadline.sawFact();
    deadline.sawProgress(waiting.progress?.());
    const reason = whyOver(stage, waiting, deadline, isQuieter ? stillness : undefined);
    if (reason !== undefined) return giveUp(stage, reason, clock);
  }
}

/** Until the next fact, and two turns of the event loop more, so that what has arrived is recorded before the kernel is asked. */
async function pause(stage: Stage, atMostMs: number): Promise<void> {
  const beganMs = performance.now();
  await stage.recorder.nextFact(atMostMs);
  const delayMs = performance.now() - beganMs - atMostMs;
  if (delayMs >= noticeableDelayMs) recordDelay(stage, delayMs);
  await setImmediate();
  await setImmediate();
}

function recordDelay(stage: Stage, delayMs: number): void {
  const known = stage.ledger.facts.some(({ kind }) => kind === 'grader-delayed');
  if (!known) stage.recorder.record({ kind: 'grader-delayed', delayMs });
}

function giveUp(stage: Stage, reason: Reason, clock: Clock): Waited {
  if (reason === timeIsUp) recordDoubt(stage, clock);
  return { kind: 'gave-up', ...reason, ownTimeMs: clock.elapsedMs() };
}

type Reason = { readonly why: GaveUp; readonly waits: readonly Wait[] };

const timeIsUp: Reason = { why: 'deadline', waits: [] };

function whyOver(stage: Stage, waiting: Waiting, deadline: Deadline, stillness?: Stillness): Reason | undefined {
  if (deadline.isOver) return timeIsUp;
  return stillness === undefined ? undefined : nothingCanCome(stage, waiting, stillness, deadline.idleMs);
}

function nothingCanCome(stage: Stage, waiting: Waiting, stillness: Stillness, idleMs: number): Reason | undefined {
  if (waiting.ignoreQuiet === true) return undefined;
  if (!canBeQuiet(stage)) return allExited(stage) && idleMs >= exitedIdleMs ? { why: 'exited', waits: [] } : undefined;
  const waits = stillness.check();
  if (waits === undefined) return undefined;
  return stage.running().length === 0 ? { why: 'exited', waits: [] } : { why: 'quiet', waits };
}

/** A clock for the own time of all programs that run. */
export function ownTimeOf(stage: Stage): Clock {
  return stage.job.conditions.kernel ? new OwnTimeClock(() => pidsOf(stage)) : new FreeTimeClock();
}

/**
 * Less than this share of a deadline with a free processor, and the program may have been kept from running. Deadlines
 * are many times as long as a right program takes: a quarter of one is long enough.
 */
const certainShare = 0.25;

/** The portable way: writes down, once, that a deadline came while the processors were busy with something. */
export function recordDoubt(stage: Stage, clock: Clock): void {
  if (clock instanceof OwnTimeClock) return;
  const ownTimeMs = clock.elapsedMs();
  const known = stage.ledger.facts.some(({ kind }) => kind === 'processors-busy');
  if (known || clock.freeMs >= ownTimeMs * certainShare) return;
  stage.recorder.record({ kind: 'processors-busy', freeMs: clock.freeMs, ownTimeMs });
}

function pidsOf(stage: Stage): number[] {
  return stage.running().flatMap((program) => (program.pid === undefined ? [] : [program.pid]));
}

function allExited(stage: Stage): boolean {
  return stage.programs.size > 0 && stage.running().length === 0;
}
