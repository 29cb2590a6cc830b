/** Steps that put bytes on the wire, and the ways in which a stream is cut into pieces the program reads one by one. */
import { setTimeout } from 'node:timers/promises';
import { packetsUnderWay } from '../../kernel/packets.ts';
import { concat } from '../../model/bytes.ts';
import { payloadBytes } from '../../spec/payload-bytes.ts';
import type { StepOf } from '../../spec/step.ts';
import { UdpSocket } from '../../wire/udp-socket.ts';
import type { TcpPeer } from '../../wire/tcp-peer.ts';
import { isAsleep } from '../asleep.ts';
import { sendUntilJammed } from '../back-pressure.ts';
import { readdress, sendToFirstBound, serverAddresses } from '../server-address.ts';
import { endsOf } from '../connection-ends.ts';
import { canBeStaged, proveQueued, unreadBytes } from '../frozen.ts';
import { defaultWithinMs } from '../deadlines.ts';
import type { Stage } from '../stage.ts';
import { done, waitFor, type Waited } from '../wait.ts';

/** The portable way leaves so long between two pieces, in time in which the program could run. */
const gapMs = 25;
/** A program that never rests is sent the next piece after so much of its own time. */
const longestWorkMs = 150;

export async function send(stage: Stage, step: StepOf<'send'>): Promise<Waited> {
  const bytes = payloadBytes(step.payload, stage.ledger.lookUp(step.peer));
  if (stage.spec.transport === 'udp') return sendDatagram(stage, step, bytes);
  if (step.cut === 'record' && step.pieces !== undefined) return sendRecord(stage, step.peer, bytes, step.pieces);
  if (step.pieces !== undefined) return sendPieces(stage, step.peer, cut(bytes, step.pieces));
  const tcp = stage.tcp(step.peer);
  if (tcp.paused && stage.job.check.buffers === 'tiny') return sendUntilJammed(stage, step.peer, bytes);
  const unreadBefore = canBeStaged(stage) ? unreadBytes(stage.peer(step.peer)) : undefined;
  stage.recorder.record({ kind: 'sent', peer: step.peer, bytes });
  void tcp.write(bytes);
  if (unreadBefore !== undefined) return proveQueued(stage, step, unreadBefore, bytes);
  if (!step.wait) return done;
  return waitFor(stage, { withinMs: defaultWithinMs, idleMs: defaultWithinMs, until: () => tcp.unwritten === 0 });
}

type Pieces = NonNullable<StepOf<'send'>['pieces']>;

function cut(bytes: Uint8Array, pieces: Pieces): Uint8Array[] {
  if (pieces === 'bytes') return cutAt(bytes, [...bytes.keys()]);
  if (typeof pieces === 'number') {
    return cutAt(
      bytes,
      Array.from({ length: pieces }, (_, index) => Math.round((index * bytes.length) / pieces)),
    );
  }
  let start = 0;
  return cutAt(bytes, [0, ...pieces.map((size) => (start += size))]);
}

/** Pieces that begin at these offsets, ascending; empty ones are left out. */
function cutAt(bytes: Uint8Array, starts: readonly number[]): Uint8Array[] {
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1])).filter((piece) => piece.length > 0);
}

/** Writes each piece once the program has read the one before, so that each is a read of its own. */
export async function sendPieces(stage: Stage, peer: string, pieces: readonly Uint8Array[]): Promise<Waited> {
  const tcp = stage.tcp(peer);
  for (const [index, piece] of pieces.entries()) {
    const unsent = () => concat(pieces.slice(index + 1));
    stage.recorder.record({ kind: 'sent', peer, bytes: piece });
    const waited = await writePiece(stage, peer, tcp, piece);
    if (waited.kind === 'gave-up' || (hasLeft(stage, peer, tcp) && unsent().length > 0)) {
      stage.recorder.record({ kind: 'piece-left-unread', peer, unsent: unsent() });
      return waited;
    }
  }
  return done;
}

/** The bytes inside one record of TLS, which the program gets to read bit by bit. */
async function sendRecord(stage: Stage, peer: string, bytes: Uint8Array, pieces: Pieces): Promise<Waited> {
  const tcp = stage.tcp(peer);
  stage.recorder.record({ kind: 'sent', peer, bytes });
  for (const piece of cut(await tcp.seal(bytes), pieces)) {
    const waited = await writePiece(stage, peer, tcp, piece, 'sealed');
    if (waited.kind === 'gave-up' || hasLeft(stage, peer, tcp)) return waited;
  }
  return done;
}

async function writePiece(
  stage: Stage,
  peer: string,
  tcp: TcpPeer,
  piece: Uint8Array,
  how: 'plain' | 'sealed' = 'plain',
): Promise<Waited> {
  void (how === 'sealed' ? tcp.writeRaw(piece) : tcp.write(piece));
  if (!stage.job.conditions.kernel) {
    await waitFor(stage, { withinMs: gapMs, until: () => tcp.gone });
    stage.recorder.record({ kind: 'piece-read', peer, evidence: 'portable' });
    return done;
  }
  const waited = await waitFor(stage, {
    withinMs: defaultWithinMs,
    until: () => hasLeft(stage, peer, tcp) || hasRead(tcp),
  });
  if (waited.kind === 'done' && !hasLeft(stage, peer, tcp)) {
    stage.recorder.record({ kind: 'piece-read', peer, evidence: 'kernel' });
    await waitUntilDealtWith(stage, peer, tcp);
  }
  return waited;
}

/** What comes of a piece must not depend on how soon the next one is there: a program that ends of it is sent no more. */
async function waitUntilDealtWith(stage: Stage, peer: string, tcp: TcpPeer): Promise<void> {
  // In this order: a program that has ended looks asleep, but by then it holds no socket.
  const until = () => hasLeft(stage, peer, tcp) || (isAsleep(stage) && hasRead(tcp));
  await waitFor(stage, { withinMs: longestWorkMs, until });
}

/** Nobody reads any more. A program that has ended its own direction may well read on as long as it holds the socket. */
function hasLeft(stage: Stage, peer: string, tcp: TcpPeer): boolean {
  if (tcp.gone || stage.ledger.peer(peer).closed === undefined) return tcp.gone;
  return stage.job.conditions.kernel && (endsOf(tcp).program?.inode ?? 0) === 0;
}

/** GATE: the bytes have arrived (acknowledged, none under way), and the program's receive queue is empty. */
function hasRead(tcp: TcpPeer): boolean {
  if (tcp.unwritten > 0) return false;
  const { grader, program } = endsOf(tcp);
  const hasArrived = grader?.sendQueue === 0 && !packetsUnderWay();
  return hasArrived && program !== undefined && program.inode !== 0 && program.receiveQueue === 0;
}

async function sendDatagram(stage: Stage, step: StepOf<'send'>, bytes: Uint8Array): Promise<Waited> {
  const peer = stage.peer(step.peer);
  if (peer.transport !== 'udp') throw new Error(`Peer ${step.peer} is not a UDP peer`);
  if (step.afterMs !== undefined) await setTimeout(step.afterMs);
  const source = step.from === undefined ? peer.socket : await stranger(stage, step.from);
  stage.recorder.record({
    kind: 'sent',
    peer: step.peer,
    bytes,
    ...(step.from === undefined ? {} : { from: step.from }),
  });
  const server = stage.ledger.program(stage.job.check.of);
  if (stage.spec.role === 'server' && server.listening.length === 0) {
    await sendToFirstBound(stage, step.peer, bytes);
    return done;
  }
  const [known] = stage.spec.role === 'server' ? serverAddresses(stage) : [];
  if (known !== undefined) readdress(stage, step.peer, known);
  const unreadBefore = canBeStaged(stage) ? unreadBytes(peer) : undefined;
  const failure = await source.send(bytes, peer.to);
  if (failure !== undefined) throw new Error(`A datagram of ${bytes.length} bytes could not be sent: ${failure.error}`);
  return unreadBefore === undefined ? done : proveQueued(stage, step, unreadBefore, bytes);
}

async function stranger(stage: Stage, name: string): Promise<UdpSocket> {
  const known = stage.strangers.get(name);
  if (known !== undefined) return known;
  const socket = await UdpSocket.open({ host: '127.0.0.1', port: 0 }, () => {});
  if ('error' in socket) throw new Error(`No UDP socket could be opened: ${socket.error}`);
  stage.strangers.set(name, socket);
  return socket;
}
