/** What the main process and its workers say to each other. Bytes travel as bytes (structured clone). */
import type { Timeline } from '../model/observation.ts';
import type { Copies, Preparation, Prepared } from '../launch/prepare-program.ts';
import type { UsableTool } from '../launch/usable-tool.ts';
import type { Actor, Conditions } from '../scenario/stage.ts';
import type { Exercise } from '../spec/exercise.ts';

export type ToWorker =
  | {
      readonly kind: 'begin';
      readonly exercises: readonly Exercise[];
      readonly conditions: Omit<Conditions, 'sandbox'>;
      /** Every program is to run in a sandbox; the worker makes it. */
      readonly isSandboxed: boolean;
    }
  /** Which tool runs or compiles a language in the worker's sandbox. */
  | { readonly kind: 'find-tool'; readonly id: number; readonly language: string }
  | {
      readonly kind: 'prepare';
      readonly id: number;
      readonly preparation: Preparation;
      /** For a worker that works on copies. */
      readonly copies?: Copies;
    }
  | {
      readonly kind: 'perform';
      readonly id: number;
      readonly exercise: string;
      readonly check: string;
      readonly actor: Actor;
      /** What every deadline is multiplied by. */
      readonly patience: number;
    }
  /** Is to be answered at once, whatever else is under way. */
  | { readonly kind: 'are-you-there' };

export type Performed = {
  readonly timeline: Timeline;
  readonly wallMs: number;
  /** The port the program was told to use; null when no step needed one. */
  readonly toldPort: number | null;
};

export type FromWorker =
  /** `kernelEvidence`: it is wanted, and the kernel shows the worker what its programs do. */
  | { readonly kind: 'ready'; readonly kernelEvidence: boolean }
  /** It cannot work under its conditions. */
  | { readonly kind: 'unable'; readonly reason: string }
  | { readonly kind: 'here' }
  | { readonly kind: 'found-tool'; readonly id: number; readonly found: UsableTool }
  | { readonly kind: 'prepared'; readonly id: number; readonly prepared: Prepared }
  | { readonly kind: 'performed'; readonly id: number; readonly performed: Performed }
  /** `isLast`: something of the job could not be ended, and the worker must not be given another. */
  | { readonly kind: 'broken'; readonly id: number; readonly message: string; readonly isLast: boolean };
