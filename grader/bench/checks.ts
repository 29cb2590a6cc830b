/** What single checks cost, over all rounds, and how they ended. Pure. */
import type { Result, ResultCheck } from '../report/json/result-schema.ts';
import type { BenchLine, BenchVerdicts } from './bench-schema.ts';
import { timeLine } from './line.ts';
import { medianOf } from './statistics.ts';

type Grades = Pick<Result, 'grades'>;

/** Wall times of one check, a sample for every round in which it was performed. */
export type CheckTimes = { readonly title: string; readonly samples: readonly number[] };

export function checkTimes(results: readonly Grades[], chosen: (check: ResultCheck) => boolean): CheckTimes[] {
  const times = new Map<string, number[]>();
  for (const { grades } of results) {
    for (const { exercise, checks } of grades) {
      for (const check of checks.filter((one) => one.timeline.length > 0 && chosen(one))) {
        const title = `${exercise} ${check.id}`;
        times.set(title, [...(times.get(title) ?? []), check.wallMs]);
      }
    }
  }
  return [...times].map(([title, samples]) => ({ title, samples }));
}

/** The checks with the largest medians, the slowest first. */
export function slowest(times: readonly CheckTimes[], count: number): BenchLine[] {
  return times
    .toSorted((a, b) => medianOf(b.samples) - medianOf(a.samples))
    .slice(0, count)
    .map(({ title, samples }) => timeLine(title, samples));
}

/** A check that failed because a server gave no reply at all. */
export function isUnanswered({ verdict, findings, program }: ResultCheck): boolean {
  return verdict === 'failed' && program === 'server' && findings.some(({ code }) => code === 'REPLY_MISSING');
}

export function countVerdicts({ grades }: Grades): BenchVerdicts {
  const verdicts = grades.flatMap(({ checks }) => checks.map(({ verdict }) => verdict));
  const count = (kind: ResultCheck['verdict']): number => verdicts.filter((one) => one === kind).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    undecided: count('inconclusive') + count('grader-error'),
  };
}
