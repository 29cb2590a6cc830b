/** The numbers of a class: how the scores are spread, and which checks are failed most. */
import type { Check, Exercise } from '../../spec/exercise.ts';
import type { Marked, Performed } from './standing.ts';

/** `from` and `to` are shares of full marks, in percent; the last bin takes what is above. */
export type Bin = { readonly from: number; readonly to: number; readonly count: number };

const bins = 10;

export function spread(marked: readonly Marked[]): Bin[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const { score, maxScore } of marked) {
    const share = maxScore === 0 ? 0 : score / maxScore;
    const bin = Math.max(0, Math.min(bins - 1, Math.floor(share * bins + rounding)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin) => ({ from: (bin * 100) / bins, to: ((bin + 1) * 100) / bins, count }));
}

/** What adding in binary may take from a score that stands on the edge of a bin. */
const rounding = 1e-9;

/** The middle one of some numbers, or halfway between the two in the middle; undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

export type Hardness = {
  readonly exercise: Exercise;
  readonly check: Check;
  readonly failed: number;
  /** Submissions in which it was performed and decided. */
  readonly tried: number;
};

/** How often a check was failed, and how often it was decided. */
export type Tally = ReadonlyMap<Check, Pick<Hardness, 'failed' | 'tried'>>;

/** Counts the checks of one student among those of the others. */
export function countChecks(
  tally: Map<Check, Pick<Hardness, 'failed' | 'tried'>>,
  { passed, failed }: Performed,
): void {
  const add = (check: Check, failures: number): void => {
    const known = tally.get(check) ?? { failed: 0, tried: 0 };
    tally.set(check, { failed: known.failed + failures, tried: known.tried + 1 });
  };
  for (const check of passed) add(check, 0);
  for (const check of failed) add(check, 1);
}

/** The checks that most of those who came to them failed, the hardest first; none that all passed. */
export function hardest(tally: Tally, exercises: readonly Exercise[], most: number): Hardness[] {
  const all = exercises.flatMap((exercise) => exercise.checks.map((check) => ({ exercise, check })));
  return all
    .map(({ exercise, check }): Hardness => ({ exercise, check, ...(tally.get(check) ?? { failed: 0, tried: 0 }) }))
    .filter((one) => one.failed > 0)
    .toSorted((a, b) => b.failed / b.tried - a.failed / a.tried || b.failed - a.failed)
    .slice(0, most);
}
