/** Where a specimen's verdicts are not the known ones. Pure. */
import type { Finding } from '../model/finding.ts';
import type { CheckResult } from '../model/grade.ts';
import type { Specimen } from './specimen.ts';

export type Deviation =
  | { readonly kind: 'unknown-check'; readonly check: string }
  /** It fails a check that it should not fail. */
  | { readonly kind: 'fails-unexpectedly'; readonly check: string; readonly findings: readonly Finding[] }
  /** It does not fail a check that it should fail: the check does not tell right from wrong. */
  | { readonly kind: 'does-not-fail'; readonly check: string; readonly verdict: string }
  /** A right program is expected to be able to show every basic check. */
  | { readonly kind: 'basic-not-passed'; readonly check: string }
  | { readonly kind: 'undecided'; readonly check: string; readonly verdict: string; readonly because: string };

/** What this machine lacks so that not one check of the specimen could be performed; null when it lacks nothing. */
export function leftOutBecause(results: readonly CheckResult[]): string | null {
  const lacks = results
    .filter(({ verdict }) => verdict.kind !== 'skipped')
    .map(({ verdict }) => {
      const finding = verdict.kind === 'inconclusive' ? verdict.findings[0] : undefined;
      return finding?.code === 'LIBRARY_MISSING' ? `${finding.args.header} (${finding.args.package}) is missing` : null;
    });
  return lacks.every((lack) => lack !== null) ? (lacks[0] ?? null) : null;
}

export function deviationsOf(specimen: Specimen, results: readonly CheckResult[]): Deviation[] {
  const verdicts = new Map(results.map((result) => [result.check, result.verdict.kind]));
  return [...listedButPassed(specimen, verdicts), ...results.flatMap((result) => deviationOf(specimen, result))];
}

function listedButPassed({ fails }: Specimen, verdicts: ReadonlyMap<string, string>): Deviation[] {
  return fails.flatMap((check): Deviation[] => {
    const verdict = verdicts.get(check);
    if (verdict === undefined) return [{ kind: 'unknown-check', check }];
    return verdict === 'failed' ? [] : [{ kind: 'does-not-fail', check, verdict }];
  });
}

function deviationOf({ kind, fails }: Specimen, { check, level, verdict }: CheckResult): Deviation[] {
  if (verdict.kind === 'grader-error')
    return [{ kind: 'undecided', check, verdict: verdict.kind, because: verdict.message }];
  if (verdict.kind === 'inconclusive') {
    const because = verdict.findings.map(({ code, args }) => `${code} ${JSON.stringify(args)}`).join(' ');
    return [{ kind: 'undecided', check, verdict: verdict.kind, because }];
  }
  if (verdict.kind === 'failed' && !fails.includes(check)) {
    return [{ kind: 'fails-unexpectedly', check, findings: verdict.findings }];
  }
  const mustPass = kind === 'reference' || (kind === 'right' && level === 'basic');
  return mustPass && verdict.kind !== 'passed' ? [{ kind: 'basic-not-passed', check }] : [];
}
