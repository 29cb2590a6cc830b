/** What every part of a terminal report needs to know of the exercise it shows. */
import type { CheckResult } from '../../model/grade.ts';
import { plain, toned, type Row, type Span, type Tone } from '../layout.ts';
import { scoredText, type ExerciseView } from '../story/view.ts';

export type View = ExerciseView & {
  /** Command that grades this submission again; more options may follow. */
  readonly command: string;
  readonly columns: number;
};

export type Rows = readonly Row[];

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

export function scored(results: readonly CheckResult[]): Span {
  return plain(scoredText(results));
}
