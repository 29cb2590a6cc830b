/** What every telling of a graded exercise needs to know of it, on a terminal or on a page. */
import type { CheckResult, ExerciseGrade, SubmissionGrade } from '../../model/grade.ts';
import type { Check, Exercise } from '../../spec/exercise.ts';
import type { Expected } from '../../spec/expected.ts';
import { showText } from '../bytes-text.ts';
import { apiOf } from '../messages/api.ts';
import type { Catalogue, Setting } from '../messages/catalogue.ts';
import { baseName } from '../messages/telling.ts';
import { catalogueOf, type Lang } from '../messages/words.ts';

export type ExerciseView = {
  readonly words: Catalogue;
  readonly lang: Lang;
  readonly exercise: Exercise;
  readonly grade: ExerciseGrade;
};

/** One view for each exercise of the grade; throws when `exercises` lacks one, which is a bug of ours. */
export function viewsOf(grade: SubmissionGrade, exercises: readonly Exercise[], lang: Lang): ExerciseView[] {
  return grade.grades.map((one) => {
    const exercise = exercises.find(({ id }) => id === one.exercise);
    if (exercise === undefined) throw new Error(`The exercise ${one.exercise} of the grade was not given`);
    return { words: catalogueOf(lang), lang, exercise, grade: one };
  });
}

/** The program a message is about; throws when the exercise has none of that name, which is a bug of ours. */
export function settingOf({ exercise, grade, lang }: ExerciseView, program: string): Setting {
  const spec = exercise.programs[program];
  if (spec === undefined) throw new Error(`Exercise ${exercise.id} has no program ${program}`);
  const graded = grade.programs.find((one) => one.program === program);
  return {
    exercise: exercise.id,
    role: spec.role,
    transport: spec.transport,
    title: spec.title[lang],
    file: graded?.file === undefined || graded.file === null ? null : showText(baseName(graded.file)),
    api: apiOf(graded?.language ?? null, spec.transport),
    echoes: isEcho(exercise, program),
  };
}

/** Whether any check of the program has its bytes sent back, one way or the other. */
function isEcho({ checks }: Exercise, program: string): boolean {
  const steps = checks.filter(({ of }) => of === program).flatMap((check) => check.steps);
  return steps.some((step) => step.do === 'echo' || (step.do === 'expect' && expectsSent(step.expected)));
}

function expectsSent(expected: Expected): boolean {
  if (expected.kind !== 'exactly') return false;
  return expected.payload.kind === 'template' && expected.payload.template === '{sent}';
}

/** The check behind a result, undefined when the exercise no longer has it (a saved grade of an older exercise). */
export function checkOf({ exercise }: ExerciseView, result: CheckResult): Check | undefined {
  return exercise.checks.find((check) => check.id === result.check && check.of === result.program);
}

export function titleOf(view: ExerciseView, result: CheckResult): string {
  return checkOf(view, result)?.title[view.lang] ?? result.check;
}

/** Path of the file a program was found in, null when there is none. */
export function fileOf({ grade }: ExerciseView, program: string): string | null {
  return grade.programs.find((one) => one.program === program)?.file ?? null;
}

/** In a lab, one language of each exercise counts. */
export function isCounted({ lab }: SubmissionGrade, { exercise, language }: ExerciseGrade): boolean {
  return lab === null || lab.parts.some((part) => part.exercise === exercise && part.language === language);
}

/**
 * The one way points are shown: in hundredths, without zeros at the end. Checks are worth whole hundredths, so this only
 * takes away what adding in binary leaves, and what is shown of the checks adds up to what is shown of the whole.
 */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/** `20 / 40` */
export function outOf(points: number, maxPoints: number): string {
  return `${pointsText(points)} / ${pointsText(maxPoints)}`;
}

/** `20 / 40`, or `? / 40` where nothing could be decided. */
export function scoredText(results: readonly CheckResult[]): string {
  const earned = results.reduce((total, one) => total + one.points, 0);
  const max = results.reduce((total, one) => total + one.maxPoints, 0);
  const undecided = results.every(({ verdict }) => verdict.kind === 'inconclusive' || verdict.kind === 'grader-error');
  return undecided && results.length > 0 ? `? / ${pointsText(max)}` : outOf(earned, max);
}
