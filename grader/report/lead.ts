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
  const lead = crash ?? findings.find(({ code }) => code === 'EXITED_EARLY') ?? symptom;
  const others = findings.filter((one) => one !== lead && (crash === undefined || one.code !== 'EXITED_EARLY'));
  return { lead, others };
}

/** Whether advice on `other` still helps next to the lead: not when it is only what the end of the program looks like. */
export function standsAlone(other: Finding, { lead }: Led): boolean {
  if (lead.code === 'CRASHED') return other.code === 'REPLY_DIFFERENT' || other.code === 'UNEXPECTED_BYTES';
  return lead.code !== 'EXITED_EARLY' || !('ending' in other.args && other.args.ending === 'exited');
}
