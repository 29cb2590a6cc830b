/** Bytes at the wrong peer: a server has mixed up those it talks to. */
import { indexOf } from '../model/bytes.ts';
import type { Ledger, PeerLedger } from './ledger.ts';

/** Fewer bytes than these stand in a conversation by chance. */
const leastBytes = 4;

/** The peer that received what `name` was to receive, and had not sent it itself. */
export function givenTo(name: string, expected: Uint8Array, ledger: Ledger): string | undefined {
  return other(name, ledger, ({ stream, sent }) => holds(stream.bytes, expected) && !holds(sent.bytes, expected));
}

/** The peer that sent what begins `received`, when `name` has not sent it. */
export function takenFrom(name: string, received: Uint8Array, ledger: Ledger): string | undefined {
  const beginning = received.subarray(0, leastBytes);
  if (holds(ledger.peer(name).sent.bytes, beginning)) return undefined;
  return other(name, ledger, ({ sent }) => holds(sent.bytes, beginning));
}

function other(name: string, { peers }: Ledger, is: (peer: PeerLedger) => boolean): string | undefined {
  return [...peers].find(([one, peer]) => one !== name && is(peer))?.[0];
}

function holds(bytes: Uint8Array, part: Uint8Array): boolean {
  return part.length >= leastBytes && indexOf(bytes, part) !== -1;
}
