/** One program of an exercise: what speaks for all of it, and its checks by level. */
import type { Finding, FindingCode } from '../../model/finding.ts';
import type { CheckResult } from '../../model/grade.ts';
import { firstOfEachReason } from '../cause-key.ts';
import type { Told } from '../messages/catalogue.ts';
import { tellFinding } from '../messages/words.ts';
import { exhibitOf, type Exhibit } from './exhibit.ts';
import { settingOf, type ExerciseView } from './view.ts';

export const levels = ['basic', 'robust', 'bonus'] as const;

/** Findings about the program as a whole: said once, not for every check. */
const wholeProgram: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'PROGRAM_MISSING',
  'PROGRAM_AMBIGUOUS',
  'PROGRAM_UNREADABLE',
  'TOOLCHAIN_MISSING',
  'LIBRARY_MISSING',
  'COMPILE_FAILED',
  'NOT_STARTED',
]);

export function resultsOf({ grade }: ExerciseView, program: string): CheckResult[] {
  return grade.checks.filter((result) => result.program === program);
}

/** What decides the mark of a program: bonus checks come on top. */
export function countedAmong(results: readonly CheckResult[]): CheckResult[] {
  return results.filter(({ level }) => level !== 'bonus');
}

/** The finding that speaks for every check of the program, when one does. */
export function wholeProgramFinding(results: readonly CheckResult[]): Finding | undefined {
  const performed = results.filter(({ verdict }) => verdict.kind !== 'skipped');
  const findings = performed.map(({ verdict }) =>
    verdict.kind === 'failed' || verdict.kind === 'inconclusive' ? verdict.findings[0] : undefined,
  );
  const [first] = findings;
  return first !== undefined && wholeProgram.has(first.code) && findings.every((one) => one?.code === first.code)
    ? first
    : undefined;
}

export type WholeStory = {
  readonly kind: 'failed' | 'inconclusive';
  readonly told: Told;
  readonly exhibit: Exhibit | null;
  /** There is no file of it. */
  readonly missing: boolean;
};

/** Undefined where the checks of the program have to be told one by one. */
export function wholeStory(view: ExerciseView, program: string): WholeStory | undefined {
  const results = resultsOf(view, program);
  const finding = wholeProgramFinding(results);
  if (finding === undefined) return undefined;
  return {
    kind: results.some(({ verdict }) => verdict.kind === 'failed') ? 'failed' : 'inconclusive',
    told: tellFinding(view.words, finding, settingOf(view, program)),
    exhibit: exhibitOf(finding, view.words.labels),
    missing: finding.code === 'PROGRAM_MISSING',
  };
}

/** What costs nothing and is good to know. */
export function notesOf(view: ExerciseView, program: string): string[] {
  const notes = view.grade.notes.filter((note) => 'program' in note.args && note.args.program === program);
  return notes
    .map((note) => tellFinding(view.words, note, settingOf(view, program)))
    .map(({ what, tryThis }) => (tryThis === null ? what : `${what} ${tryThis}`));
}

/** How a failed check is told: whole, or by an earlier check with the same reason. */
export type Failed =
  | { readonly kind: 'first'; readonly findings: readonly [Finding, ...Finding[]]; readonly isFirstOfAll: boolean }
  | { readonly kind: 'repeated'; readonly first: CheckResult };

/** `results` are those of the program, in order; undefined for a check that has not failed. */
export function howFailed(results: readonly CheckResult[], result: CheckResult): Failed | undefined {
  const { verdict } = result;
  if (verdict.kind !== 'failed') return undefined;
  const first = firstOfEachReason(results).get(result) ?? result;
  if (first !== result) return { kind: 'repeated', first };
  const firstFailed = results.find((one) => one.verdict.kind === 'failed');
  return { kind: 'first', findings: verdict.findings, isFirstOfAll: firstFailed === result };
}
