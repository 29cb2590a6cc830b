/** Medians and spreads of a few measurements. Pure. */

export type Spread = {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly min: number;
  readonly max: number;
};

/** Throws when there is nothing to describe. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
    min: quantile(sorted, 0),
    max: quantile(sorted, 1),
  };
}

export function medianOf(samples: readonly number[]): number {
  return spreadOf(samples).median;
}

/** Between two measurements the value lies on the straight line that joins them. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing');
  return low + (high - low) * (at - Math.floor(at));
}

/** What was measured in one round is compared with what was measured in the same round: both met the same machine. */
export function ratiosOf(ones: readonly number[], others: readonly number[]): number[] {
  return ones.flatMap((one, round) => {
    const other = others[round];
    return other === undefined ? [] : [one / other];
  });
}
