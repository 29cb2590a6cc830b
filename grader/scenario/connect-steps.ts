/** Steps that bring the grader and a program together: calling a server, waiting for a client. */
import { freePort } from '../launch/ports.ts';
import type { Address } from '../model/observation.ts';
import type { StepOf } from '../spec/step.ts';
import { connectTcp, TcpPeer, type TcpEvents } from '../wire/tcp-peer.ts';
import { TcpListener } from '../wire/tcp-listener.ts';
import { UdpSocket } from '../wire/udp-socket.ts';
import { letGetOn, lookElsewhere, recordReached, serverPlaces, wantsForeignPort } from './portable-server.ts';
import { defaultWithinMs, startWithinMs } from './program-steps.ts';
import { canBeStaged, proveUnaccepted, recordUnproven } from './frozen.ts';
import type { Stage } from './stage.ts';
import { done, ownTimeOf, recordDoubt, waitFor, type Waited } from './wait.ts';

export async function connectPeer(stage: Stage, step: StepOf<'connect'>): Promise<Waited> {
  const { peer: name } = step;
  await (stage.spec.transport === 'udp' ? openUdpPeer(stage, name) : callServer(stage, name));
  const peer = stage.peers.get(name);
  if (peer?.transport === 'tcp' && canBeStaged(stage)) proveUnaccepted(stage, step, name, peer.tcp);
  return done;
}

/** Where the server can be called: the port it was seen to open, or the ones it may have opened. */
export function serverAddresses(stage: Stage): Address[] {
  const { ledger, spec, job, port } = stage;
  const seen = ledger.program(job.check.of).listening.filter(({ transport }) => transport === spec.transport);
  const own = seen.find(({ address }) => address.port === port) ?? seen[0];
  if (own !== undefined) return reachable(own.address);
  return serverPlaces(stage);
}

/** A server bound to every address is called by the loopback ones. */
function reachable({ host, port }: Address): Address[] {
  if (host === '0.0.0.0') return [{ host: '127.0.0.1', port }];
  return host === '::'
    ? [
        { host: '127.0.0.1', port },
        { host: '::1', port },
      ]
    : [{ host, port }];
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
    if (!waitsForServer || stage.running().length === 0 || isOver) {
      giveUpCalling(stage, peer, failure);
      return;
    }
    await letGetOn(stage);
    await lookElsewhere(stage, clock.elapsedMs());
  }
}

type Failure = { readonly to: Address; readonly error: string };

function giveUpCalling(stage: Stage, peer: string, failure: Failure): void {
  const { recorder, job } = stage;
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
    const connection = await stage.openSocket(() =>
      connectTcp(to, eventsOf(stage, peer), AbortSignal.timeout(defaultWithinMs * stage.job.patience)),
    );
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

/** A program that sends without end is not read any further than this beyond twice what it was sent, echoes left out. */
const mostUnaskedBytes = 16 * 1024 * 1024;

function hasEnough(stage: Stage, name: string): boolean {
  const { stream, sent } = stage.ledger.peer(name);
  const echoedBytes = stage.peers.get(name)?.echoedBytes ?? 0;
  return stream.bytes.length > mostUnaskedBytes + 2 * (sent.bytes.length - echoedBytes);
}

function eventsOf(stage: Stage, peer: string): TcpEvents {
  return {
    onBytes: (bytes) => {
      stage.recorder.record({ kind: 'received', peer, bytes: Uint8Array.from(bytes) });
      if (hasEnough(stage, peer)) stage.tcp(peer).pause();
    },
    onClosed: (how) => stage.recorder.record({ kind: 'peer-closed', peer, how }),
  };
}

function adoptTcp(stage: Stage, peer: string, tcp: TcpPeer): void {
  stage.peers.set(peer, { transport: 'tcp', tcp, echoedBytes: 0 });
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

export async function listen(stage: Stage): Promise<Waited> {
  const { spec, job, recorder } = stage;
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

function sameAddress(one: Address, other: Address): boolean {
  return one.host === other.host && one.port === other.port;
}

function recordDatagram(stage: Stage, peer: string, bytes: Uint8Array, from: Address): void {
  if (hasEnough(stage, peer)) return;
  stage.recorder.record({ kind: 'received', peer, bytes: Uint8Array.from(bytes), from });
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

/** Portable proof that a UDP server is there: the kernel answers for a port nobody has bound. */
export async function sendToFirstBound(stage: Stage, name: string, bytes: Uint8Array): Promise<void> {
  const peer = stage.peer(name);
  if (peer.transport !== 'udp') return;
  const withinMs = startWithinMs * stage.job.patience;
  const clock = ownTimeOf(stage);
  do {
    for (const to of serverAddresses(stage)) {
      if (await peer.socket.sendUnlessRefused(bytes, to)) {
        recordReached(stage, to);
        readdress(stage, name, to);
        return;
      }
    }
    await letGetOn(stage);
  } while (stage.running().length > 0 && clock.elapsedMs() < withinMs);
}

/** The address of the server has become known since the peer was opened. */
export function readdress(stage: Stage, name: string, to: Address): void {
  const peer = stage.peer(name);
  if (peer.transport !== 'udp' || sameAddress(peer.to, to)) return;
  peer.to = to;
  stage.recorder.record({ kind: 'connected', peer: name, to, local: peer.socket.address });
}
