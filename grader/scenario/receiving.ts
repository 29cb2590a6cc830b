/** What the grader's peers receive is written down as it comes, up to a limit. */
import type { Address } from '../model/observation.ts';
import type { TcpEvents, TcpPeer } from '../wire/tcp-peer.ts';
import type { Stage } from './stage.ts';

/** A program that sends without end is not read any further than this beyond twice what it was sent, echoes left out. */
const mostUnaskedBytes = 16 * 1024 * 1024;

function hasEnough(stage: Stage, name: string): boolean {
  const { stream, sent } = stage.ledger.peer(name);
  const echoedBytes = stage.peers.get(name)?.echoedBytes ?? 0;
  return stream.bytes.length > mostUnaskedBytes + 2 * (sent.bytes.length - echoedBytes);
}

/** Writes down what a connection brings, and how it ends. */
export function eventsOf(stage: Stage, peer: string): TcpEvents {
  return {
    onBytes: (bytes) => {
      stage.recorder.record({ kind: 'received', peer, bytes: Uint8Array.from(bytes) });
      if (hasEnough(stage, peer)) stage.tcp(peer).pause();
    },
    onClosed: (how) => stage.recorder.record({ kind: 'peer-closed', peer, how }),
  };
}

export function adoptTcp(stage: Stage, peer: string, tcp: TcpPeer): void {
  stage.peers.set(peer, { transport: 'tcp', tcp, echoedBytes: 0 });
}

/** Writes a datagram down, unless there are more than enough. */
export function recordDatagram(stage: Stage, peer: string, bytes: Uint8Array, from: Address): void {
  if (hasEnough(stage, peer)) return;
  stage.recorder.record({ kind: 'received', peer, bytes: Uint8Array.from(bytes), from });
}
