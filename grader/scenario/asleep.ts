/** Whether the programs of a check do nothing just now, so that what the grader does next finds them where they wait. */
import { isIn, processTree } from '../kernel/process-tree.ts';
import type { Stage } from './stage.ts';
import { waitFor } from './wait.ts';

/** States of proc(5) in which a thread does nothing: sleeping, stopped, ended. */
const asleep = 'STZ';
/** A program that never rests is not waited for any longer, in milliseconds of its own time. */
const longestWorkMs = 100;

/** Every thread of every program waits for something, or has ended. */
export function isAsleep(stage: Stage): boolean {
  const processes = stage.running().flatMap(({ pid }) => (pid === undefined ? [] : processTree(pid)));
  return processes.every((pid) => isIn(asleep, pid));
}

/**
 * A reset or a signal in the middle of a call takes another path through a program than one that finds it waiting: the
 * same check would judge different things. Where the kernel does not show it, nothing is waited for.
 */
export async function untilAsleep(stage: Stage): Promise<void> {
  if (!stage.job.conditions.kernel) return;
  await waitFor(stage, { withinMs: longestWorkMs, ignoreQuiet: true, until: () => isAsleep(stage) });
}
