/** Bytes from a program against what a step expects. A stream is judged joined, datagrams one by one. */
import { assertNever } from '../model/assert-never.ts';
import { equal, fromText, indexOf, startsWith, toBinaryString } from '../model/bytes.ts';
import type { ProgramSpec } from '../spec/exercise.ts';
import { payloadBytes } from '../spec/payload-bytes.ts';
import type { Expected } from '../spec/expected.ts';
import type { StepOf } from '../spec/step.ts';
import { firstLine, jsonFault } from './json-line.ts';
import { endOfText, isUnfinished } from './utf8.ts';
import type { Datagram, Ledger, PeerLedger } from './ledger.ts';
import type { Settled } from './settle.ts';

type ExpectStep = StepOf<'expect'>;

/** The next datagram that no step has taken yet. */
export function untakenDatagram(peer: PeerLedger): Uint8Array | undefined {
  return peer.received[peer.taken]?.bytes;
}

/** Bytes a step may take now: the rest of the stream (TCP), or the next datagram (UDP); undefined when none came. */
export function available(peer: PeerLedger, spec: ProgramSpec): Uint8Array | undefined {
  if (spec.transport === 'udp') return untakenDatagram(peer);
  const rest = peer.stream.bytes.subarray(peer.taken);
  return rest.length === 0 ? undefined : rest;
}

export function settleExpect(step: ExpectStep, ledger: Ledger, spec: ProgramSpec): Settled {
  const peer = ledger.peer(step.peer);
  if (step.order === 'any') return settleInAnyOrder(step, ledger, spec);
  const bytes = available(peer, spec);
  const match = bytes === undefined ? nothingYet(step.expected, spec) : matchExpected(step, bytes, ledger, spec);
  if (match === 'met' && !fromRightPort(step, peer, spec)) return 'broken';
  return match === 'open' && hasNoMore(peer) ? 'broken' : match;
}

function settleInAnyOrder(step: ExpectStep, ledger: Ledger, spec: ProgramSpec): Settled {
  const peer = ledger.peer(step.peer);
  const place = placeInAnyOrder(step, ledger, spec);
  if (place === undefined) return hasNoMore(peer) ? 'broken' : 'open';
  return fromRightPort(step, peer, spec, place) ? 'met' : 'broken';
}

/** Where the first datagram stands that no step has taken and that is the one expected. */
export function placeInAnyOrder(step: ExpectStep, ledger: Ledger, spec: ProgramSpec): number | undefined {
  const { received, taken } = ledger.peer(step.peer);
  const suits = ({ bytes }: Datagram): boolean => matchExpected(step, bytes, ledger, spec) === 'met';
  const place = received.findIndex((datagram, index) => index >= taken && suits(datagram));
  return place === -1 ? undefined : place;
}

/** Nothing more can come of the peer's connection. */
export function hasNoMore({ closed, tls }: PeerLedger): boolean {
  return closed !== undefined || tls?.failed !== undefined || tls?.notified === true;
}

/** Only a stream can have "no bytes" that are exactly what was expected. */
function nothingYet(expected: Expected, { transport }: ProgramSpec): Settled {
  return transport === 'tcp' && expected.kind === 'length' && expected.length === 0 ? 'met' : 'open';
}

function matchExpected(step: ExpectStep, bytes: Uint8Array, ledger: Ledger, { transport }: ProgramSpec): Settled {
  const { expected } = step;
  switch (expected.kind) {
    case 'any':
      return expected.isText ? closedBy(transport, matchText(bytes)) : 'met';
    case 'exactly': {
      const wanted = payloadBytes(expected.payload, ledger.lookUp(step.peer));
      if (transport === 'udp') return equal(bytes, wanted) ? 'met' : 'broken';
      return matchStart(bytes, wanted);
    }
    case 'prefix':
      return closedBy(transport, matchStart(bytes, fromText(expected.prefix)));
    case 'contains':
      return closedBy(transport, indexOf(bytes, fromText(expected.text)) === -1 ? 'open' : 'met');
    case 'pattern':
      return closedBy(transport, new RegExp(expected.pattern, 's').test(toBinaryString(bytes)) ? 'met' : 'open');
    case 'length':
      return transport === 'udp' && bytes.length !== expected.length ? 'broken' : matchLength(expected, bytes, ledger);
    case 'json': {
      const line = transport === 'udp' ? bytes : firstLine(bytes);
      if (line === undefined) return 'open';
      return jsonFault(expected, line) === undefined ? 'met' : 'broken';
    }
    default:
      return assertNever(expected);
  }
}

/** A datagram is whole: nothing that comes later can complete it. */
function closedBy(transport: ProgramSpec['transport'], settled: Settled): Settled {
  return transport === 'udp' && settled === 'open' ? 'broken' : settled;
}

/** More may come of a character that is not whole yet. */
function matchText(bytes: Uint8Array): Settled {
  const end = endOfText(bytes);
  if (end === bytes.length) return 'met';
  return isUnfinished(bytes.subarray(end)) ? 'open' : 'broken';
}

/** Beyond this length a stream is compared once it is complete, not with every arrival. */
const comparedEarlyBytes = 64 * 1024;

function matchStart(bytes: Uint8Array, wanted: Uint8Array): Settled {
  if (bytes.length >= wanted.length) return startsWith(bytes, wanted) ? 'met' : 'broken';
  return wanted.length > comparedEarlyBytes || startsWith(wanted, bytes) ? 'open' : 'broken';
}

function matchLength(
  { length, sha256 }: Extract<Expected, { kind: 'length' }>,
  bytes: Uint8Array,
  ledger: Ledger,
): Settled {
  if (bytes.length < length) return 'open';
  if (sha256 === undefined) return 'met';
  const digest = ledger.inStep('digest');
  if (digest === undefined) return 'open';
  return digest.sha256 === sha256 ? 'met' : 'broken';
}

function fromRightPort(step: ExpectStep, peer: PeerLedger, spec: ProgramSpec, place = peer.taken): boolean {
  if (step.fromPort === undefined || spec.transport !== 'udp') return true;
  return peer.received[place]?.from?.port === peer.to?.port;
}

/** How much an `expect` that was met takes from the peer: bytes of the stream, or one datagram. */
export function takenBy(step: ExpectStep, ledger: Ledger, spec: ProgramSpec): { units: number; bytes: Uint8Array } {
  const bytes = available(ledger.peer(step.peer), spec) ?? new Uint8Array();
  if (spec.transport === 'udp') return { units: 1, bytes };
  const length = takenLength(step, bytes, ledger);
  return { units: length, bytes: bytes.slice(0, length) };
}

function takenLength({ expected, peer }: ExpectStep, bytes: Uint8Array, ledger: Ledger): number {
  switch (expected.kind) {
    case 'any':
      return bytes.length;
    case 'exactly':
      return payloadBytes(expected.payload, ledger.lookUp(peer)).length;
    case 'prefix':
      return fromText(expected.prefix).length;
    case 'contains': {
      const wanted = fromText(expected.text);
      return indexOf(bytes, wanted) + wanted.length;
    }
    case 'pattern': {
      const match = new RegExp(expected.pattern, 's').exec(toBinaryString(bytes));
      return match === null ? 0 : match.index + match[0].length;
    }
    case 'length':
      return expected.length;
    case 'json':
      return firstLine(bytes)?.length ?? 0;
    default:
      return assertNever(expected);
  }
}

/** The bytes an `expect` wants, where it names them. */
export function wantedBytes({ expected, peer }: ExpectStep, ledger: Ledger): Uint8Array | undefined {
  if (expected.kind === 'exactly') return payloadBytes(expected.payload, ledger.lookUp(peer));
  if (expected.kind === 'contains') return fromText(expected.text);
  return expected.kind === 'prefix' ? fromText(expected.prefix) : undefined;
}
