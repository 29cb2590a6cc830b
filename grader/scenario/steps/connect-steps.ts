/** The step in which the grader calls a server. */
import type { Address } from '../../model/observation.ts';
import type { StepOf } from '../../spec/step.ts';
import { connectTcp } from '../../wire/tcp-peer.ts';
import { UdpSocket } from '../../wire/udp-socket.ts';
import { canBeStaged, proveUnaccepted } from '../frozen.ts';
import { letGetOn, lookElsewhere, recordReached, wantsForeignPort } from '../portable-server.ts';
import { defaultWithinMs, startWithinMs } from '../deadlines.ts';
import { adoptTcp, eventsOf, recordDatagram } from '../receiving.ts';
import { serverAddresses } from '../server-address.ts';
import type { Stage } from '../stage.ts';
import { watchCall } from '../unanswered-call.ts';
import { shakeHands } from './tls-steps.ts';
import { ownTimeOf, recordDoubt, type Waited } from '../wait.ts';

export async function connectPeer(stage: Stage, step: StepOf<'connect'>): Promise<Waited> {
  const { peer: name } = step;
  await (stage.spec.transport === 'udp' ? openUdpPeer(stage, name) : callServer(stage, name));
  const peer = stage.peers.get(name);
  if (peer?.transport === 'tcp' && canBeStaged(stage)) proveUnaccepted(stage, step, name, peer.tcp);
  return shakeHands(stage, step);
}

async function callServer(stage: Stage, peer: string): Promise<void> {
  const waitsForServer = stage.ledger.program(stage.job.check.of).listening.length === 0;
  const withinMs = startWithinMs * stage.job.patience;
  const clock = ownTimeOf(stage);
  for (;;) {
    const failure = await callAny(stage, peer, waitsForServer);
    if (failure === undefined) return;
    const isOver = clock.elapsedMs() >= withinMs || failure.error === 'ETIMEDOUT';
    if (isOver) recordDoubt(stage, clock);
    if (!waitsForServer || stage.running().length === 0 || isOver || isElsewhere(stage)) {
      giveUpCalling(stage, peer, failure);
      return;
    }
    await letGetOn(stage);
    await lookElsewhere(stage, clock.elapsedMs());
  }
}

/** The portable way: it has opened its port, and not at the address of the check. */
function isElsewhere({ job, unexpectedPlaces }: Stage): boolean {
  return job.check.host !== undefined && unexpectedPlaces.length > 0;
}

type Failure = { readonly to: Address; readonly error: string };

function giveUpCalling(stage: Stage, peer: string, failure: Failure): void {
  const { recorder, job } = stage;
  for (const place of isElsewhere(stage) ? stage.unexpectedPlaces : []) recordReached(stage, place);
  recorder.record({ kind: 'connect-failed', peer, ...failure });
  const wasReached = stage.ledger.program(job.check.of).listening.length > 0;
  if (wasReached || !wantsForeignPort(stage)) return;
  const step = job.check.steps.findIndex((one) => one.do === 'connect' && one.peer === peer);
  recorder.record({ kind: 'unproven', step, what: 'port-taken-by-another-program' });
}

/** The first failure, when nobody answers anywhere. */
async function callAny(stage: Stage, peer: string, first: boolean): Promise<Failure | undefined> {
  let failure: Failure | undefined;
  for (const to of serverAddresses(stage)) {
    const connection = await call(stage, peer, to);
    if (!('error' in connection)) {
      if (first) recordReached(stage, to);
      adoptTcp(stage, peer, connection);
      stage.recorder.record({ kind: 'connected', peer, to, local: connection.local });
      return undefined;
    }
    failure ??= { to, error: connection.error };
  }
  return failure;
}

async function call(stage: Stage, peer: string, to: Address): ReturnType<typeof connectTcp> {
  const withinMs = defaultWithinMs * stage.job.patience;
  const hopeless = new AbortController();
  using _ = watchCall(stage, to, withinMs, () => hopeless.abort());
  const giveUp = AbortSignal.any([AbortSignal.timeout(withinMs), hopeless.signal]);
  return await stage.openSocket(() => connectTcp(to, eventsOf(stage, peer), giveUp));
}

async function openUdpPeer(stage: Stage, peer: string): Promise<void> {
  const [to] = serverAddresses(stage);
  if (to === undefined) throw new Error('No address to send to');
  const host = to.host.includes(':') ? '::1' : to.host.startsWith('127.') ? '127.0.0.1' : '0.0.0.0';
  const socket = await UdpSocket.open({ host, port: 0 }, (bytes, from) => recordDatagram(stage, peer, bytes, from));
  if ('error' in socket) throw new Error(`No UDP socket could be opened: ${socket.error}`);
  stage.opened.push(socket);
  stage.peers.set(peer, { transport: 'udp', socket, to, echoedBytes: 0, echoedDatagrams: 0 });
  stage.recorder.record({ kind: 'connected', peer, to, local: socket.address });
}
