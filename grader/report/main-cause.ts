/**
 * Which of several findings explains the failure. The judge puts the symptom on the wire first; where the program itself
 * says why it stopped, that is what a student has to mend, and the symptom only follows from it.
 */
import type { Finding, FindingCode } from '../model/finding.ts';

export type Led = {
  readonly lead: Finding;
  /** The others worth a sentence, in their order. */
  readonly others: readonly Finding[];
};

/** The finding to tell first, and those to tell besides. */
export function mainCauseOf(findings: readonly [Finding, ...Finding[]]): Led {
  const [symptom] = findings;
  const cause = symptom.code === 'LISTEN_MISSING' ? symptom : findings.find((one) => explains(one, symptom));
  const end = findings.find((one) => one.code === 'EXITED_EARLY');
  const lead = cause ?? (end?.code === 'EXITED_EARLY' && endExplains(end.args, symptom) ? end : symptom);
  const isTold = end?.code === 'EXITED_EARLY' && (cause !== undefined || end.args.exitCode === 0);
  return { lead, others: findings.filter((one) => one !== lead && !(one === end && isTold)) };
}

/** Symptoms that something did not come; so are those that say how the wait for it ended. */
const missing: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'CONNECTION_FAILED',
  'OUTPUT_MISSING',
  'OUTPUT_UNMATCHED',
  'FRAGMENTS_MISSING',
  'NOTHING_SHOWN',
  'FILE_MISSING',
  'ADDRESS_MISSING',
]);

const endedByGrader: ReadonlySet<Finding['code']> = new Set(['OUTPUT_FLOOD', 'MEMORY_EXCEEDED']);

/** What ended the program explains all that is missing; an error it survived, only what did not come. */
function explains({ code }: Finding, symptom: Finding): boolean {
  if (code === 'ERROR_SHOWN') return 'ending' in symptom.args || missing.has(symptom.code);
  return code === 'CRASHED' || endedByGrader.has(code);
}

type End = Extract<Finding, { code: 'EXITED_EARLY' }>['args'];

/**
 * A signal ended it, or nobody was there any more to do what was missing. Clients are meant to end, so not every end
 * counts; nor does that of a server which had closed the connection in order before.
 */
function endExplains({ signal, exitCode }: End, { code, args }: Finding): boolean {
  if (exitCode === 0 && 'ending' in args && args.ending === 'fin') return false;
  const undone = ['CONNECTION_FAILED', 'REPLY_MISSING', 'REPLY_TRUNCATED', 'REPLY_WRONG_LENGTH', 'LINE_UNFINISHED'];
  return signal !== null || undone.includes(code);
}

/** Whether advice on `other` still helps next to the lead: not when it is only what the end of the program looks like. */
export function standsAlone(other: Finding, { lead }: Led): boolean {
  if (lead.code === 'LISTEN_MISSING') return false;
  if (lead.code === 'CRASHED' || lead.code === 'ERROR_SHOWN')
    return other.code === 'REPLY_DIFFERENT' || other.code === 'UNEXPECTED_BYTES';
  // How its connections ended is then nothing of its author's.
  if (endedByGrader.has(lead.code))
    return !('ending' in other.args && (other.args.ending === 'reset' || other.args.ending === 'fin'));
  return lead.code !== 'EXITED_EARLY' || !('ending' in other.args && other.args.ending === 'exited');
}
