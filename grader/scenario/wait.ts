/**
 * The only waiting there is: until something holds, until the kernel shows that nothing more can come, or until the
 * program has had its time. Time the program was kept off the processor is not counted.
 */
import { setImmediate } from 'node:timers/promises';
import { OwnTimeClock } from '../kernel/own-time.ts';
import type { GaveUp, Wait } from '../model/observation.ts';
import type { Stage } from './stage.ts';
import { Stillness } from './stillness.ts';

export type Waiting = {
  readonly until: () => boolean;
  /** Own time of the program after which waiting ends. */
  readonly withinMs: number;
  /** Waiting also ends when nothing has happened for so long. */
  readonly idleMs?: number;
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
const shortestPauseMs = 1;
const longestPauseMs = 10;

export async function waitFor(stage: Stage, waiting: Waiting): Promise<Waited> {
  const clock = new OwnTimeClock(() => (stage.job.conditions.kernel ? pidsOf(stage) : []));
  const stillness = new Stillness(stage);
  const factsSeen = { count: stage.ledger.facts.length, atMs: 0 };
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    waiting.onTick?.();
    if (waiting.until()) return done;
    const before = stage.ledger.facts.length;
    await stage.recorder.nextFact(pauseMs);
    // Two turns of the event loop, so that whatever has already arrived is recorded before the kernel is asked.
    await setImmediate();
    await setImmediate();
    if (stage.ledger.facts.length !== before) {
      pauseMs = shortestPauseMs;
      continue;
    }
    if (waiting.until()) return done;
    const ownTimeMs = clock.elapsedMs();
    if (stage.ledger.facts.length !== factsSeen.count)
      Object.assign(factsSeen, { count: stage.ledger.facts.length, atMs: ownTimeMs });
    const why = reasonToGiveUp(stage, waiting, stillness, ownTimeMs, ownTimeMs - factsSeen.atMs);
    if (why !== undefined) return { kind: 'gave-up', ...why, ownTimeMs };
  }
}

function pidsOf(stage: Stage): number[] {
  return stage.running().flatMap((program) => (program.pid === undefined ? [] : [program.pid]));
}

function reasonToGiveUp(
  stage: Stage,
  waiting: Waiting,
  stillness: Stillness,
  ownTimeMs: number,
  idleMs: number,
): { why: GaveUp; waits: readonly Wait[] } | undefined {
  if (ownTimeMs >= waiting.withinMs) return { why: 'deadline', waits: [] };
  if (waiting.idleMs !== undefined && idleMs >= waiting.idleMs) return { why: 'deadline', waits: [] };
  if (waiting.ignoreQuiet === true) return undefined;
  if (!canBeQuiet(stage)) return allExited(stage) && idleMs >= exitedIdleMs ? { why: 'exited', waits: [] } : undefined;
  const waits = stillness.check();
  if (waits === undefined) return undefined;
  return stage.running().length === 0 ? { why: 'exited', waits: [] } : { why: 'quiet', waits };
}

function allExited(stage: Stage): boolean {
  return stage.programs.size > 0 && stage.running().length === 0;
}

/** Programs of which the kernel shows everything that could still wake them. */
function canBeQuiet(stage: Stage): boolean {
  return stage.job.conditions.kernel && !stage.job.actor.prepared.hiddenTimers;
}
