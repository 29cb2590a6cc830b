/** What every part of a terminal report needs to know of the exercise it shows. */
import type { CheckResult, ExerciseGrade } from '../../model/grade.ts';
import type { Check, Exercise } from '../../spec/exercise.ts';
import type { Expected } from '../../spec/expected.ts';
import { showText } from '../bytes-text.ts';
import { plain, toned, type Row, type Span, type Tone } from '../layout.ts';
import { apiOf } from '../messages/api.ts';
import type { Catalogue, Setting } from '../messages/catalogue.ts';
import { baseName } from '../messages/telling.ts';
import type { Lang } from '../messages/words.ts';

export type View = {
  readonly words: Catalogue;
  readonly lang: Lang;
  readonly exercise: Exercise;
  readonly grade: ExerciseGrade;
  /** Command that grades this submission again; more options may follow. */
  readonly command: string;
  readonly columns: number;
};

export type Rows = readonly Row[];

/** The program a message is about; throws when the exercise has none of that name, which is a bug of ours. */
export function settingOf({ exercise, grade, lang }: View, program: string): Setting {
  const spec = exercise.programs[program];
  if (spec === undefined) throw new Error(`Exercise ${exercise.id} has no program ${program}`);
  const graded = grade.programs.find((one) => one.program === program);
  return {
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
export function checkOf({ exercise }: View, result: CheckResult): Check | undefined {
  return exercise.checks.find((check) => check.id === result.check && check.of === result.program);
}

export function titleOf(view: View, result: CheckResult): string {
  return checkOf(view, result)?.title[view.lang] ?? result.check;
}

/** The command that performs just this check. */
export function commandFor(view: View, result: CheckResult): string {
  return `${view.command} --check ${result.check}`;
}

const marks = {
  passed: ['good', '✓ '],
  failed: ['bad', '✗ '],
  skipped: ['dim', '– '],
  inconclusive: ['warn', '? '],
  'grader-error': ['warn', '! '],
} as const satisfies Record<CheckResult['verdict']['kind'], readonly [Tone, string]>;

export function markOf(kind: CheckResult['verdict']['kind']): Span {
  const [tone, text] = marks[kind];
  return toned(tone, text);
}

/**
 * The one way points are shown: in hundredths, without zeros at the end. Checks are worth whole hundredths, so this only
 * takes away what adding in binary leaves, and what is shown of the checks adds up to what is shown of the whole.
 */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100);
}

export function scored(results: readonly CheckResult[]): Span {
  const earned = results.reduce((total, one) => total + one.points, 0);
  const max = results.reduce((total, one) => total + one.maxPoints, 0);
  const undecided = results.every(({ verdict }) => verdict.kind === 'inconclusive' || verdict.kind === 'grader-error');
  return plain(`${undecided && results.length > 0 ? '?' : pointsText(earned)} / ${pointsText(max)}`);
}
