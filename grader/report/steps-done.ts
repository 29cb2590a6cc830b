/** The steps of a check as its timeline shows them: which were done, which failed, and with what. */
import { concat } from '../model/bytes.ts';
import type { Finding } from '../model/finding.ts';
import type { Observation, Timeline } from '../model/observation.ts';
import type { Check } from '../spec/exercise.ts';
import type { Step } from '../spec/step.ts';
import type { Seen, Setting } from './messages/catalogue.ts';
import { at, baseName } from './messages/telling.ts';

export type StepDone = { readonly step: Step; readonly failed: boolean; readonly seen: Seen };

/**
 * The steps that began, in order, up to the one the symptom is about: a check ends at the step that fails. `settingOf`
 * gives the setting of a step's program, or of the check's own for a step that names none.
 */
export function stepsDone(
  check: Check,
  timeline: Timeline,
  symptom: Finding,
  settingOf: (program: string | undefined) => Setting,
): StepDone[] {
  const begun = timeline.flatMap((fact, index) =>
    fact.kind === 'step-began' ? [{ index, step: check.steps[fact.step] }] : [],
  );
  return begun.flatMap(({ index, step }, position) => {
    if (step === undefined) return [];
    const failed = position === begun.length - 1;
    const facts = timeline.slice(index, begun[position + 1]?.index);
    const setting = settingOf('program' in step ? step.program : undefined);
    return [{ step, failed, seen: seenIn(step, facts, setting, failed ? expectedBy(symptom) : null) }];
  });
}

function seenIn(step: Step, facts: Timeline, setting: Setting, expected: Uint8Array | null): Seen {
  const sent = facts.flatMap((fact) =>
    isAbout(fact, step) && (fact.kind === 'sent' || fact.kind === 'typed') ? [fact.bytes] : [],
  );
  return {
    setting,
    commandLine: commandLine(facts, setting.file),
    address: addressIn(facts, step),
    sent: sent.length === 0 ? null : concat(sent),
    sentInPieces: sent.length,
    conversed: facts.find((fact) => fact.kind === 'conversed') ?? null,
    exit: facts.find((fact) => fact.kind === 'program-exited') ?? null,
    expected,
  };
}

/** Whether a fact is of the peer or program that the step names. */
function isAbout(fact: Observation, step: Step): boolean {
  if ('peer' in step) return 'peer' in fact && fact.peer === step.peer;
  return 'program' in fact && 'program' in step && fact.program === step.program;
}

function addressIn(facts: Timeline, step: Step): string | null {
  for (const fact of facts) {
    if (fact.kind === 'grader-listening') return fact.addresses.map(at)[0] ?? null;
    if (!isAbout(fact, step)) continue;
    if (fact.kind === 'program-listening') return at(fact.address);
    if (fact.kind === 'connected' || fact.kind === 'connect-failed') return at(fact.to);
    if (fact.kind === 'accepted') return at(fact.at);
  }
  return null;
}

/** The file and the arguments, without the interpreter and the folders the grader ran it in. */
function commandLine(facts: Timeline, file: string | null): string | null {
  const started = facts.find((fact) => fact.kind === 'program-started');
  if (started === undefined) return null;
  const script = started.command.findLastIndex((word) => file !== null && baseName(word) === baseName(file));
  const name = file ?? started.command[0] ?? '';
  return [baseName(name), ...started.command.slice(Math.max(script, 0) + 1)].join(' ');
}

function expectedBy(finding: Finding): Uint8Array | null {
  switch (finding.code) {
    case 'REPLY_MISSING':
    case 'REPLY_TRUNCATED':
    case 'REPLY_DIFFERENT':
    case 'REPLY_LACKS':
    case 'OUTPUT_MISSING':
      return finding.args.expected;
    case 'FRAGMENTS_MISSING':
      return concat(finding.args.fragments);
    default:
      return null;
  }
}
