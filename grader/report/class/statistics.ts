/** The numbers of a class: how the scores are spread, and which checks are failed most. */
import type { Check, Exercise } from '../../spec/exercise.ts';
import type { Marked } from './standing.ts';

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

/** The checks that most of those who came to them failed, the hardest first; none that all passed. */
export function hardest(marked: readonly Marked[], exercises: readonly Exercise[], count: number): Hardness[] {
  const failed = tally(marked.flatMap((one) => one.failed));
  const passed = tally(marked.flatMap((one) => one.passed));
  const all = exercises.flatMap((exercise) => exercise.checks.map((check) => ({ exercise, check })));
  const known = all.map(({ exercise, check }): Hardness => {
    const failures = failed.get(check) ?? 0;
    return { exercise, check, failed: failures, tried: failures + (passed.get(check) ?? 0) };
  });
  return known
    .filter((one) => one.failed > 0)
    .toSorted((a, b) => b.failed / b.tried - a.failed / a.tried || b.failed - a.failed)
    .slice(0, count);
}

function tally<Item>(items: readonly Item[]): ReadonlyMap<Item, number> {
  const counts = new Map<Item, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
