/**
 * Which of several findings explains the failure. The judge puts the symptom on the wire first; where the program itself
 * says why it stopped, that is what a student has to mend, and the symptom only follows from it.
 */
import type { Finding } from '../model/finding.ts';

export type Led = {
  readonly lead: Finding;
  /** The others worth a sentence, in their order. */
  readonly others: readonly Finding[];
};

export function leadOf(findings: readonly [Finding, ...Finding[]]): Led {
  const [symptom] = findings;
  const crash = findings.find(({ code }) => code === 'CRASHED' || code === 'OUTPUT_FLOOD');
  const end = findings.find((one) => one.code === 'EXITED_EARLY');
  const lead = crash ?? (end?.code === 'EXITED_EARLY' && endExplains(end.args, symptom) ? end : symptom);
  const isTold = end?.code === 'EXITED_EARLY' && (crash !== undefined || end.args.exitCode === 0);
  return { lead, others: findings.filter((one) => one !== lead && !(one === end && isTold)) };
}

type End = Extract<Finding, { code: 'EXITED_EARLY' }>['args'];

/** A signal ended it, or nobody was there any more to do what was missing. Clients are meant to end, so not every end counts. */
function endExplains({ signal }: End, { code }: Finding): boolean {
  return signal !== null || code === 'CONNECTION_FAILED' || code === 'REPLY_MISSING' || code === 'REPLY_TRUNCATED';
}

/** Whether advice on `other` still helps next to the lead: not when it is only what the end of the program looks like. */
export function standsAlone(other: Finding, { lead }: Led): boolean {
  if (lead.code === 'CRASHED') return other.code === 'REPLY_DIFFERENT' || other.code === 'UNEXPECTED_BYTES';
  return lead.code !== 'EXITED_EARLY' || !('ending' in other.args && other.args.ending === 'exited');
}
