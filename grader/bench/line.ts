/** One line of the table: samples, how they spread, and whether their median keeps to the target. Pure. */
import type { BenchLine } from './bench-schema.ts';
import { spreadOf } from './statistics.ts';

type Wanted = Pick<BenchLine, 'target' | 'wanted'>;

export function ratioLine(title: string, samples: readonly number[], target: number | null = null): BenchLine {
  return lineOf(title, 'x', samples, { target, wanted: 'at most' });
}

export function timeLine(title: string, samples: readonly number[], target: number | null = null): BenchLine {
  return lineOf(title, 'ms', samples, { target, wanted: 'at most' });
}

/** Shares of a whole, in percent. */
export function shareLine(title: string, samples: readonly number[], target: number | null = null): BenchLine {
  return lineOf(title, '%', samples, { target, wanted: 'at least' });
}

export function rateLine(title: string, samples: readonly number[]): BenchLine {
  return lineOf(title, 'per second', samples, { target: null, wanted: 'at least' });
}

export function memoryLine(title: string, samples: readonly number[]): BenchLine {
  return lineOf(title, 'MiB', samples, { target: null, wanted: 'at most' });
}

function lineOf(title: string, unit: BenchLine['unit'], samples: readonly number[], wanted: Wanted): BenchLine {
  const spread = spreadOf(samples);
  return { title, unit, samples: [...samples], ...spread, ...wanted, met: isMet(spread.median, wanted) };
}

function isMet(median: number, { target, wanted }: Wanted): boolean | null {
  if (target === null) return null;
  return wanted === 'at most' ? median <= target : median >= target;
}
