/** The outcome of grading, before it is shown to anyone: verdicts with points, and what they were made under. */
import type { Finding } from './finding.ts';
import type { LabGrade } from './lab-grade.ts';
import type { Timeline } from './observation.ts';
import type { Verdict } from './verdict.ts';

export type CheckResult = {
  readonly check: string;
  readonly program: string;
  readonly level: 'basic' | 'robust' | 'bonus';
  /** Points earned: `maxPoints` when passed, otherwise 0. */
  readonly points: number;
  readonly maxPoints: number;
  readonly verdict: Verdict;
  /** Empty when the check was never performed (skipped, program missing). */
  readonly timeline: Timeline;
  readonly wallMs: number;
};

/** One program of the submission and the file it was found in; `file` is null when there is none. */
export type GradedProgram = {
  readonly program: string;
  readonly language: string | null;
  readonly file: string | null;
};

/** One exercise, in one choice of files. */
export type ExerciseGrade = {
  readonly exercise: string;
  /** `python`, `typescript`, `c`, ... or several joined by `+` when the programs differ. */
  readonly language: string;
  readonly programs: readonly GradedProgram[];
  readonly checks: readonly CheckResult[];
  /** What a student should know and loses nothing for. */
  readonly notes: readonly Finding[];
  readonly score: number;
  /** Without bonus: a score may exceed it. */
  readonly maxScore: number;
  /** False while any check is inconclusive or a grader error. */
  readonly complete: boolean;
};

export type Environment = {
  readonly isolation: 'sandbox' | 'network' | 'bare';
  readonly kernelEvidence: boolean;
  readonly socklab: string;
  readonly node: string;
  readonly os: string;
};

export type SubmissionGrade = {
  readonly submission: { readonly name: string; readonly path: string };
  readonly environment: Environment;
  readonly grades: readonly ExerciseGrade[];
  /** Null where exercises were graded by themselves; otherwise `score` and `maxScore` are those of the lab. */
  readonly lab: LabGrade | null;
  readonly score: number;
  readonly maxScore: number;
  readonly complete: boolean;
};
