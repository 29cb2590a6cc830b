/** Steps in which the grader only does something: they are met as soon as that is done. */
import type { Step } from '../spec/step.ts';

const doing = [
  'send',
  'signal',
  'freeze',
  'thaw',
  'type',
  'endInput',
  'halfClose',
  'close',
  'reset',
  'pause',
  'resume',
  'file',
] as const satisfies readonly Step['do'][];

type DoingStep = Extract<Step, { do: (typeof doing)[number] }>;

const waitForNothing = new Set<Step['do']>(doing);

export function waitsForNothing(step: Step): step is DoingStep {
  return waitForNothing.has(step.do);
}
