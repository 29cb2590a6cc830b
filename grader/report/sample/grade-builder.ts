/** Puts grades together for the tests of the reports; a check is worth ten points. */
import type { Finding } from '../../model/finding.ts';
import type { CheckResult, ExerciseGrade, GradedProgram, SubmissionGrade } from '../../model/grade.ts';
import type { Timeline } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Exercise } from '../../spec/exercise.ts';
import { tcpEcho } from './exercise.ts';

export const passed: Verdict = { kind: 'passed' };

export const serverInPython: GradedProgram = { program: 'server', language: 'python', file: 'python/tcp_server.py' };
export const clientInPython: GradedProgram = { program: 'client', language: 'python', file: 'python/tcp_client.py' };

/** The result of one check of the exercise. */
export function result(
  check: string,
  verdict: Verdict,
  facts: Timeline = [],
  exercise: Exercise = tcpEcho,
): CheckResult {
  const spec = exercise.checks.find((one) => one.id === check);
  if (spec === undefined) throw new Error(`No check ${check}`);
  const points = verdict.kind === 'passed' ? 10 : 0;
  return { check, program: spec.of, level: spec.level, points, maxPoints: 10, verdict, timeline: facts, wallMs: 12 };
}

export function failed(check: string, facts: Timeline, first: Finding, ...others: readonly Finding[]): CheckResult {
  return result(check, { kind: 'failed', findings: [first, ...others] }, facts);
}

export function skipped(check: string, ...because: readonly string[]): CheckResult {
  return result(check, { kind: 'skipped', because });
}

export function gradeOf(
  checks: readonly CheckResult[],
  programs: readonly GradedProgram[],
  notes: readonly Finding[] = [],
  exercise = tcpEcho.id,
): ExerciseGrade {
  const counted = checks.filter((one) => one.level !== 'bonus');
  return {
    exercise,
    language: 'python',
    programs,
    checks,
    notes,
    score: checks.reduce((total, one) => total + one.points, 0),
    maxScore: counted.reduce((total, one) => total + one.maxPoints, 0),
    complete: checks.every(({ verdict }) => verdict.kind !== 'inconclusive' && verdict.kind !== 'grader-error'),
  };
}

export function submissionOf(...grades: readonly ExerciseGrade[]): SubmissionGrade {
  return {
    submission: { name: 'PracticaSockets_Ana', path: 'entregas/PracticaSockets_Ana' },
    lab: null,
    environment: { isolation: 'sandbox', kernelEvidence: true, socklab: '0.1.0', node: 'v24.21.0', os: 'linux x64' },
    grades,
    score: grades.reduce((total, one) => total + one.score, 0),
    maxScore: grades.reduce((total, one) => total + one.maxScore, 0),
    complete: grades.every((one) => one.complete),
  };
}
