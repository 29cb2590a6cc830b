/** What a program that does nothing more is blocked in, boiled down to the one wait that explains it best. */
import type { Wait } from '../model/observation.ts';

/**
 * `receiving` waits for the peer in question, `receiving-another` for another one, and so do `sending` and
 * `sending-another`, for it to read; `accepting` for a new client;
 * `polling` for any event of its sockets.
 */
export type Stuck =
  | 'input'
  | 'receiving'
  | 'sending'
  | 'accepting'
  | 'sending-another'
  | 'receiving-another'
  | 'polling'
  | 'locked'
  | 'child'
  | 'unknown';

const order: readonly Stuck[] = [
  'input',
  'sending',
  'receiving',
  'sending-another',
  'receiving-another',
  'locked',
  'child',
  'accepting',
  'polling',
  'unknown',
];

/** `peer` is the one whose bytes are missing, null when no peer is concerned. */
export function stuckIn(waits: readonly Wait[], peer: string | null): Stuck {
  const kinds = new Set(waits.map((wait) => kindOf(wait, peer)));
  return order.find((kind) => kinds.has(kind)) ?? 'unknown';
}

/** The peer that a program waits for which is stuck with another one. */
export function otherPeer(waits: readonly Wait[], peer: string | null): string | null {
  const stuck = stuckIn(waits, peer);
  return waits.find((wait) => kindOf(wait, peer) === stuck)?.on ?? null;
}

function kindOf({ call, on }: Wait, peer: string | null): Stuck {
  if (on === 'standard-input') return 'input';
  if (call === 'lock') return 'locked';
  if (call === 'wait-child') return 'child';
  if (call === 'poll') return 'polling';
  if (call === 'accept') return 'accepting';
  return withPeer({ call, on }, isAnother(on, peer));
}

function withPeer({ call, on }: Wait, another: boolean): Stuck {
  if (call === 'send' || (call === 'write' && on !== 'unknown')) return another ? 'sending-another' : 'sending';
  if (call === 'recv' || call === 'read') return another ? 'receiving-another' : 'receiving';
  return 'unknown';
}

function isAnother(on: string, peer: string | null): boolean {
  return peer !== null && on !== peer && on !== 'unknown' && on !== 'listener';
}
