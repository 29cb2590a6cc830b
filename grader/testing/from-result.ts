/** A result document back to the grade it was made from: proves that nothing is lost, and that it can be judged again. */
import { assertNever } from '../model/assert-never.ts';
import type { Finding } from '../model/finding.ts';
import type { CheckResult, ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Check, Exercise } from '../spec/exercise.ts';
import { decodeFinding } from '../report/json/finding-code.ts';
import type { Result, ResultCheck, ResultGrade } from '../report/json/result-schema.ts';
import { decodeTimeline, Conversations } from '../report/json/timeline-code.ts';
import { checkOf } from '../report/json/to-result.ts';

/** Throws when the document refers to bytes that it, or the exercises it was made with, do not have. */
export function fromResult(result: Result, exercises: readonly Exercise[]): SubmissionGrade {
  const { submission, environment, score, maxScore, complete, grades, lab = null } = result;
  return {
    submission,
    environment,
    score,
    maxScore,
    complete,
    lab,
    grades: grades.map((grade) => gradeFrom(grade, exercises)),
  };
}

function gradeFrom({ notes, checks, ...grade }: ResultGrade, exercises: readonly Exercise[]): ExerciseGrade {
  const unrelated = { conversations: new Conversations(), check: undefined };
  return {
    ...grade,
    notes: notes.map((note) => decodeFinding(note, unrelated)),
    checks: checks.map((coded) => checkFrom(coded, checkOf(exercises, grade.exercise, coded.id, coded.program))),
  };
}

function checkFrom(coded: ResultCheck, check: Check | undefined): CheckResult {
  const { id, program, level, points, maxPoints, wallMs } = coded;
  const timeline = decodeTimeline(coded.timeline, check);
  const around = { conversations: Conversations.in(timeline), check };
  const findings = coded.findings.map((one) => decodeFinding(one, around));
  return { check: id, program, level, points, maxPoints, verdict: verdictFrom(coded, findings), timeline, wallMs };
}

function verdictFrom({ id, verdict, because, message }: ResultCheck, findings: readonly Finding[]): Verdict {
  switch (verdict) {
    case 'passed':
      return { kind: 'passed' };
    case 'failed': {
      const [first, ...others] = findings;
      if (first === undefined) throw new Error(`Check ${id} failed without a finding`);
      return { kind: 'failed', findings: [first, ...others] };
    }
    case 'skipped':
      return { kind: 'skipped', because: because ?? [] };
    case 'inconclusive':
      return { kind: 'inconclusive', findings };
    case 'grader-error':
      return { kind: 'grader-error', message: message ?? '' };
    default:
      return assertNever(verdict);
  }
}
