/** Findings about bytes that did not come, or were not the expected ones. */
import { equal, firstDifference, startsWith } from '../model/bytes.ts';
import type { Ending, Finding } from '../model/finding.ts';
import type { Expected } from '../spec/expected.ts';
import type { StepOf } from '../spec/step.ts';
import { givenTo, takenFrom } from './crossed.ts';
import { differenceOf } from './difference.ts';
import { available, wantedBytes } from './expected.ts';
import type { Failure } from './failure.ts';
import { firstLine, jsonFault } from './json-line.ts';
import type { Ledger } from './ledger.ts';
import { findLookalike } from './lookalike.ts';
import { endOfText, isUnfinished } from './utf8.ts';

export function explainExpect(step: StepOf<'expect'>, failure: Failure): Finding {
  const { ledger, spec } = failure;
  const received = step.order === 'any' ? stranger(step.peer, ledger) : available(ledger.peer(step.peer), spec);
  const wanted = wantedBytes(step, ledger);
  if (received === undefined) return replyMissing(step.peer, wanted ?? new Uint8Array(), failure);
  const { expected } = step;
  const wrong = wrongSource(step, failure);
  if (wrong !== undefined) return wrong;
  if (wanted !== undefined && expected.kind === 'contains') return lacking(step.peer, wanted, received, failure);
  if (wanted !== undefined) return compare(step.peer, wanted, received, failure);
  if (expected.kind === 'any') return notText(step.peer, received, failure);
  if (expected.kind === 'json') return explainLine(step.peer, expected, received, failure);
  return expected.kind === 'length'
    ? miscounted(step.peer, expected, received, failure)
    : unmatched(step, received, failure);
}

/** Where datagrams may come in any order, one that is the echo of another is not what came instead. */
function stranger(name: string, { peers, facts }: Ledger): Uint8Array | undefined {
  const { received, taken } = peers.get(name) ?? { received: [], taken: 0 };
  const sent = facts.flatMap((fact) => (fact.kind === 'sent' && fact.peer === name ? [fact.bytes] : []));
  return received.slice(taken).find(({ bytes }) => !sent.some((one) => equal(one, bytes)))?.bytes;
}

export function replyMissing(peer: string, expected: Uint8Array, failure: Failure): Finding {
  const { ledger, spec, waits, ownTimeMs, evidence } = failure;
  const other = spec.role === 'server' ? givenTo(peer, expected, ledger) : undefined;
  const crossed = other === undefined ? {} : { givenTo: other };
  const answered = failure.ledger.peer(peer).taken > 0 ? ({ answered: true } as const) : {};
  const spoke = spec.role === 'client' || ledger.peer(peer).sent.bytes.length > 0;
  const unasked = spoke ? {} : ({ unasked: true } as const);
  return {
    code: 'REPLY_MISSING',
    args: { peer, ...answered, ...crossed, ...unasked, expected, ending: endingOf(peer, failure), waits, ownTimeMs },
    evidence,
  };
}

function endingOf(peer: string, { ledger, gaveUp }: Failure): Ending {
  return ledger.peer(peer).closed?.how ?? gaveUp ?? 'deadline';
}

function wrongSource(
  { peer: name, fromPort }: StepOf<'expect'>,
  { ledger, spec, evidence }: Failure,
): Finding | undefined {
  if (fromPort === undefined || spec.transport !== 'udp') return undefined;
  const peer = ledger.peer(name);
  const from = peer.received[peer.taken]?.from;
  if (from === undefined || peer.to === undefined || from.port === peer.to.port) return undefined;
  return { code: 'WRONG_SOURCE', args: { peer: name, expected: peer.to, from }, evidence };
}

function lacking(peer: string, expected: Uint8Array, received: Uint8Array, failure: Failure): Finding {
  if (endOfText(received) < received.length) return notText(peer, received, failure);
  const { waits, ownTimeMs, evidence } = failure;
  const nearest = findLookalike(expected, received);
  const args = { peer, expected, received, nearest, ending: endingOf(peer, failure), waits, ownTimeMs };
  return { code: 'REPLY_LACKS', args, evidence };
}

function notText(peer: string, received: Uint8Array, { evidence }: Failure): Finding {
  const at = endOfText(received);
  const byte = isUnfinished(received.subarray(at)) ? null : (received[at] ?? null);
  return { code: 'REPLY_NOT_UTF8', args: { peer, at, byte }, evidence };
}

function unmatched({ peer, expected }: StepOf<'expect'>, received: Uint8Array, failure: Failure): Finding {
  const pattern = expected.kind === 'pattern' ? expected.pattern : '';
  const args = { peer, pattern, received, ending: endingOf(peer, failure) };
  return { code: 'REPLY_UNMATCHED', args, evidence: failure.evidence };
}

function explainLine(
  peer: string,
  wanted: Extract<Expected, { kind: 'json' }>,
  received: Uint8Array,
  failure: Failure,
): Finding {
  const { spec, waits, ownTimeMs, evidence } = failure;
  const line = spec.transport === 'udp' ? received : firstLine(received);
  const fault = jsonFault(wanted, line ?? received);
  if (line === undefined || fault === undefined) {
    const outcome = { ending: endingOf(peer, failure), waits, ownTimeMs };
    return { code: 'LINE_UNFINISHED', args: { peer, received, complete: fault === undefined, ...outcome }, evidence };
  }
  return {
    code: 'REPLY_WRONG_JSON',
    args: { peer, expected: JSON.stringify(wanted.value), received: line, fault },
    evidence,
  };
}

type Counted = Extract<Expected, { kind: 'length' }>;

function miscounted(peer: string, { length, sha256 }: Counted, received: Uint8Array, failure: Failure): Finding {
  const { ledger, waits, ownTimeMs, evidence } = failure;
  if (sha256 !== undefined && ledger.inStep('digest') !== undefined) {
    return { code: 'REPLY_WRONG_HASH', args: { peer, received: received.subarray(0, length), sha256 }, evidence };
  }
  const args = { peer, expectedLength: length, received, ending: endingOf(peer, failure), waits, ownTimeMs };
  return { code: 'REPLY_WRONG_LENGTH', args, evidence };
}

function compare(peer: string, expected: Uint8Array, received: Uint8Array, failure: Failure): Finding {
  const { ledger, spec, waits, ownTimeMs, evidence } = failure;
  const differsAt = firstDifference(expected, received);
  if (spec.transport === 'tcp' && differsAt === received.length) {
    const args = { peer, expected, received, ending: endingOf(peer, failure), waits, ownTimeMs };
    return { code: 'REPLY_TRUNCATED', args, evidence };
  }
  const difference = isBufferIgnored(peer, expected, received, failure)
    ? 'buffer-ignored'
    : differenceOf(expected, received);
  const other = spec.role === 'server' ? takenFrom(peer, received.subarray(differsAt), ledger) : undefined;
  const crossed = other === undefined ? {} : { takenFrom: other };
  const args = { peer, expected, received, differsAt, difference, ...crossed };
  return { code: 'REPLY_DIFFERENT', args, evidence };
}

/** It was told to read so many bytes, and gave back more of what it was sent. */
function isBufferIgnored(
  peer: string,
  expected: Uint8Array,
  received: Uint8Array,
  { ledger, program }: Failure,
): boolean {
  const { lastSent } = ledger.peer(peer);
  const started = ledger.facts.findLast((fact) => fact.kind === 'program-started' && fact.program === program);
  const wasTold = started?.kind === 'program-started' && started.command.at(-1) === String(expected.length);
  return (
    wasTold && received.length > expected.length && startsWith(received, expected) && startsWith(lastSent, received)
  );
}
