/** How often a grading started which program, as its own timelines tell. Pure. */
import type { Result } from '../report/json/result-schema.ts';

export type Starts = { readonly exercise: string; readonly program: string; readonly count: number };

export function startsIn({ grades }: Pick<Result, 'grades'>): Starts[] {
  return grades.flatMap(({ exercise, programs, checks }) =>
    programs.map(({ program }) => ({
      exercise,
      program,
      count: checks.flatMap(({ timeline }) => timeline).filter((fact) => isStartOf(fact, program)).length,
    })),
  );
}

function isStartOf(fact: Result['grades'][number]['checks'][number]['timeline'][number], program: string): boolean {
  return fact.kind === 'program-started' && fact.program === program;
}
