/** A failed check told as minnow does: the steps so far, the one that failed, what came, and what to change. */
import type { Finding, FindingCode } from '../../model/finding.ts';
import type { CheckResult } from '../../model/grade.ts';
import { lastOutput, type LastOutput } from '../last-output.ts';
import { mainCauseOf, standsAlone } from '../main-cause.ts';
import type { Told } from '../messages/catalogue.ts';
import { tellFinding, tellStep } from '../messages/words.ts';
import { stepsDone, type StepDone } from '../steps-done.ts';
import { exhibitOf, type Exhibit } from './exhibit.ts';
import { checkOf, settingOf, type ExerciseView } from './view.ts';

export type StepStory = { readonly failed: boolean; readonly told: string };

/** One thing that was found: what happened, what shows it, and its cause. */
export type Point = { readonly what: string; readonly exhibit: Exhibit | null; readonly why: string | null };

export type FailureStory = {
  /** The names in the steps that are not the student's programs. */
  readonly peers: readonly string[];
  /** Up to the one that failed; empty when the exercise no longer has the check. */
  readonly steps: readonly StepStory[];
  readonly lead: Point;
  /** What else was found. */
  readonly others: readonly Point[];
  /** Null when it says nothing about this failure. */
  readonly output: LastOutput | null;
  /** What to change. */
  readonly advice: readonly string[];
  readonly authorsHint: string | null;
};

const outputLines = 8;
const firstSteps = 2;
const lastSteps = 6;

export function failureStory(
  view: ExerciseView,
  result: CheckResult,
  findings: readonly [Finding, ...Finding[]],
): FailureStory {
  const led = mainCauseOf(findings);
  const tell = (finding: Finding): Told => tellFinding(view.words, finding, settingOf(view, result.program));
  const told = tell(led.lead);
  const others = led.others.map((finding) => ({ finding, told: tell(finding), helps: standsAlone(finding, led) }));
  const steps = stepsOf(view, result, findings[0]);
  const helpful = [told, ...others.filter(({ helps }) => helps).map((other) => other.told)];
  const advice = [...new Set(helpful.flatMap(({ tryThis }) => (tryThis === null ? [] : [tryThis])))];
  const exhibit = (finding: Finding) => exhibitOf(finding, view.words.labels);
  return {
    peers: peersOf(steps),
    steps: steps.map((one) => storyOf(view, one)),
    lead: { what: told.what, exhibit: exhibit(led.lead), why: told.why },
    others: others.map((other) => ({
      what: other.told.what,
      exhibit: exhibit(other.finding),
      why: other.helps ? other.told.why : null,
    })),
    output: outputOf(result, led.lead),
    advice,
    authorsHint: hintOf(view, result, led.lead, advice),
  };
}

function stepsOf(view: ExerciseView, result: CheckResult, symptom: Finding): StepDone[] {
  const check = checkOf(view, result);
  if (check === undefined) return [];
  return stepsDone(check, result.timeline, symptom, (program) => settingOf(view, program ?? result.program));
}

function storyOf(view: ExerciseView, { step, failed, seen }: StepDone): StepStory {
  const told = tellStep(view.words, step, seen);
  return { failed, told: failed ? told.failed : told.done };
}

function peersOf(done: readonly StepDone[]): string[] {
  const names = done.flatMap(({ step }) => ('peer' in step ? [step.peer] : []));
  return [...new Set(names)].filter((peer) => peer !== 'server' && peer !== 'client').slice(0, 3);
}

/** Where there are many steps, those in the middle are left to whoever wants to know. */
export function withoutMiddle(steps: readonly StepStory[]): {
  readonly first: readonly StepStory[];
  readonly middle: readonly StepStory[];
  readonly last: readonly StepStory[];
} {
  const hidden = steps.length - firstSteps - lastSteps;
  if (hidden <= 1) return { first: steps, middle: [], last: [] };
  return {
    first: steps.slice(0, firstSteps),
    middle: steps.slice(firstSteps, -lastSteps),
    last: steps.slice(-lastSteps),
  };
}

function outputOf({ timeline, program }: CheckResult, lead: Finding): LastOutput | null {
  if (!timeline.some((fact) => fact.kind === 'program-started')) return null;
  const output = lastOutput(timeline, program, outputLines);
  return output.lines.length === 0 && lead.code === 'NO_MESSAGE' ? null : output;
}

/** What a protocol asks for is known to the author of a check, not to the words for these findings. */
const toldBestByAuthor: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'REPLY_WRONG_JSON',
  'LINE_UNFINISHED',
  'REPLY_UNMATCHED',
  'OUTPUT_UNMATCHED',
  'REPLY_WRONG_LENGTH',
  'UNEXPECTED_BYTES',
]);

/** So is, where nothing is echoed, what a program should have done by now. */
const toldWithAuthor: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'REPLY_MISSING',
  'REPLY_LACKS',
  'OUTPUT_MISSING',
  'STILL_RUNNING',
  'ENDED_OTHERWISE',
  'NOT_CLOSED',
]);

/** The author's hint is for whatever goes wrong in a check: what is said of this failure itself takes its place. */
function hintOf(view: ExerciseView, result: CheckResult, lead: Finding, advice: readonly string[]): string | null {
  const { echoes } = settingOf(view, result.program);
  const isByAuthor = toldBestByAuthor.has(lead.code) || (!echoes && toldWithAuthor.has(lead.code));
  const isHintNeeded = advice.length === 0 || isByAuthor;
  return (isHintNeeded ? checkOf(view, result)?.hint?.[view.lang] : undefined) ?? null;
}
