/**
 * Which check is begun first when several are ready: one that others wait for, and one that may take long itself. Begun
 * last, it would be waited for while nothing else is left to do.
 */
import type { Check } from '../spec/exercise.ts';

/** A check whose author gave a step a time of its own is expected to wait; the others take about as long as each other. */
const usualLength = 1;
const waitingLength = 10;

/** By id: the length of the longest way from the beginning of a check to the end of the last that needs it. */
export function urgenciesOf(checks: readonly Check[]): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const urgencyOf = (check: Check): number => {
    const earlier = known.get(check.id);
    if (earlier !== undefined) return earlier;
    const needing = checks.filter(({ needs }) => needs.includes(check.id));
    const urgency = lengthOf(check) + Math.max(0, ...needing.map(urgencyOf));
    known.set(check.id, urgency);
    return urgency;
  };
  for (const check of checks) urgencyOf(check);
  return known;
}

function lengthOf({ steps }: Check): number {
  const waits = steps.some((step) => 'withinMs' in step && step.withinMs !== undefined);
  return waits ? waitingLength : usualLength;
}
