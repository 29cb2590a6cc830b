/** Performs checks as soon as those they need are passed; the checks that are ready go on side by side. */
import type { Timeline } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Check } from '../spec/exercise.ts';
import { allSettled } from './all-settled.ts';

export type Outcome = {
  readonly check: Check;
  readonly verdict: Verdict;
  /** Empty when the check was not performed. */
  readonly timeline: Timeline;
  readonly wallMs: number;
};

/**
 * Outcomes in the order of `checks`; what a check needs counts only where it is one of them. `onOutcome` is told each as soon as
 * it is known, those of skipped checks too. Rejects only when nothing is under way any more.
 */
export function performAll(
  checks: readonly Check[],
  perform: (check: Check) => Promise<Outcome>,
  onOutcome: (outcome: Outcome) => void = () => {},
): Promise<Outcome[]> {
  const outcomes = new Map<string, Promise<Outcome>>();
  const outcomeOf = (check: Check): Promise<Outcome> => {
    const known = outcomes.get(check.id) ?? performAndTell(check);
    outcomes.set(check.id, known);
    return known;
  };
  const performAndTell = async (check: Check): Promise<Outcome> => {
    const outcome = await performWhenReady(check);
    onOutcome(outcome);
    return outcome;
  };
  const performWhenReady = async (check: Check): Promise<Outcome> => {
    const needed = await Promise.all(checks.filter(({ id }) => check.needs.includes(id)).map(outcomeOf));
    const because = needed.filter(({ verdict }) => verdict.kind !== 'passed').map((outcome) => outcome.check.id);
    if (because.length === 0) return perform(check);
    return { check, verdict: { kind: 'skipped', because }, timeline: [], wallMs: 0 };
  };
  return allSettled(checks.map(outcomeOf));
}

/** The checks with these ids and all that they need, in the exercise's order. */
export function withNeeds(checks: readonly Check[], ids: readonly string[]): Check[] {
  const wanted = new Set<string>();
  const want = (id: string): void => {
    if (wanted.has(id)) return;
    wanted.add(id);
    checks.find((check) => check.id === id)?.needs.forEach(want);
  };
  ids.forEach(want);
  return checks.filter(({ id }) => wanted.has(id));
}
