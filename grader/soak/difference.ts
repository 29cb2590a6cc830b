/** Where verdicts under load are not those of a calm machine. Pure. */
import type { CheckResult } from '../model/grade.ts';
import type { Verdict } from '../model/verdict.ts';
import { findingText } from '../calibrate/finding-text.ts';

export type Difference = {
  readonly check: string;
  readonly program: string;
  /** Undefined when there was no such check in the one or the other grading. */
  readonly calm: Verdict | undefined;
  readonly loaded: Verdict | undefined;
};

/** Both are gradings of the same specimen. Verdicts are the same when their kinds and the codes of their findings are. */
export function differencesOf(calm: readonly CheckResult[], loaded: readonly CheckResult[]): Difference[] {
  const before = new Map(calm.map((result) => [keyOf(result), result]));
  const now = new Map(loaded.map((result) => [keyOf(result), result]));
  const all = new Map([...before, ...now]);
  return [...all].flatMap(([key, { check, program }]) => {
    const difference = { check, program, calm: before.get(key)?.verdict, loaded: now.get(key)?.verdict };
    return sameOf(difference.calm) === sameOf(difference.loaded) ? [] : [difference];
  });
}

function keyOf({ program, check }: CheckResult): string {
  return `${program} ${check}`;
}

/** What must stay the same; the order of findings may not matter to anyone. */
function sameOf(verdict: Verdict | undefined): string {
  if (verdict === undefined) return '';
  const codes = findingsOf(verdict).map(({ code }) => code);
  return [verdict.kind, ...codes.toSorted()].join(' ');
}

function findingsOf(verdict: Verdict) {
  return verdict.kind === 'failed' || verdict.kind === 'inconclusive' ? verdict.findings : [];
}

/** One line, without a line end. */
export function differenceText({ program, check, calm, loaded }: Difference): string {
  return `${program} ${check}: ${verdictText(calm)} -> ${verdictText(loaded)}`;
}

function verdictText(verdict: Verdict | undefined): string {
  if (verdict === undefined) return 'absent';
  if (verdict.kind === 'grader-error') return `${verdict.kind} ${JSON.stringify(verdict.message)}`;
  return [verdict.kind, ...findingsOf(verdict).map(findingText)].join(' ');
}
