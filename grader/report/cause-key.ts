/** When two checks failed for the same reason, so that it is explained once. */
import { concat, toBinaryString } from '../model/bytes.ts';
import type { Finding } from '../model/finding.ts';
import type { CheckResult } from '../model/grade.ts';
import type { Timeline } from '../model/observation.ts';
import { mainCauseOf } from './main-cause.ts';
import { stuckIn } from './stuck.ts';

/** For every failed or undecided check, the first check with the same reason (itself when it is the first). */
export function firstOfEachReason(results: readonly CheckResult[]): ReadonlyMap<CheckResult, CheckResult> {
  const firsts = new Map<string, CheckResult>();
  return new Map(
    results.map((result) => {
      const key = reasonOf(result);
      const first = firsts.get(key) ?? result;
      firsts.set(key, first);
      return [result, first];
    }),
  );
}

function reasonOf({ check, verdict, timeline }: CheckResult): string {
  if (verdict.kind !== 'failed' && verdict.kind !== 'inconclusive') return `${verdict.kind} ${check}`;
  const symptom = verdict.findings.at(0);
  if (symptom === undefined) return `${verdict.kind} ${check}`;
  const finding = verdict.kind === 'failed' ? mainCauseOf(verdict.findings).lead : symptom;
  const moment = hasPlace(finding) ? '' : momentOf(symptom, timeline);
  return [verdict.kind, finding.code, ...details(finding), moment].join(' ');
}

/** Errors that name a line are the same mistake whenever they happen. */
function hasPlace({ code }: Finding): boolean {
  return code === 'CRASHED' || code === 'ERROR_SHOWN' || code === 'RAW_ERROR';
}

/** How far the conversation was when the failing step began: with the first peer or a later one, before or after an answer. */
function momentOf(symptom: Finding, timeline: Timeline): string {
  if (!('peer' in symptom.args)) return '';
  const { peer } = symptom.args;
  const before = timeline.slice(
    0,
    timeline.findLastIndex((fact) => fact.kind === 'step-began'),
  );
  const first = before.find((fact) => fact.kind === 'connected' || fact.kind === 'accepted')?.peer ?? peer;
  const isAnswered = before.some((fact) => fact.kind === 'received' && fact.peer === peer);
  return `${first === peer ? 'first' : 'later'} ${isAnswered ? 'answered' : 'unanswered'}`;
}

/** What tells two findings of one code apart as mistakes, leaving out what only tells two checks apart. */
function details(finding: Finding): readonly (string | number | null)[] {
  switch (finding.code) {
    case 'CRASHED':
    case 'ERROR_SHOWN':
    case 'RAW_ERROR':
      return [finding.args.error.type, finding.args.error.file, finding.args.error.line];
    case 'EXITED_EARLY':
      return [finding.args.exitCode, finding.args.signal];
    case 'WRONG_EXIT_CODE':
      return [finding.args.expected, finding.args.exitCode, finding.args.signal];
    case 'REPLY_DIFFERENT':
      return [finding.args.difference, finding.args.takenFrom === undefined ? 'own' : 'crossed'];
    case 'REPLY_MISSING':
      if (finding.args.givenTo !== undefined) return ['crossed'];
      return [finding.args.ending, stuckIn(finding.args.waits, finding.args.peer)];
    case 'REPLY_TRUNCATED':
    case 'REPLY_WRONG_LENGTH':
    case 'LINE_UNFINISHED':
    case 'NOT_CLOSED':
      return [finding.args.ending, stuckIn(finding.args.waits, finding.args.peer)];
    case 'NOT_LISTENING':
    case 'NEVER_CONNECTED':
    case 'STILL_RUNNING':
      return [finding.args.ending, stuckIn(finding.args.waits, null)];
    case 'TLS_FAILED':
    case 'CERTIFICATE_WRONG':
      return [finding.args.reason];
    case 'CONNECTION_FAILED':
      return [finding.args.error];
    case 'OUTPUT_UNMATCHED':
    case 'REPLY_UNMATCHED':
      return [finding.args.pattern];
    case 'REPLY_WRONG_JSON':
      return [JSON.stringify(finding.args.fault)];
    case 'FILE_MISSING':
      return [finding.args.found, finding.args.names.length === 0 ? 'none' : 'others'];
    case 'FILE_DIFFERENT':
      return [finding.args.difference];
    case 'FILE_LEFT':
      return [finding.args.path];
    case 'ADDRESS_MISSING':
      return [finding.args.shows];
    case 'UNPROVEN':
      return [finding.args.what];
    case 'OUTPUT_MISSING':
      return [toBinaryString(finding.args.expected)];
    case 'FRAGMENTS_MISSING':
      return [toBinaryString(concat(finding.args.fragments))];
    case 'REPLY_LACKS':
      return [toBinaryString(finding.args.expected), finding.args.ending, stuckIn(finding.args.waits, null)];
    case 'ENDED_OTHERWISE':
      return [finding.args.by, finding.args.line];
    case 'NOT_STARTED':
      return [finding.args.reason];
    default:
      return [];
  }
}
