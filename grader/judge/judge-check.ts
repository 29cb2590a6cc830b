/** From what happened to what it means: replays a timeline against the steps of its check. Pure. */
import type { Finding } from '../model/finding.ts';
import type { Observation, Timeline } from '../model/observation.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Check, Exercise, ProgramSpec } from '../spec/exercise.ts';
import type { Step } from '../spec/step.ts';
import { explain } from './explain.ts';
import type { Failure } from './failure.ts';
import { Ledger } from './ledger.ts';
import { placeInAnyOrder, takenBy } from './expected.ts';
import { settle } from './settle.ts';

type StepEnd = Extract<Observation, { kind: 'step-ended' | 'step-gave-up' }>;

export function judgeCheck(exercise: Exercise, check: Check, timeline: Timeline): Verdict {
  const trouble = timeline.find((fact) => fact.kind === 'grader-trouble');
  if (trouble !== undefined) return { kind: 'grader-error', message: trouble.message };
  const unproven = timeline.flatMap(unprovenFinding);
  if (unproven.length > 0) return { kind: 'inconclusive', findings: unproven };
  const spec = programOf(exercise, check);
  const failed = replay(check, spec, timeline);
  if (failed === 'unfinished') return { kind: 'grader-error', message: 'The timeline ends before the check does.' };
  return failed === undefined
    ? { kind: 'passed' }
    : { kind: 'failed', findings: explain(failed.failure, failed.aftermath) };
}

/** The program a check is of, at the address of the check. */
export function programOf(exercise: Exercise, check: Check): ProgramSpec {
  const spec = exercise.programs[check.of];
  if (spec === undefined) throw new Error(`Check ${check.id} is of ${check.of}, which the exercise does not have`);
  return check.host === undefined ? spec : { ...spec, host: check.host };
}

function unprovenFinding(fact: Observation, index: number): Finding[] {
  return fact.kind === 'unproven' ? [{ code: 'UNPROVEN', args: { what: fact.what }, evidence: [index] }] : [];
}

/** The first step that was not met, and what happened after it. */
type Failed = { readonly failure: Failure; readonly aftermath: Timeline };

/** Undefined when every step was met. */
function replay(check: Check, spec: ProgramSpec, timeline: Timeline): Failed | 'unfinished' | undefined {
  const ledger = new Ledger();
  for (const [index, fact] of timeline.entries()) {
    ledger.observe(fact);
    if (fact.kind !== 'step-ended' && fact.kind !== 'step-gave-up') continue;
    const step = check.steps[fact.step];
    if (step === undefined) return 'unfinished';
    if (!completeStep(step, ledger, spec, fact))
      return {
        failure: failureOf({ check, spec, timeline, ledger, step, end: fact }),
        aftermath: timeline.slice(index + 1),
      };
    if (fact.step === check.steps.length - 1) return undefined;
  }
  return 'unfinished';
}

/** Settles the step and takes what it waited for; false when it was not met. */
export function completeStep(step: Step, ledger: Ledger, spec: ProgramSpec, end: StepEnd): boolean {
  const gaveUp = end.kind === 'step-gave-up' ? end.why : undefined;
  if (settle(step, ledger, spec, gaveUp) !== 'met') return false;
  takeWhatCame(step, ledger, spec);
  return true;
}

function takeWhatCame(step: Step, ledger: Ledger, spec: ProgramSpec): void {
  if (step.do === 'expect') {
    const place = step.order === 'any' ? placeInAnyOrder(step, ledger, spec) : undefined;
    if (place !== undefined) ledger.bringForward(step.peer, place);
    const { units, bytes } = takenBy(step, ledger, spec);
    ledger.take(step.peer, units, bytes, step.as);
  }
  if (step.do === 'drop') ledger.take(step.peer, 1, new Uint8Array(), undefined);
  if (step.do === 'echo') takeEverything(step.peer, ledger, spec);
}

/** An echo step takes all that came; together with what the step before took, that is the message. */
function takeEverything(peerName: string, ledger: Ledger, spec: ProgramSpec): void {
  const peer = ledger.peer(peerName);
  if (spec.transport === 'tcp') {
    ledger.take(peerName, peer.stream.bytes.length - peer.taken, peer.stream.bytes.slice(), undefined);
    return;
  }
  const last = peer.received.at(-1)?.bytes ?? new Uint8Array();
  ledger.take(peerName, peer.received.length - peer.taken, last, undefined);
}

type Replayed = {
  readonly check: Check;
  readonly spec: ProgramSpec;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  readonly step: Step;
  readonly end: StepEnd;
};

function failureOf({ check, spec, timeline, ledger, step, end }: Replayed): Failure {
  const began = ledger.stepBegan;
  return {
    step,
    ledger,
    program: check.of,
    spec,
    gaveUp: end.kind === 'step-gave-up' ? end.why : undefined,
    waits: end.kind === 'step-gave-up' ? end.waits : [],
    ownTimeMs: end.kind === 'step-gave-up' ? end.ownTimeMs : 0,
    evidence: Array.from({ length: timeline.length - began }, (_, offset) => began + offset),
  };
}
