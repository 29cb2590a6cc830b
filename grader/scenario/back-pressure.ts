/**
 * TINY: a peer that does not read, and buffers so small that what a program writes soon has nowhere to go. It is proven
 * by the kernel's queues: full at both ends of the connection, and no longer changing.
 */
import { packetsUnderWay } from '../kernel/packets.ts';
import type { TcpPeer } from '../wire/tcp-peer.ts';
import type { Step } from '../spec/step.ts';
import { endsOf } from './connection-ends.ts';
import { recordUnproven } from './frozen.ts';
import { provePressurePortably, sendUntilStuck } from './portable-pressure.ts';
import { defaultWithinMs } from './deadlines.ts';
import type { Stage } from './stage.ts';
import { done, ownTimeOf, waitFor, type Waited } from './wait.ts';

/** A program that waits with a timer is never quiet: queues that stay so long as they are have come to a stop. */
const unchangedMs = 50;

/** Sockets with buffers of the usual size take less than this, both ways together. */
const mostBytes = 12 * 1024 * 1024;
/** Less than this is not sent again and again. */
const leastBytes = 4096;
/** So many at a time. */
const roundBytes = 1024 * 1024;

/** Before the grader reads again it must be seen that the program had to wait for that. */
export async function proveBackPressure(stage: Stage, step: Step, name: string): Promise<void> {
  if (!stage.job.conditions.kernel) return provePressurePortably(stage, step, name);
  const queued = await jammedBytes(stage, name);
  if (queued !== undefined) stage.recorder.record({ kind: 'back-pressure', peer: name, queued });
  else if (!hasEnded(stage, name)) recordUnproven(stage, step, 'no-back-pressure');
}

/**
 * Sends bytes the program's answers to which nobody reads. Where the buffers could not be made small, sends them again
 * and again until sending more no longer adds to the program's queue.
 */
export async function sendUntilJammed(stage: Stage, name: string, bytes: Uint8Array): Promise<Waited> {
  if (!stage.job.conditions.kernel) {
    return sendUntilStuck(stage, name, bytes, stage.hasTinyBuffers ? bytes.length : mostBytes);
  }
  sendOnce(stage, name, bytes);
  if (stage.hasTinyBuffers || bytes.length < leastBytes) return done;
  let before: number | undefined;
  for (let sent = bytes.length; sent < mostBytes;) {
    const jammed = await jammedBytes(stage, name);
    const isFull = jammed !== undefined && jammed === before;
    if (isFull || hasEnded(stage, name) || hasNothingToRead(stage, name)) return done;
    before = jammed;
    for (const end = sent + roundBytes; sent < end; sent += bytes.length) sendOnce(stage, name, bytes);
  }
  return done;
}

function sendOnce(stage: Stage, name: string, bytes: Uint8Array): void {
  stage.recorder.record({ kind: 'sent', peer: name, bytes });
  void stage.tcp(name).write(bytes);
}

/** A program that has answered nothing so far will not answer more of the same. */
function hasNothingToRead(stage: Stage, name: string): boolean {
  return (endsOf(stage.tcp(name)).grader?.receiveQueue ?? 0) === 0;
}

/** Bytes the program has written that can go nowhere, once nothing moves any more. */
async function jammedBytes(stage: Stage, name: string): Promise<number | undefined> {
  const jam = new Jam(stage, stage.tcp(name));
  await waitFor(stage, { withinMs: defaultWithinMs, until: () => hasEnded(stage, name) || jam.lasts() });
  return hasEnded(stage, name) ? undefined : jam.queued();
}

/** The program has given the connection up, or is gone: what comes of that is for the next steps to tell. */
function hasEnded(stage: Stage, name: string): boolean {
  return stage.tcp(name).gone || stage.ledger.peer(name).closed !== undefined || stage.running().length === 0;
}

class Jam {
  readonly #tcp: TcpPeer;
  readonly #clock: ReturnType<typeof ownTimeOf>;
  #queues = '';
  #sinceMs = 0;

  constructor(stage: Stage, tcp: TcpPeer) {
    this.#tcp = tcp;
    this.#clock = ownTimeOf(stage);
  }

  /** Bytes in the program's send queue while the grader's receive queue is full; undefined when there are none. */
  queued(): number | undefined {
    const { grader, program } = endsOf(this.#tcp);
    const isFull = grader !== undefined && program !== undefined && grader.receiveQueue > 0 && program.sendQueue > 0;
    return isFull && !packetsUnderWay() ? program.sendQueue : undefined;
  }

  /** Asked again and again: whether the queues have been full and the same for a while. */
  lasts(): boolean {
    const queues = this.queued() === undefined ? '' : this.#mark();
    if (queues === this.#queues && queues !== '') return this.#clock.elapsedMs() - this.#sinceMs >= unchangedMs;
    this.#queues = queues;
    this.#sinceMs = this.#clock.elapsedMs();
    return false;
  }

  #mark(): string {
    const { grader, program } = endsOf(this.#tcp);
    return [this.#tcp.unwritten, grader, program]
      .map((row) => (typeof row === 'object' ? `${row.sendQueue} ${row.receiveQueue}` : row))
      .join(' ');
  }
}
