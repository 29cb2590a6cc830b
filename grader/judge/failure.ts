import type { GaveUp, Wait } from '../model/observation.ts';
import type { ProgramSpec } from '../spec/exercise.ts';
import type { Step } from '../spec/step.ts';
import type { Ledger } from './ledger.ts';

/** What is known of a step that was not met. */
export type Failure = {
  readonly step: Step;
  readonly ledger: Ledger;
  /** The program the check is of. */
  readonly program: string;
  readonly spec: ProgramSpec;
  readonly gaveUp: GaveUp | undefined;
  readonly waits: readonly Wait[];
  readonly ownTimeMs: number;
  /** Indexes of the facts of the step itself, and of what came after it. */
  readonly evidence: readonly number[];
};
