/**
 * Lists of steps. An author may have some of them repeated; everybody else sees them written out, one after the other.
 */
import { z } from 'zod';
import type { Path } from './fault.ts';
import { step, type Step } from './step.ts';

const repeat = z.strictObject({
  repeat: z
    .strictObject({
      times: z.int().min(2).max(1000),
      steps: z.array(step).min(1),
    })
    .describe('the same steps several times; a peer inside gets a number each time: alice-1, alice-2, ...'),
});

/** Steps as an author wrote them, with `repeat` still in place. */
export const writtenSteps = z.array(z.union([repeat, step])).min(1);

export type WrittenStep = z.output<typeof writtenSteps>[number];

/** A step, and where the author wrote it. */
export type PlacedStep = {
  readonly step: Step;
  /** The same before its peer got a number. */
  readonly written: Step;
  /** Leads to the verb. */
  readonly path: Path;
  /** Counts from 1; null outside `repeat`. */
  readonly round: number | null;
};

/** The steps in the order they are performed, `repeat` written out. `base` is the path of the list. */
export function placedSteps(items: readonly WrittenStep[], base: Path = []): PlacedStep[] {
  return items.flatMap((item, index) =>
    'repeat' in item
      ? rounds(item.repeat, [...base, index, 'repeat', 'steps'])
      : [{ step: item, written: item, path: [...base, index, item.do], round: null }],
  );
}

function rounds({ times, steps }: { times: number; steps: readonly Step[] }, base: Path): PlacedStep[] {
  return Array.from({ length: times }, (_, index) => index + 1).flatMap((round) =>
    steps.map((written, index) => ({
      step: numbered(written, round),
      written,
      path: [...base, index, written.do],
      round,
    })),
  );
}

/** A copy: no two steps of a check are the same object. */
function numbered(one: Step, round: number): Step {
  if (one.do === 'expectOutput' && one.shown.kind === 'address') {
    return { ...one, shown: { ...one.shown, peer: `${one.shown.peer}-${round}` } };
  }
  if (one.do === 'converse' && one.with !== undefined) return { ...one, with: `${one.with}-${round}` };
  return 'peer' in one ? { ...one, peer: `${one.peer}-${round}` } : { ...one };
}
