/**
 * How often a check is performed before its verdict counts. What could not be decided is tried again. What failed while
 * the machine was busy, and so may have been kept from running by the grader's other work, is performed again with
 * nothing else under way and with longer deadlines: only a failure of which that is not true counts.
 */
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Outcome } from './perform-all.ts';

export type Company = 'among-others' | 'alone';

/** A check that could not be decided is tried so often before the grade is left incomplete. */
const attempts = 3;

export async function decide(perform: (company: Company) => Promise<Outcome>): Promise<Outcome> {
  const outcome = await performUntilFinal(() => perform('among-others'));
  return isDoubtful(outcome) ? performUntilFinal(() => perform('alone')) : outcome;
}

async function performUntilFinal(perform: () => Promise<Outcome>): Promise<Outcome> {
  let outcome = await perform();
  for (let attempt = 1; attempt < attempts && !isFinal(outcome.verdict); attempt += 1) outcome = await perform();
  return outcome;
}

/** A deadline passed while the processors were busy: the fault may be the grader's. */
function isDoubtful({ verdict, timeline }: Outcome): boolean {
  return verdict.kind === 'failed' && timeline.some(({ kind }) => kind === 'processors-busy');
}

/** Another attempt would come to nothing else. */
function isFinal(verdict: Verdict): boolean {
  if (verdict.kind === 'grader-error') return false;
  return verdict.kind !== 'inconclusive' || verdict.findings.some(needsKernel);
}

function needsKernel(finding: Finding): boolean {
  return finding.code === 'UNPROVEN' && finding.args.what === 'needs-kernel-evidence';
}
