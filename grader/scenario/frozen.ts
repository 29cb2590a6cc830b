/**
 * FREEZE: what a program is to find when it runs again has been put in its place before: bytes in its queue, connections
 * it has not accepted, connections that have ended. Each is read from the kernel's tables while the program is stopped.
 */
import { readSocketTable } from '../kernel/socket-table.ts';
import type { UnprovenProvocation } from '../model/observation.ts';
import type { Step, StepOf } from '../spec/step.ts';
import type { TcpPeer } from '../wire/tcp-peer.ts';
import { endsOf } from './connection-ends.ts';
import type { Peer, Stage } from './stage.ts';
import { done, waitFor, type Waited } from './wait.ts';

/** On one machine nothing is on its way for so long. */
const arrivesWithinMs = 5000;

/** Whether the program of the check is stopped, and the kernel can be asked what it will find. */
export function canBeStaged(stage: Stage): boolean {
  const last = stage.ledger.facts.findLast(({ kind }) => kind === 'program-frozen' || kind === 'program-thawed');
  return stage.job.conditions.kernel && last?.kind === 'program-frozen';
}

export function recordUnproven(stage: Stage, step: Step, what: UnprovenProvocation): void {
  stage.recorder.record({ kind: 'unproven', step: stage.job.check.steps.indexOf(step), what });
}

/** Bytes of a peer the program has not read; datagrams are counted with what the kernel needs to keep them. */
export function unreadBytes(peer: Peer): number {
  if (peer.transport === 'tcp') return endsOf(peer.tcp).program?.receiveQueue ?? 0;
  const rows = readSocketTable('udp').filter(({ localPort }) => localPort === peer.to.port);
  return rows.reduce((total, row) => total + row.receiveQueue, 0);
}

/** Whether the program gave the connection up before it was frozen: nothing can wait for it there. */
function hasLeft(stage: Stage, name: string): boolean {
  const peer = stage.peer(name);
  return peer.transport === 'tcp' && (peer.tcp.gone || stage.ledger.peer(name).closed !== undefined);
}

/** Waits until the bytes stand in the program's queue, after the `unreadBefore`, or as many of them as fit. */
export async function proveQueued(
  stage: Stage,
  step: StepOf<'send'>,
  unreadBefore: number,
  { length }: Uint8Array,
): Promise<Waited> {
  const peer = stage.peer(step.peer);
  const least = unreadBefore + (peer.transport === 'tcp' ? length : 1);
  await waitFor(stage, {
    withinMs: arrivesWithinMs,
    until: () => hasLeft(stage, step.peer) || unreadBytes(peer) >= least,
  });
  if (hasLeft(stage, step.peer)) return done;
  const unread = unreadBytes(peer);
  const added = unread - unreadBefore;
  if (unread >= least || added > 0)
    stage.recorder.record({ kind: 'queued', peer: step.peer, bytes: Math.min(added, length) });
  else if (!hasClosed(stage, step)) recordUnproven(stage, step, 'not-queued');
  return done;
}

/** A program that has closed the connection by itself leaves nothing unread: it cannot be taken by surprise any more. */
function hasClosed(stage: Stage, { peer }: StepOf<'send'>): boolean {
  return stage.ledger.peer(peer).closed !== undefined;
}

export function proveUnaccepted(stage: Stage, step: Step, name: string, tcp: TcpPeer): void {
  if (endsOf(tcp).program?.inode === 0) stage.recorder.record({ kind: 'unaccepted', peer: name });
  else recordUnproven(stage, step, 'accepted-too-early');
}

/** Waits until the kernel has taken the FIN or RST in for a program that has not closed the connection itself. */
export async function proveCloseArrived(stage: Stage, step: Step, name: string, how: 'fin' | 'reset'): Promise<void> {
  const tcp = stage.tcp(name);
  if (stage.ledger.peer(name).closed !== undefined) return;
  const hasArrived = () => {
    const row = endsOf(tcp).program;
    return row === undefined || (how === 'fin' && (row.state === 'close-wait' || row.state === 'last-ack'));
  };
  await waitFor(stage, { withinMs: arrivesWithinMs, ignoreQuiet: true, until: hasArrived });
  if (hasArrived()) stage.recorder.record({ kind: 'close-arrived', peer: name, how });
  else recordUnproven(stage, step, 'close-not-arrived');
}
