/**
 * One student of a class in as few words as the lists of a class need. A grade with its timelines is hundreds of
 * kilobytes: thousands of students are kept as these, without their checks, which are only counted.
 */
import { assertNever } from '../../model/assert-never.ts';
import type { ArchiveProblem } from '../../model/archive-problem.ts';
import type { CheckResult, ExerciseGrade, SubmissionGrade } from '../../model/grade.ts';
import type { BatchResult, HandedIn } from '../../model/handed-in.ts';
import type { Check, Exercise } from '../../spec/exercise.ts';
import type { Lab } from '../../spec/lab.ts';
import { wholeProgramFinding } from '../story/program.ts';
import { isCounted } from '../story/view.ts';

/** What the class was asked for: a lab, or exercises by themselves. */
export type Assignment = { readonly exercises: readonly Exercise[]; readonly lab: Lab | null };

export type Part = { readonly exercise: string; readonly points: number; readonly maxPoints: number };

export type Marked = {
  readonly handedIn: HandedIn;
  /** `incomplete`: there are undecided checks, or the grader failed in some. */
  readonly state: 'graded' | 'incomplete';
  readonly score: number;
  readonly maxScore: number;
  readonly parts: readonly Part[];
  /** Points of the written report, null when none was asked for. */
  readonly report: number | null;
  /** Points that a person has yet to give; `score` is without them. */
  readonly toBeMarked: number;
  readonly undecided: number;
  readonly graderErrors: number;
};

/** Checks that were performed, of programs that could be run and that count. */
export type Performed = { readonly passed: readonly Check[]; readonly failed: readonly Check[] };

export type Standing =
  | Marked
  | { readonly handedIn: HandedIn; readonly state: 'ungradable'; readonly because: ArchiveProblem }
  | { readonly handedIn: HandedIn; readonly state: 'grader-error'; readonly message: string };

/** The standing of a student, and from which checks it comes. */
export type FullStanding = (Marked & Performed) | Exclude<Standing, Marked>;

export type State = Standing['state'];

const longestMessage = 400;

/** `passed` and `failed` are the very checks of `exercises`. */
export function standingOf({ handedIn, outcome }: BatchResult, exercises: readonly Exercise[]): FullStanding {
  switch (outcome.kind) {
    case 'graded':
      return marked(handedIn, outcome.grade, exercises);
    case 'ungradable':
      return { handedIn, state: 'ungradable', because: outcome.because };
    case 'grader-error':
      return { handedIn, state: 'grader-error', message: outcome.message.slice(0, longestMessage) };
    default:
      return assertNever(outcome);
  }
}

/** What the lists need of it. */
export function withoutChecks(standing: FullStanding): Standing {
  if (!('passed' in standing)) return standing;
  const { passed: _passed, failed: _failed, ...rest } = standing;
  return rest;
}

export function isMarked(standing: Standing): standing is Marked {
  return standing.state === 'graded' || standing.state === 'incomplete';
}

function marked(handedIn: HandedIn, grade: SubmissionGrade, exercises: readonly Exercise[]): Marked & Performed {
  const counted = grade.grades.filter((one) => isCounted(grade, one));
  const verdicts = grade.grades.flatMap(({ checks }) => checks.map(({ verdict }) => verdict.kind));
  const performed = counted.flatMap((one) => performedIn(one, exercises));
  return {
    handedIn,
    state: grade.complete ? 'graded' : 'incomplete',
    score: grade.score,
    maxScore: grade.maxScore,
    parts: partsOf(grade),
    report: grade.lab?.report?.sections.reduce((total, { points }) => total + points, 0) ?? null,
    toBeMarked: grade.lab?.toBeMarked ?? 0,
    undecided: verdicts.filter((kind) => kind === 'inconclusive').length,
    graderErrors: verdicts.filter((kind) => kind === 'grader-error').length,
    passed: performed.filter(({ result }) => result.verdict.kind === 'passed').map(({ check }) => check),
    failed: performed.filter(({ result }) => result.verdict.kind === 'failed').map(({ check }) => check),
  };
}

/** Of exercises by themselves, the best language counts here as it does in a lab. */
function partsOf({ lab, grades }: SubmissionGrade): Part[] {
  if (lab !== null) return lab.parts.map(({ exercise, points, maxPoints }) => ({ exercise, points, maxPoints }));
  const best = Map.groupBy(grades, ({ exercise }) => exercise);
  return [...best].map(([exercise, languages]) => {
    const [first] = languages.toSorted((a, b) => b.score - a.score);
    return { exercise, points: first?.score ?? 0, maxPoints: first?.maxScore ?? 0 };
  });
}

type CheckAndResult = { readonly check: Check; readonly result: CheckResult };

function performedIn({ exercise, checks }: ExerciseGrade, exercises: readonly Exercise[]): CheckAndResult[] {
  const known = exercises.find(({ id }) => id === exercise)?.checks ?? [];
  const byProgram = Map.groupBy(checks, ({ program }) => program);
  const runnable = [...byProgram.values()].filter((results) => wholeProgramFinding(results) === undefined);
  return runnable.flat().flatMap((result) => {
    const check = known.find(({ id, of }) => id === result.check && of === result.program);
    return check === undefined ? [] : [{ check, result }];
  });
}
