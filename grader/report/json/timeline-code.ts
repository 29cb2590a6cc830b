/**
 * Timelines to JSON and back. An echo says the same bytes twice, so bytes that repeat what went the other way between
 * the program and a peer are written as a reference to it, and long ones that a step sends as a reference to the step.
 */
import { ByteLog, equal } from '../../model/bytes.ts';
import type { Observation, Timeline } from '../../model/observation.ts';
import type { Check } from '../../spec/exercise.ts';
import { codeAsStep, codePlain, decodePlain, decodeStep, payloadOf } from './bytes-code.ts';
import type { ConversationBytes, StepBytes } from './bytes-schema.ts';
import type { CodedObservation } from './observation-schema.ts';

/** Shorter echoes stay readable. */
const shortestEcho = 65;

type Direction = 'sent' | 'received';

/** What went between the program and each peer so far, both ways. */
export class Conversations {
  readonly #logs = new Map<string, ByteLog>();

  of(peer: string, direction: Direction): ByteLog {
    const key = `${direction} ${peer}`;
    const log = this.#logs.get(key) ?? new ByteLog();
    this.#logs.set(key, log);
    return log;
  }

  static in(timeline: Timeline): Conversations {
    const conversations = new Conversations();
    for (const fact of timeline) {
      if (fact.kind === 'sent' || fact.kind === 'received') conversations.of(fact.peer, fact.kind).append(fact.bytes);
    }
    return conversations;
  }
}

export function codeTimeline(timeline: Timeline, check: Check | undefined): CodedObservation[] {
  const conversations = new Conversations();
  let current = { step: -1, sent: 0 };
  return timeline.map((fact) => {
    if (fact.kind === 'step-began') current = { step: fact.step, sent: 0 };
    if (fact.kind === 'piece-left-unread') return { ...fact, unsent: codeRest(fact.unsent, check, current.step) };
    if (fact.kind !== 'sent' && fact.kind !== 'received') return codeOther(fact);
    const bytes =
      codeAsEcho(fact.bytes, conversations, fact.peer, fact.kind) ??
      (fact.kind === 'sent' ? codeAsStep(fact.bytes, check, current.step, offsetInStep(current, check)) : undefined) ??
      codePlain(fact.bytes);
    conversations.of(fact.peer, fact.kind).append(fact.bytes);
    if (fact.kind === 'sent') current.sent += fact.bytes.length;
    return { ...fact, bytes };
  });
}

/** Throws when a reference leads nowhere. */
export function decodeTimeline(coded: readonly CodedObservation[], check: Check | undefined): Timeline {
  const conversations = new Conversations();
  return coded.map((fact): Observation => {
    if (fact.kind === 'program-output' || fact.kind === 'typed') return { ...fact, bytes: decodePlain(fact.bytes) };
    if (fact.kind === 'tls-failed') return { ...fact, raw: decodePlain(fact.raw) };
    if (fact.kind === 'file-seen') return { ...fact, start: decodePlain(fact.start) };
    if (fact.kind === 'piece-left-unread') return { ...fact, unsent: decodeRest(fact.unsent, check) };
    if (fact.kind !== 'sent' && fact.kind !== 'received') return fact;
    const bytes = decodeConversation(fact.bytes, conversations, fact.peer, fact.kind, check);
    conversations.of(fact.peer, fact.kind).append(bytes);
    return { ...fact, bytes };
  });
}

/** The facts whose bytes may stand elsewhere in the document too. */
type Conversational = Extract<Observation, { kind: 'sent' | 'received' | 'piece-left-unread' }>;

function codeOther(fact: Exclude<Observation, Conversational>): CodedObservation {
  switch (fact.kind) {
    case 'program-output':
    case 'typed':
      return { ...fact, bytes: codePlain(fact.bytes) };
    case 'tls-failed':
      return { ...fact, raw: codePlain(fact.raw) };
    case 'file-seen':
      return { ...fact, start: codePlain(fact.start) };
    case 'file-unseen':
      return { ...fact, names: [...fact.names] };
    case 'step-gave-up':
      return { ...fact, waits: [...fact.waits] };
    case 'program-started':
      return { ...fact, command: [...fact.command] };
    case 'grader-listening':
      return { ...fact, addresses: [...fact.addresses] };
    default:
      return fact;
  }
}

/** Where in the step's bytes the next ones begin; a step that sends the same again begins anew. */
function offsetInStep({ step, sent }: { step: number; sent: number }, check: Check | undefined): number {
  return sent % Math.max(1, payloadOf(check, step)?.length ?? 0);
}

/** What a step did not get to send is the end of what it was to send. */
function codeRest(unsent: Uint8Array, check: Check | undefined, step: number): StepBytes {
  const whole = payloadOf(check, step)?.length ?? 0;
  return codeAsStep(unsent, check, step, whole - unsent.length) ?? codePlain(unsent);
}

function decodeRest(coded: StepBytes, check: Check | undefined): Uint8Array {
  return 'ofStep' in coded ? decodeStep(coded, check) : decodePlain(coded);
}

/** The next bytes of a direction begin where what it has carried so far ends, counted in the other direction. */
function codeAsEcho(
  bytes: Uint8Array,
  conversations: Conversations,
  peer: string,
  direction: Direction,
): ConversationBytes | undefined {
  if (bytes.length < shortestEcho) return undefined;
  const offset = conversations.of(peer, direction).bytes.length;
  const other = conversations.of(peer, opposite(direction)).bytes.subarray(offset, offset + bytes.length);
  return equal(other, bytes) ? { echoOf: [offset, bytes.length] } : undefined;
}

function decodeConversation(
  coded: ConversationBytes,
  conversations: Conversations,
  peer: string,
  direction: Direction,
  check: Check | undefined,
): Uint8Array {
  if ('ofStep' in coded) return decodeStep(coded, check);
  if (!('echoOf' in coded)) return decodePlain(coded);
  return part(conversations.of(peer, opposite(direction)), coded.echoOf);
}

/** A copy of part of a log; throws when the log is not that long. */
export function part(log: ByteLog, [offset, length]: readonly [number, number]): Uint8Array {
  if (offset + length > log.bytes.length)
    throw new Error('The result refers to bytes that were never sent or received');
  return log.bytes.slice(offset, offset + length);
}

function opposite(direction: Direction): Direction {
  return direction === 'sent' ? 'received' : 'sent';
}
