/**
 * How often a check is performed before its verdict counts. What could not be decided is tried again. What failed while
 * the machine was busy (the program may have been kept from running, or the grader from answering in time) is performed
 * again with nothing else under way and with longer deadlines: only a failure of which that is not true counts.
 */
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Outcome } from './perform-all.ts';

export type Company = 'among-others' | 'alone';

/** A check that could not be decided is tried so often before the grade is left incomplete. */
const attempts = 3;
/** A check that failed in doubt is performed alone so often at most. */
const attemptsAlone = 2;

export async function decide(perform: (company: Company) => Promise<Outcome>): Promise<Outcome> {
  let outcome = await performUntilFinal(() => perform('among-others'));
  for (let timesAlone = 0; timesAlone < attemptsAlone && isDoubtful(outcome, timesAlone); timesAlone += 1) {
    outcome = await performUntilFinal(() => perform('alone'));
  }
  return outcome;
}

async function performUntilFinal(perform: () => Promise<Outcome>): Promise<Outcome> {
  let outcome = await perform();
  for (let attempt = 1; attempt < attempts && !isFinal(outcome.verdict); attempt += 1) outcome = await perform();
  return outcome;
}

/** The fault may be the grader's. A deadline that was longer because the check was alone is long enough all the same. */
function isDoubtful({ verdict, timeline }: Outcome, timesAlone: number): boolean {
  if (verdict.kind !== 'failed') return false;
  return timeline.some(({ kind }) => kind === 'grader-delayed' || (kind === 'processors-busy' && timesAlone === 0));
}

/** Another attempt would come to nothing else. */
function isFinal(verdict: Verdict): boolean {
  if (verdict.kind === 'grader-error') return false;
  return verdict.kind !== 'inconclusive' || verdict.findings.some(needsKernel);
}

function needsKernel(finding: Finding): boolean {
  return finding.code === 'UNPROVEN' && finding.args.what === 'needs-kernel-evidence';
}
