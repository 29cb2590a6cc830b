/** Steps that wait: for bytes, for output, for an end, or for the absence of all of them. */
import { createHash } from 'node:crypto';
import { cpuTimeMs } from '../../kernel/cpu-time.ts';
import { countIdleSockets } from '../../kernel/idle-sockets.ts';
import { zombiesOf } from '../../kernel/process-tree.ts';
import { readSocketTable, socketInodesOfTree } from '../../kernel/socket-table.ts';
import { available } from '../../judge/expected.ts';
import { settle } from '../../judge/settle.ts';
import type { Step, StepOf } from '../../spec/step.ts';
import { expectClosedPortably, expectNoZombiesPortably, expectRestPortably } from '../portable-counts.ts';
import { endDirection } from './peer-steps.ts';
import { adoptStrayDatagrams, recordContacts } from './listen-steps.ts';
import { sendPieces } from './send-steps.ts';
import { OutputSearch } from '../output-search.ts';
import { defaultWithinMs, silenceMs } from '../deadlines.ts';
import type { Stage } from '../stage.ts';
import { done, ownTimeOf, waitFor, type Waited } from '../wait.ts';

/** Waits until the step is settled, one way or the other. */
export async function expectIt(
  stage: Stage,
  step: Extract<Step, { do: 'expect' | 'drop' | 'expectClose' | 'expectOutput' | 'expectExit' }>,
): Promise<Waited> {
  const search = step.do === 'expectOutput' ? new OutputSearch(stage, step) : undefined;
  const waited = await waitFor(stage, {
    withinMs: ('withinMs' in step ? step.withinMs : undefined) ?? defaultWithinMs,
    onTick: () => {
      if (step.do === 'expect' || step.do === 'drop') lookAtPeer(stage, step);
      if (step.do === 'expectExit' && step.contact === 'none') recordContacts(stage, step.program);
      search?.look();
    },
    // A long stream takes a slow machine its time.
    ...(step.do === 'expect' ? { progress: () => stage.ledger.peer(step.peer).stream.length } : {}),
    until: () => settle(step, stage.ledger, stage.spec) !== 'open',
  });
  if (waited.kind === 'gave-up') search?.end();
  return waited;
}

function lookAtPeer(stage: Stage, step: StepOf<'expect'> | StepOf<'drop'>): void {
  if (stage.spec.role === 'client' && stage.spec.transport === 'udp') adoptStrayDatagrams(stage, step.peer);
  if (step.do === 'expect') recordDigest(stage, step);
}

/** Writes down the hash of a long stream once it is long enough, so that the judge needs no cryptography. */
function recordDigest(stage: Stage, { expected, peer }: StepOf<'expect'>): void {
  if (expected.kind !== 'length' || expected.sha256 === undefined || stage.ledger.inStep('digest') !== undefined)
    return;
  const bytes = available(stage.ledger.peer(peer), stage.spec)?.subarray(0, expected.length);
  if (bytes === undefined || bytes.length < expected.length) return;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  stage.recorder.record({ kind: 'digest', peer, length: expected.length, sha256 });
}

/** Waits until the program is still, or has been silent for a while: what it was going to do, it has done. */
export function expectStillness(
  stage: Stage,
  step: StepOf<'expectNothingMore'> | StepOf<'expectNever'> | StepOf<'expectRunning'>,
): Promise<Waited> {
  return waitFor(stage, {
    withinMs: defaultWithinMs,
    idleMs: silenceMs,
    until: () => settle(step, stage.ledger, stage.spec) !== 'open',
  });
}

export async function expectRest(stage: Stage, step: StepOf<'expectRest'>): Promise<Waited> {
  const { pid } = stage.program(step.program);
  if (!stage.job.conditions.kernel) return expectRestPortably(stage, step);
  if (pid === undefined) return unproven(stage, step);
  const before = cpuTimeMs(pid);
  const waited = await waitFor(stage, { withinMs: silenceMs, until: () => false });
  const ownMs = waited.kind === 'gave-up' ? waited.ownTimeMs : 0;
  const cpuMs = waited.kind === 'gave-up' && waited.why === 'deadline' ? cpuTimeMs(pid) - before : 0;
  stage.recorder.record({ kind: 'cpu-used', program: step.program, cpuMs, wallMs: ownMs });
  return done;
}

export async function expectConnections(stage: Stage, step: StepOf<'expectConnections'>): Promise<Waited> {
  const { pid } = stage.program(step.program);
  if (!stage.job.conditions.kernel) return expectClosedPortably(stage, step);
  if (pid === undefined) return unproven(stage, step);
  // Counted once the program has done what it was going to do: connections it has yet to accept would be missed.
  await waitFor(stage, { withinMs: defaultWithinMs, idleMs: silenceMs, until: () => false });
  const waited = await waitFor(stage, { withinMs: defaultWithinMs, until: () => countConnections(pid) <= step.atMost });
  stage.recorder.record({ kind: 'sockets-held', program: step.program, connections: countConnections(pid) });
  return waited;
}

/** A socket that was shut down, or reset, and not closed stands in no table any more, and takes a descriptor all the same. */
function countConnections(root: number): number {
  const inodes = socketInodesOfTree(root);
  const rows = readSocketTable('tcp').filter((row) => row.state !== 'listen' && inodes.has(row.inode));
  return rows.length + countIdleSockets(root);
}

export async function expectNoZombies(stage: Stage, step: StepOf<'expectNoZombies'>): Promise<Waited> {
  const { pid } = stage.program(step.program);
  if (!stage.job.conditions.kernel) return expectNoZombiesPortably(stage, step);
  if (pid === undefined) return unproven(stage, step);
  // Counted once the program has done what it was going to do: children that have yet to end would be missed.
  await waitFor(stage, { withinMs: defaultWithinMs, idleMs: silenceMs, until: () => false });
  const waited = await waitFor(stage, { withinMs: defaultWithinMs, until: () => zombiesOf(pid).length === 0 });
  stage.recorder.record({ kind: 'children-unreaped', program: step.program, children: zombiesOf(pid).length });
  return waited;
}

function unproven(stage: Stage, step: Step): Waited {
  const index = stage.job.check.steps.indexOf(step);
  stage.recorder.record({ kind: 'unproven', step: index, what: 'needs-kernel-evidence' });
  return done;
}

/** A program that goes on sending is echoed for so many times what it may take for one message. */
const longestEcho = 3;

/** Sends back what comes until the program closes, and closes then too; or until it ends, or waits for something the grader will not send. */
export async function echo(stage: Stage, step: StepOf<'echo'>): Promise<Waited> {
  const { kernel } = stage.job.conditions;
  const { withinMs = defaultWithinMs } = step;
  const clock = ownTimeOf(stage);
  for (;;) {
    await echoWhatCame(stage, step);
    const waited = await waitFor(stage, {
      withinMs,
      ...(kernel ? {} : { idleMs: silenceMs * 3 }),
      onTick: () => {
        if (stage.spec.transport === 'udp') adoptStrayDatagrams(stage, step.peer);
      },
      until: () => hasUnanswered(stage, step.peer) || stage.ledger.peer(step.peer).closed !== undefined,
    });
    if (waited.kind === 'gave-up') return waited;
    if (!hasUnanswered(stage, step.peer)) {
      await endDirection(stage, step.peer);
      return waited;
    }
    const ownTimeMs = clock.elapsedMs();
    if (ownTimeMs >= withinMs * longestEcho) return { kind: 'gave-up', why: 'deadline', waits: [], ownTimeMs };
  }
}

function hasUnanswered(stage: Stage, name: string): boolean {
  const peer = stage.peer(name);
  const { stream, received } = stage.ledger.peer(name);
  return peer.transport === 'tcp' ? stream.bytes.length > peer.echoedBytes : received.length > peer.echoedDatagrams;
}

async function echoWhatCame(stage: Stage, step: StepOf<'echo'>): Promise<void> {
  const peer = stage.peer(step.peer);
  const ledger = stage.ledger.peer(step.peer);
  if (peer.transport === 'udp') {
    for (const { bytes } of ledger.received.slice(peer.echoedDatagrams)) {
      stage.recorder.record({ kind: 'sent', peer: step.peer, bytes });
      peer.echoedBytes += bytes.length;
      await peer.socket.send(bytes, peer.to);
    }
    peer.echoedDatagrams = ledger.received.length;
    return;
  }
  const bytes = ledger.stream.bytes.slice(peer.echoedBytes);
  peer.echoedBytes += bytes.length;
  if (bytes.length === 0) return;
  if (step.pieces === 'bytes') {
    await sendPieces(
      stage,
      step.peer,
      [...bytes].map((byte) => Uint8Array.of(byte)),
    );
    return;
  }
  stage.recorder.record({ kind: 'sent', peer: step.peer, bytes });
  void peer.tcp.write(bytes);
}
