/**
 * Back-pressure in the portable way. A program whose answers nobody reads either stops reading itself, and then the
 * grader's writes stick, or it has taken more than the buffers of a connection hold: then it had to do something with
 * what its sends did not take.
 */
import { recordUnproven } from './frozen.ts';
import type { Step } from '../spec/step.ts';
import type { Stage } from './stage.ts';
import { done, waitFor, type Waited } from './wait.ts';

/** A write that is not taken for so long sticks. */
const stuckMs = 400;

/** Sends the same bytes until a write sticks, or `enoughBytes` were taken. */
export async function sendUntilStuck(
  stage: Stage,
  peer: string,
  bytes: Uint8Array,
  enoughBytes: number,
): Promise<Waited> {
  const tcp = stage.tcp(peer);
  const hasEnded = (): boolean => tcp.gone || stage.ledger.peer(peer).closed !== undefined;
  let sent = 0;
  do {
    stage.recorder.record({ kind: 'sent', peer, bytes });
    void tcp.write(bytes);
    sent += bytes.length;
    await waitFor(stage, { withinMs: stuckMs, until: () => tcp.unwritten === 0 || hasEnded() });
  } while (tcp.unwritten === 0 && sent < enoughBytes && bytes.length > 0 && !hasEnded());
  if (tcp.unwritten > 0 || sent >= enoughBytes) {
    stage.recorder.record({ kind: 'back-pressure', peer, queued: Math.min(tcp.unwritten, sent) });
  }
  return done;
}

/** Before the grader reads again. */
export function provePressurePortably(stage: Stage, step: Step, peer: string): void {
  const { facts } = stage.ledger;
  const isShown = facts.some((fact) => fact.kind === 'back-pressure' && fact.peer === peer);
  if (!isShown && !stage.tcp(peer).gone && stage.running().length > 0) recordUnproven(stage, step, 'no-back-pressure');
}
