/** Many submissions, several at a time: what each came to is kept, and then forgotten, before the next is begun. */
import { stackOf } from '../model/error-words.ts';
import type { BatchOutcome, BatchResult, HandedIn } from '../model/handed-in.ts';
import { NoRoom } from './no-room.ts';

export type BatchWork<Submission extends HandedIn> = {
  readonly submissions: Iterable<Submission>;
  /** What was kept earlier is not graded again. */
  readonly isKept: (key: string) => boolean;
  /** May throw: that is a fault of the grader's, and costs the student nothing. What throws NoRoom is graded another time. */
  readonly gradeOne: (submission: Submission, signal: AbortSignal) => Promise<BatchOutcome>;
  /** Resolves when nothing can be lost any more; when it throws, nothing more is begun. */
  readonly keep: (result: BatchResult) => Promise<void>;
  /** Submissions under way at once. */
  readonly atOnce: number;
  /** From then on nothing is begun, and what was under way is not kept: it may have come to nothing for that reason. */
  readonly signal: AbortSignal;
};

/** Rejects, once nothing is under way any more, with what `keep` threw, with NoRoom, or with the reason of the signal. */
export async function runBatch<Submission extends HandedIn>(work: BatchWork<Submission>): Promise<void> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([work.signal, stopping.signal]);
  const left = work.submissions[Symbol.iterator]();
  const workOn = async (): Promise<void> => {
    for (let next = left.next(); !signal.aborted && next.done !== true; next = left.next()) {
      if (!work.isKept(next.value.key)) await gradeAndKeep(work, next.value, signal);
    }
  };
  const runners = Array.from({ length: work.atOnce }, () => workOn().catch((error: unknown) => stopping.abort(error)));
  await Promise.all(runners);
  signal.throwIfAborted();
}

async function gradeAndKeep<Submission extends HandedIn>(
  { gradeOne, keep }: BatchWork<Submission>,
  submission: Submission,
  signal: AbortSignal,
): Promise<void> {
  const outcome = await gradeOne(submission, signal).catch(brokenBy);
  if (!signal.aborted) await keep({ handedIn: alone(submission), outcome });
}

/** Every other submission would meet a full disk as well, and may be graded when there is room again. */
function brokenBy(error: unknown): BatchOutcome {
  if (error instanceof NoRoom) throw error;
  return { kind: 'grader-error', message: stackOf(error) };
}

/** Without what the submission can do besides. */
function alone({ key, student, source, late, superseded }: HandedIn): HandedIn {
  return { key, student, source, late, superseded };
}
