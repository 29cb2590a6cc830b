/** A grade as a result document. Lossless: `fromResult` gives the same grade back. */
import type { CheckResult, ExerciseGrade, SubmissionGrade } from '../../model/grade.ts';
import type { LabGrade, ReportGrade } from '../../model/lab-grade.ts';
import type { Check, Exercise } from '../../spec/exercise.ts';
import { codeFinding } from './finding-code.ts';
import type { CodedLab } from './lab-schema.ts';
import type { Result, ResultCheck, ResultGrade } from './result-schema.ts';
import { codeTimeline, Conversations } from './timeline-code.ts';

/** `exercises` are those the grade names; long bytes their steps send are written as references to the steps. */
export function toResult(grade: SubmissionGrade, exercises: readonly Exercise[]): Result {
  const { submission, environment, lab, score, maxScore, complete } = grade;
  return {
    schema: 'socklab/result/v1',
    submission,
    environment,
    score,
    maxScore,
    complete,
    grades: grade.grades.map((one) => gradeToResult(one, exercises)),
    ...(lab === null ? {} : { lab: labToResult(lab) }),
  };
}

function labToResult({ parts, report, ...lab }: LabGrade): CodedLab {
  return { ...lab, parts: [...parts], report: report === null ? null : reportToResult(report) };
}

function reportToResult({ file, problem, sections }: ReportGrade): CodedLab['report'] {
  const isMissing = problem?.code === 'REPORT_MISSING';
  return {
    file,
    problem: isMissing ? { ...problem, found: [...problem.found] } : problem,
    sections: [...sections],
  };
}

function gradeToResult(
  { notes, checks, programs, ...grade }: ExerciseGrade,
  exercises: readonly Exercise[],
): ResultGrade {
  const unrelated = { conversations: new Conversations(), check: undefined };
  return {
    ...grade,
    programs: [...programs],
    notes: notes.map((note) => codeFinding(note, unrelated)),
    checks: checks.map((result) =>
      checkToResult(result, checkOf(exercises, grade.exercise, result.check, result.program)),
    ),
  };
}

/** The check a result is of, or undefined when the exercises do not have it. */
export function checkOf(
  exercises: readonly Exercise[],
  exercise: string,
  check: string,
  program: string,
): Check | undefined {
  const checks = exercises.find((one) => one.id === exercise)?.checks;
  return checks?.find((one) => one.id === check && one.of === program);
}

function checkToResult(result: CheckResult, check: Check | undefined): ResultCheck {
  const { check: id, program, level, points, maxPoints, verdict, timeline, wallMs } = result;
  const around = { conversations: Conversations.in(timeline), check };
  const findings = verdict.kind === 'failed' || verdict.kind === 'inconclusive' ? verdict.findings : [];
  return {
    id,
    program,
    level,
    points,
    maxPoints,
    verdict: verdict.kind,
    findings: findings.map((one) => codeFinding(one, around)),
    ...(verdict.kind === 'skipped' ? { because: [...verdict.because] } : {}),
    ...(verdict.kind === 'grader-error' ? { message: verdict.message } : {}),
    timeline: codeTimeline(timeline, check),
    wallMs,
  };
}
