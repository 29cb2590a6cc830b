/**
 * Why a check was not passed, as a code with arguments. The words are in `report/messages`; the evidence is a list of
 * indexes into the check's timeline.
 */
import type { ConversationFinding } from './finding-of-conversation.ts';
import type { ProgramFinding } from './finding-of-program.ts';
import type { TraceFinding } from './finding-of-traces.ts';

export type {
  AddressShown,
  Difference,
  Ending,
  ExpectedEnd,
  FileDifference,
  JsonFault,
  Lookalike,
  RuntimeError,
} from './finding-parts.ts';

export type Finding = (ProgramFinding | ConversationFinding | TraceFinding) & {
  /** Indexes into the timeline of the check, ascending. */
  readonly evidence: readonly number[];
};

export type FindingCode = Finding['code'];
