/** A client at its keyboard: lines are typed while it waits for one, until what they are typed for has happened. */
import { assertNever } from '../model/assert-never.ts';
import type { ProgramLedger } from '../judge/ledger.ts';
import { tookTooMuch } from '../judge/ledger.ts';
import { fromText, indexOf } from '../model/bytes.ts';
import type { ConversedBy, Wait } from '../model/observation.ts';
import type { StepOf } from '../spec/step.ts';
import { defaultWithinMs, silenceMs } from './deadlines.ts';
import { Keyboard, type Key } from './keyboard.ts';
import { endDirection } from './steps/peer-steps.ts';
import type { Stage } from './stage.ts';
import { done, waitFor, type Waited } from './wait.ts';

type Converse = StepOf<'converse'>;
type GaveUpWaiting = Extract<Waited, { kind: 'gave-up' }>;

/** Types the next line whenever nothing can happen without one, or nothing has for a while. */
export async function converse(stage: Stage, step: Converse): Promise<Waited> {
  const keyboard = new Keyboard(stage, step);
  for (;;) {
    const waited = await waitForMore(stage, step, keyboard);
    if (hasHappened(stage, step)) {
      record(stage, step, keyboard.last?.kind ?? 'itself', keyboard.last);
      return done;
    }
    if (waited.kind === 'done') await endDirection(stage, step.with ?? '');
    else if (!goOn(stage, step, keyboard, waited)) {
      record(stage, step, 'nothing', undefined);
      return waited;
    }
  }
}

function waitForMore(stage: Stage, step: Converse, keyboard: Keyboard): Promise<Waited> {
  const idleMs = keyboard.hasMore || isUnanswered(stage, step) ? silenceMs : defaultWithinMs;
  const until = () => hasHappened(stage, step) || isLeft(stage, step);
  return waitFor(stage, { withinMs: defaultWithinMs, idleMs, until });
}

/** Answers what has come, or else types; false when neither can make anything happen. */
function goOn(stage: Stage, step: Converse, keyboard: Keyboard, { why, waits }: GaveUpWaiting): boolean {
  if (why === 'exited') return false;
  if (!isUnanswered(stage, step)) return !isDeaf(waits) && keyboard.press();
  answer(stage, step);
  return true;
}

function hasHappened({ arrivals, ledger }: Stage, { goal, program, with: peer }: Converse): boolean {
  switch (goal.kind) {
    case 'connected':
      return arrivals.length > 0;
    case 'sent': {
      const { stream, taken } = ledger.peer(peer ?? '');
      return indexOf(stream.bytes.subarray(taken), fromText(goal.text)) !== -1;
    }
    case 'ended':
      return hasEnded(ledger.program(program));
    default:
      return assertNever(goal);
  }
}

/** An end that the grader had to make is none. */
function hasEnded(program: ProgramLedger): boolean {
  return program.exited !== undefined && !tookTooMuch(program);
}

/** The program has ended its side, and may be waiting for the peer to end the other. */
function isLeft(stage: Stage, { with: peer }: Converse): boolean {
  return peer !== undefined && stage.ledger.peer(peer).closed !== undefined && stage.tcp(peer).writable;
}

/** Bytes have come since the peer last sent some. */
function isUnanswered({ ledger }: Stage, step: Converse): boolean {
  if (step.answer === undefined) return false;
  const last = ledger.facts.findLast(
    (fact) => (fact.kind === 'received' || fact.kind === 'sent') && fact.peer === step.with,
  );
  return last?.kind === 'received' && ledger.peer(step.with ?? '').closed === undefined;
}

function answer(stage: Stage, { with: peer = '', answer: text = '' }: Converse): void {
  const bytes = fromText(text);
  stage.recorder.record({ kind: 'sent', peer, bytes });
  void stage.tcp(peer).write(bytes);
}

/** It waits for something that a line at the keyboard does not bring. */
function isDeaf(waits: readonly Wait[]): boolean {
  return waits.length > 0 && waits.every(({ call }) => elsewhere.has(call));
}

const elsewhere: ReadonlySet<Wait['call']> = new Set(['accept', 'recv', 'send', 'write']);

function record({ recorder }: Stage, { program, goal }: Converse, by: ConversedBy, key: Key | undefined): void {
  const line = key?.kind === 'line' ? key.line : null;
  recorder.record({ kind: 'conversed', program, goal: goal.kind, by, line });
}
