/** One line of the table: samples, how they spread, and whether their median keeps to the target. Pure. */
import type { BenchLine } from './bench-schema.ts';
import { spreadOf } from './statistics.ts';

export function ratioLine(title: string, samples: readonly number[], target: number | null = null): BenchLine {
  return lineOf(title, 'x', samples, target);
}

export function timeLine(title: string, samples: readonly number[], target: number | null = null): BenchLine {
  return lineOf(title, 'ms', samples, target);
}

function lineOf(title: string, unit: BenchLine['unit'], samples: readonly number[], target: number | null): BenchLine {
  const spread = spreadOf(samples);
  const met = target === null ? null : spread.median <= target;
  return { title, unit, samples: [...samples], ...spread, target, met };
}
