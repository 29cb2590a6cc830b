/** Steps in which the grader waits for a client to call it, and what comes from one that nobody waited for. */
import { freePort } from '../../launch/ports.ts';
import type { Address } from '../../model/observation.ts';
import type { StepOf } from '../../spec/step.ts';
import { TcpPeer } from '../../wire/tcp-peer.ts';
import { TcpListener } from '../../wire/tcp-listener.ts';
import { UdpSocket } from '../../wire/udp-socket.ts';
import { recordUnproven } from '../frozen.ts';
import { defaultWithinMs } from '../deadlines.ts';
import { adoptTcp, eventsOf, recordDatagram } from '../receiving.ts';
import { sameAddress } from '../server-address.ts';
import type { Stage } from '../stage.ts';
import { awaitHandshake, serverRole } from './tls-steps.ts';
import { done, waitFor, type Waited } from '../wait.ts';

export async function listen(stage: Stage, { tls }: StepOf<'listen'>): Promise<Waited> {
  const { spec, job, recorder } = stage;
  if (tls !== undefined) stage.tlsRole = await serverRole(tls.certificate);
  stage.port ??= await freePort(spec.transport, '127.0.0.1');
  const ports = new Set([stage.port, spec.port, ...job.actor.prepared.portsInSource]);
  const addresses: Address[] = [];
  for (const port of ports) {
    const address = { host: stage.host, port };
    const opened = await (spec.transport === 'tcp'
      ? stage.openSocket(() => listenTcp(stage, address))
      : listenUdp(stage, address));
    if (opened === undefined) addresses.push(address);
    else if (port === spec.port) recorder.record({ kind: 'port-unavailable', address, reason: opened });
  }
  recorder.record({ kind: 'grader-listening', addresses });
  return done;
}

/** More than wait to be accepted in any check; a client that calls without end is not answered any more. */
const mostArrivals = 100;

async function listenTcp(stage: Stage, address: Address): Promise<string | undefined> {
  const listener = await TcpListener.open(address, (socket) => {
    if (stage.arrivals.length >= mostArrivals) {
      socket.resetAndDestroy();
      return;
    }
    stage.arrivals.push({ transport: 'tcp', at: address, socket });
    stage.recorder.notify();
  });
  if ('error' in listener) return listener.error;
  stage.opened.push(listener);
  return undefined;
}

async function listenUdp(stage: Stage, address: Address): Promise<string | undefined> {
  const socket = await UdpSocket.open(address, (bytes, from) => {
    const known = [...stage.peers].find(([, peer]) => peer.transport === 'udp' && sameAddress(peer.to, from));
    if (known !== undefined) recordDatagram(stage, known[0], bytes, from);
    else if (!('error' in socket) && stage.arrivals.length < mostArrivals) {
      stage.arrivals.push({ transport: 'udp', at: socket, from, bytes: Uint8Array.from(bytes) });
      stage.recorder.notify();
    }
  });
  if ('error' in socket) return socket.error;
  stage.opened.push(socket);
  return undefined;
}

export async function accept(stage: Stage, step: StepOf<'accept'>): Promise<Waited> {
  const { peer, withinMs } = step;
  const waited = await waitFor(stage, {
    withinMs: withinMs ?? defaultWithinMs,
    until: () => stage.arrivals.length > 0,
  });
  const arrival = stage.arrivals.shift();
  if (arrival === undefined) {
    blameTakenPort(stage, step);
    return waited;
  }
  if (arrival.transport === 'tcp') {
    const tcp = new TcpPeer(arrival.socket, eventsOf(stage, peer));
    adoptTcp(stage, peer, tcp);
    stage.recorder.record({ kind: 'accepted', peer, at: arrival.at, from: tcp.remote });
    if (stage.tlsRole !== undefined) awaitHandshake(stage, peer, stage.tlsRole);
    arrival.socket.resume();
    return done;
  }
  stage.peers.set(peer, { transport: 'udp', socket: arrival.at, to: arrival.from, echoedBytes: 0, echoedDatagrams: 0 });
  stage.recorder.record({ kind: 'accepted', peer, at: arrival.at.address, from: arrival.from });
  recordDatagram(stage, peer, arrival.bytes, arrival.from);
  return done;
}

/** A client that calls its own fixed port cannot be blamed when another program of this machine holds that port. */
function blameTakenPort(stage: Stage, step: StepOf<'accept'>): void {
  const { ledger, spec } = stage;
  const taken = ledger.facts.some((fact) => fact.kind === 'port-unavailable' && fact.address.port === spec.port);
  if (taken) recordUnproven(stage, step, 'port-taken-by-another-program');
}

/** A datagram from an address nobody knows, outside `accept`: the program has opened another socket. */
export function adoptStrayDatagrams(stage: Stage, name: string): void {
  const peer = stage.peer(name);
  if (peer.transport !== 'udp') return;
  for (const arrival of stage.arrivals.splice(0)) {
    if (arrival.transport !== 'udp') continue;
    peer.to = arrival.from;
    recordDatagram(stage, name, arrival.bytes, arrival.from);
  }
}

/** Who called although nobody should have: one call tells all, and is not answered. */
export function recordContacts(stage: Stage, program: string): void {
  const [arrival] = stage.arrivals;
  if (arrival === undefined || stage.ledger.inStep('contacted') !== undefined) return;
  stage.recorder.record({
    kind: 'contacted',
    program,
    at: arrival.transport === 'tcp' ? arrival.at : arrival.at.address,
  });
}
