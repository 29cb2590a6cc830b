/**
 * The portable way to reach a server without using it up: nothing shows when it listens, so it is called until it
 * answers, and the first call that gets through is the check's own. What must not meet a program that is just opening
 * its port (a frozen server, a look at a UDP port) is done while the program is held: stopped, and seen to be stopped.
 */
import type { RunningProgram } from '../launch/running-program.ts';
import type { Address } from '../model/observation.ts';
import type { StepOf } from '../spec/step.ts';
import { openPorts } from '../portable/open-ports.ts';
import { familyOf } from '../portable/process-table.ts';
import { connectTcp } from '../wire/tcp-peer.ts';
import { UdpSocket } from '../wire/udp-socket.ts';
import { recordUnproven } from './frozen.ts';
import { defaultWithinMs, startWithinMs } from './deadlines.ts';
import type { Stage } from './stage.ts';
import { done, ownTimeOf, recordDoubt, type Waited } from './wait.ts';

/** How long a server is let get on between two tries to reach it. */
const retryMs = 10;
/** Between two looks at a UDP server's port, for each of which it is held. */
const lookMs = { first: 20, growth: 1.5, longest: 100 };

/** Stops every process of the program; false where that cannot be done or seen (Windows), or does not happen in time. */
async function hold(stage: Stage, program: RunningProgram): Promise<boolean> {
  const clock = ownTimeOf(stage);
  while (program.pid !== undefined && !program.finished) {
    program.signalTree('SIGSTOP');
    const family = await familyOf(program.pid);
    if (family === undefined || clock.elapsedMs() > defaultWithinMs) return false;
    if (family.every(({ halted }) => halted)) return true;
  }
  return true;
}

/**
 * Freezes a program of which it is not known whether it listens: whoever calls it meanwhile and is refused lets it get
 * on (`letGetOn`), so the first call that gets through finds it stopped, with the connection not yet accepted.
 */
export async function freezePortably(stage: Stage, step: StepOf<'freeze'>): Promise<Waited> {
  if (await hold(stage, stage.program(step.program))) {
    stage.frozen.add(step.program);
    stage.recorder.record({ kind: 'program-frozen', program: step.program });
  } else recordUnproven(stage, step, 'not-frozen');
  return done;
}

/** Between two tries to reach a server. A frozen one is let go for that long and then held again. */
export async function letGetOn(stage: Stage): Promise<void> {
  const frozen = [...stage.frozen].map((name) => stage.program(name));
  for (const program of frozen) program.signalTree('SIGCONT');
  await stage.recorder.nextFact(retryMs);
  for (const program of frozen) await hold(stage, program);
}

/**
 * Waits until a UDP server has bound one of the ports it may open: a port that cannot be bound any more is the server's,
 * since before it was started nobody had it. The server is held meanwhile, so that it never finds its port in use.
 */
export async function waitUntilBound(stage: Stage, name: string): Promise<Waited> {
  const program = stage.program(name);
  const clock = ownTimeOf(stage);
  for (let pauseMs = lookMs.first; ; pauseMs = Math.min(pauseMs * lookMs.growth, lookMs.longest)) {
    await stage.recorder.nextFact(pauseMs);
    if (program.finished) return { kind: 'gave-up', why: 'exited', waits: [], ownTimeMs: clock.elapsedMs() };
    if (!(await hold(stage, program))) {
      stage.recorder.record({ kind: 'readiness-unknown', program: name });
      return done;
    }
    const bound = await firstTaken(serverPlaces(stage));
    program.signalTree('SIGCONT');
    if (bound !== undefined) {
      recordReached(stage, bound);
      return done;
    }
    await lookElsewhere(stage, clock.elapsedMs());
    if (clock.elapsedMs() < startWithinMs * stage.job.patience) continue;
    recordDoubt(stage, clock);
    return { kind: 'gave-up', why: 'deadline', waits: [], ownTimeMs: clock.elapsedMs() };
  }
}

/** It has been started, and nobody has called it yet. */
export function isReadinessUnknown({ ledger }: Stage, name: string): boolean {
  const isUnknown = ledger.facts.some((fact) => fact.kind === 'readiness-unknown' && fact.program === name);
  return isUnknown && ledger.program(name).listening.length === 0;
}

/** Writes down where the server was met. */
export function recordReached(stage: Stage, address: Address): void {
  const { job, spec, recorder } = stage;
  recorder.record({
    kind: 'program-listening',
    program: job.check.of,
    transport: spec.transport,
    address,
    evidence: 'portable',
  });
}

/** Where the server may be: on the port it is told, the one it opened before, the exercise's, or one its source names. */
export function serverPlaces(stage: Stage): Address[] {
  const { spec, job, port, foreignPorts } = stage;
  const { fixedPort, prepared } = job.actor;
  const ports = [port, fixedPort, spec.port, ...prepared.portsInSource].filter((one) => one !== undefined);
  // A name like localhost may stand for the loopback address of either family.
  const hosts = spec.host === '127.0.0.1' ? [spec.host, '::1'] : [spec.host];
  const own = [...new Set(ports)].filter((one) => !foreignPorts.has(one));
  const expected = hosts.flatMap((host) => own.map((one) => ({ host, port: one })));
  return job.check.host === undefined ? [...expected, ...stage.unexpectedPlaces] : expected;
}

/** A server that takes so long to be met may have opened a port that nobody could guess; asked again as often. */
const lookElsewhereMs = 1000;

/** Asks the system, where it tells, which ports the program has open; costs a process of its own, so not at first. */
export async function lookElsewhere(stage: Stage, waitedMs: number): Promise<void> {
  const { pid } = stage.program(stage.job.check.of);
  const isDue = waitedMs >= lookElsewhereMs * (stage.looksElsewhere + 1);
  if (pid === undefined || !isDue || stage.unexpectedPlaces.length > 0) return;
  stage.looksElsewhere += 1;
  const family = await familyOf(pid);
  if (family === undefined || family.length === 0) return;
  const pids = family.map((row) => row.pid);
  stage.unexpectedPlaces = await openPorts(stage.spec.transport, pids);
}

/** Before the program is started: whoever is met on one of its ports is somebody else, and is not called again. */
export async function findForeignPorts(stage: Stage): Promise<void> {
  for (const address of serverPlaces(stage)) {
    if (address.port === stage.port) continue;
    const isTaken = stage.spec.transport === 'tcp' ? await answers(address) : await isBound(address);
    if (isTaken) stage.foreignPorts.add(address.port);
  }
}

/** A server that was not reached may have wanted a port of which somebody else did not let go. */
export function wantsForeignPort({ job, foreignPorts }: Stage): boolean {
  const { fixedPort, prepared } = job.actor;
  return [fixedPort, ...prepared.portsInSource].some((port) => port !== undefined && foreignPorts.has(port));
}

async function firstTaken(addresses: readonly Address[]): Promise<Address | undefined> {
  for (const address of addresses) if (await isBound(address)) return address;
  return undefined;
}

async function isBound(address: Address): Promise<boolean> {
  const socket = await UdpSocket.open(address, () => {});
  if ('error' in socket) return socket.error === 'EADDRINUSE';
  await socket[Symbol.asyncDispose]();
  return false;
}

async function answers(address: Address): Promise<boolean> {
  const silent = { onBytes: () => {}, onClosed: () => {} };
  const connection = await connectTcp(address, silent, AbortSignal.timeout(defaultWithinMs));
  if ('error' in connection) return false;
  connection.reset();
  return true;
}
