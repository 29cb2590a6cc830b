/** A client at its keyboard: lines are typed while it waits for one, until what they are typed for has happened. */
import { assertNever } from '../model/assert-never.ts';
import { fromText, indexOf, toText } from '../model/bytes.ts';
import type { ConversedBy, Wait } from '../model/observation.ts';
import { payloadBytes } from '../spec/payload-bytes.ts';
import type { StepOf } from '../spec/step.ts';
import { defaultWithinMs, silenceMs } from './deadlines.ts';
import { endDirection } from './peer-steps.ts';
import { argumentsIn } from './program-steps.ts';
import type { Stage } from './stage.ts';
import { waitFor, type Waited } from './wait.ts';

type Converse = StepOf<'converse'>;

type Key = { readonly kind: 'line'; readonly line: string } | { readonly kind: 'end-of-input' };

/** Types the next line whenever nothing can happen without one, or nothing has for a while. */
export async function converse(stage: Stage, step: Converse): Promise<Waited> {
  const keys: Key[] = keysOf(stage, step);
  let last: Key | undefined;
  for (;;) {
    const idleMs = keys.length > 0 || isUnanswered(stage, step) ? { idleMs: silenceMs } : {};
    const waited = await waitFor(stage, {
      withinMs: defaultWithinMs,
      ...idleMs,
      until: () => hasHappened(stage, step) || isLeft(stage, step),
    });
    if (waited.kind === 'done' && !hasHappened(stage, step)) {
      await endDirection(stage, step.with ?? '');
      continue;
    }
    if (waited.kind === 'done') {
      record(stage, step, last?.kind ?? 'itself', last);
      return waited;
    }
    if (waited.why !== 'exited' && isUnanswered(stage, step)) {
      answer(stage, step);
      continue;
    }
    const next = waited.why === 'exited' || isDeaf(waited.waits) ? undefined : keys.shift();
    if (next === undefined) {
      record(stage, step, 'nothing', undefined);
      return waited;
    }
    last = next;
    press(stage, step.program, next);
  }
}

function keysOf(stage: Stage, { lines, endInput }: Converse): Key[] {
  const lookUp = argumentsIn(stage);
  const typed = lines.map((template): Key => {
    return { kind: 'line', line: toText(payloadBytes({ kind: 'template', template }, lookUp)) };
  });
  return endInput ? [...typed, { kind: 'end-of-input' }] : typed;
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
      return ledger.program(program).exited !== undefined;
    default:
      return assertNever(goal);
  }
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

function press({ programs, recorder }: Stage, program: string, key: Key): void {
  if (key.kind === 'end-of-input') {
    programs.get(program)?.endInput();
    recorder.record({ kind: 'input-ended', program });
    return;
  }
  const bytes = fromText(`${key.line}\n`);
  programs.get(program)?.type(bytes);
  recorder.record({ kind: 'typed', program, bytes });
}

function record({ recorder }: Stage, { program, goal }: Converse, by: ConversedBy, key: Key | undefined): void {
  const line = key?.kind === 'line' ? key.line : null;
  recorder.record({ kind: 'conversed', program, goal: goal.kind, by, line });
}
