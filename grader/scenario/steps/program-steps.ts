/** Steps on the student's programs: starting, stopping, signals, the keyboard, and freezing. */
import { countIdleSockets } from '../../kernel/idle-sockets.ts';
import { isIn, processTree } from '../../kernel/process-tree.ts';
import { readSocketTable } from '../../kernel/socket-table.ts';
import { freePort } from '../../launch/ports.ts';
import { offersOf } from '../../launch/readiness.ts';
import { RunningProgram, type ProgramEvents } from '../../launch/running-program.ts';
import { payloadBytes } from '../../spec/payload-bytes.ts';
import type { StepOf } from '../../spec/step.ts';
import { TcpListener } from '../../wire/tcp-listener.ts';
import { UdpSocket } from '../../wire/udp-socket.ts';
import { OutputMeter } from '../output-meter.ts';
import { untilAsleep } from '../asleep.ts';
import { settle } from '../../judge/settle.ts';
import { commandLine, environmentOf, filesOf, wordsOf } from '../command-line.ts';
import { defaultWithinMs, startWithinMs } from '../deadlines.ts';
import { recordUnproven } from '../frozen.ts';
import { findForeignPorts, freezePortably, isReadinessUnknown, waitUntilBound } from '../portable-server.ts';
import type { Stage } from '../stage.ts';
import { secretWords, type Secrets } from './tls-steps.ts';
import { done, waitFor, type Waited } from '../wait.ts';

/** How long a server that has opened another port, and does not rest, may take to open the one it is told. */
const otherPortsMs = 200;

export async function start(stage: Stage, step: StepOf<'start'>): Promise<Waited> {
  const { spec, job } = stage;
  stage.port ??= await freePort(spec.transport, '127.0.0.1');
  if (!(await hasOwnHost(stage))) {
    recordUnproven(stage, step, 'address-missing');
    return done;
  }
  if (step.port === 'taken') await takePorts(stage);
  const isRestart = stage.programs.has(step.program);
  const holders = job.conditions.kernel ? portHolders(stage) : new Set<number>();
  if (!job.conditions.kernel && spec.role === 'server' && step.port === 'own') await findForeignPorts(stage);
  const program = launch(stage, step, stage.port, await secretWords(stage, step));
  const waited = await waitForReadiness(stage, step, program);
  if (step.port === 'own' && !isRestart) blameOthersForTakenPort(stage, step, holders);
  if (isRestart && provesNothing(stage, step)) recordUnproven(stage, step, 'time-wait-absent');
  return waited;
}

/** A computer need not have the address a check is performed at: macOS has 127.0.0.1 only. */
async function hasOwnHost({ job }: Stage): Promise<boolean> {
  const { host } = job.check;
  if (host === undefined) return true;
  const listener = await holdTcp({ host, port: 0 });
  if ('error' in listener) return false;
  await listener[Symbol.asyncDispose]();
  return true;
}

function launch(stage: Stage, step: StepOf<'start'>, port: number, secrets: Secrets): RunningProgram {
  const { spec, job, recorder } = stage;
  const { command, language } = job.actor.prepared;
  const folder = spec.folder === 'own' ? stage.ownFolder().path : job.actor.prepared.folder;
  const args = commandLine(step, spec, wordsOf(spec.host, port, step.buffer, secrets));
  const meter = new OutputMeter(recorder, step.program, () => {
    program.pauseOutput();
    void program.kill();
  });
  stage.outputs.set(step.program, meter);
  const events: ProgramEvents = {
    onOutput: (stream, bytes) => meter.take(stream, bytes),
    onExit: (code, endSignal) => {
      meter.tellRest();
      recorder.record({
        kind: 'program-exited',
        program: step.program,
        code,
        signal: endSignal,
        stoppedByGrader: program.wasKilled,
      });
    },
    onFailedStart: (reason) => recordNotStarted(stage, step, reason),
    onTooMuchMemory: (limitBytes) => recorder.record({ kind: 'memory-exceeded', program: step.program, limitBytes }),
  };
  const more = environmentOf(secrets);
  const confinement = stage.confinement(filesOf(secrets));
  const about = { language, command, args, folder, host: spec.host, port, more, flushing: step.flushing };
  const surroundings = { ...about, ...confinement };
  const program = stage.startProgram(step.program, () => new RunningProgram(surroundings, events));
  recorder.record({ kind: 'program-started', program: step.program, command: [...command, ...args], port });
  return program;
}

/** A program that is there and cannot be started is its author's affair; that its sandbox cannot be made is ours. */
function recordNotStarted({ job, recorder }: Stage, step: StepOf<'start'>, reason: string): void {
  if (job.conditions.sandbox === undefined)
    recorder.record({ kind: 'program-not-started', program: step.program, reason });
  else recorder.record({ kind: 'grader-trouble', step: job.check.steps.indexOf(step), message: reason });
}

async function waitForReadiness(stage: Stage, step: StepOf<'start'>, program: RunningProgram): Promise<Waited> {
  if (stage.spec.role === 'client' || !step.ready) return done;
  if (!stage.job.conditions.kernel) {
    if (stage.spec.transport === 'udp') return waitUntilBound(stage, step.program);
    stage.recorder.record({ kind: 'readiness-unknown', program: step.program });
    return done;
  }
  const seen = new Set<string>();
  const onTick = () => recordOffers(stage, step.program, program, seen);
  const isSettled = () => settle(step, stage.ledger, stage.spec) !== 'open';
  const waited = await waitFor(stage, { withinMs: startWithinMs, onTick, until: isSettled });
  if (stage.ledger.program(step.program).listening.length === 0) recordListenMissing(stage, step.program);
  if (waited.kind === 'gave-up') recordIdleSockets(stage, step.program, program);
  else await waitFor(stage, { withinMs: otherPortsMs, onTick, until: () => isWhereExpected(stage, step.program) });
  return waited;
}

/** The program has ended, or has opened the port it is told or known to use. */
function isWhereExpected({ ledger, spec, job, port }: Stage, name: string): boolean {
  const { listening, exited } = ledger.program(name);
  const ports = listening.flatMap(({ transport, address }) => (transport === spec.transport ? [address.port] : []));
  return exited !== undefined || ports.some((one) => one === port || one === job.actor.fixedPort);
}

function recordListenMissing({ spec, job, recorder }: Stage, program: string): void {
  if (spec.transport !== 'tcp' || !job.actor.prepared.listenMissing) return;
  recorder.record({ kind: 'listen-not-in-source', program });
}

/** What a server holds that opened no port. */
function recordIdleSockets(stage: Stage, name: string, program: RunningProgram): void {
  const sockets = program.pid === undefined || program.finished ? 0 : countIdleSockets(program.pid);
  if (sockets > 0) stage.recorder.record({ kind: 'sockets-idle', program: name, sockets });
}

function recordOffers(stage: Stage, name: string, program: RunningProgram, seen: Set<string>): void {
  if (program.pid === undefined) return;
  for (const { transport, address } of offersOf(program.pid)) {
    const key = `${transport} ${address.host} ${address.port}`;
    if (seen.has(key)) continue;
    seen.add(key);
    stage.recorder.record({ kind: 'program-listening', program: name, transport, address, evidence: 'kernel' });
  }
}

/** Ports of the program's transport that somebody holds before it starts, connections in TIME_WAIT included. */
function portHolders(stage: Stage): Set<number> {
  return new Set(readSocketTable(stage.spec.transport).map((row) => row.localPort));
}

/** A program with a port of its own cannot be blamed when another program of this machine holds that port. */
function blameOthersForTakenPort(stage: Stage, step: StepOf<'start'>, holders: ReadonlySet<number>): void {
  const { job, spec, recorder, ledger } = stage;
  const port = job.actor.fixedPort ?? spec.port;
  if (!holders.has(port) || ledger.program(step.program).exited === undefined) return;
  recorder.record({ kind: 'port-unavailable', address: { host: spec.host, port }, reason: 'EADDRINUSE' });
  const stepIndex = job.check.steps.indexOf(step);
  recorder.record({ kind: 'unproven', step: stepIndex, what: 'port-taken-by-another-program' });
}

/** Starting a server again proves something only while connections of its last life hold its port. */
function provesNothing(stage: Stage, step: StepOf<'start'>): boolean {
  return settle(step, stage.ledger, stage.spec) === 'met' && !portLingers(stage);
}

function portLingers(stage: Stage): boolean {
  const { spec, job, ledger } = stage;
  if (spec.transport === 'udp' || spec.role === 'client' || !job.conditions.kernel) return true;
  const ports = new Set(ledger.facts.flatMap((fact) => (fact.kind === 'connected' ? [fact.to.port] : [])));
  return readSocketTable('tcp').some((row) => ports.has(row.localPort) && row.inode === 0 && row.state !== 'listen');
}

async function takePorts(stage: Stage): Promise<void> {
  const ports = new Set([stage.port, stage.job.actor.fixedPort, stage.spec.port].filter((port) => port !== undefined));
  const open = stage.spec.transport === 'tcp' ? holdTcp : holdUdp;
  for (const port of ports) {
    const holder = await open({ host: stage.host, port });
    if (!('error' in holder)) stage.opened.push(holder);
  }
}

const holdTcp = (address: { host: string; port: number }) => TcpListener.open(address, (socket) => socket.destroy());
const holdUdp = (address: { host: string; port: number }) => UdpSocket.open(address, () => {});

export async function stop(stage: Stage, step: StepOf<'stop'>): Promise<Waited> {
  await stage.program(step.program).kill();
  return waitFor(stage, {
    withinMs: defaultWithinMs,
    ignoreQuiet: true,
    until: () => settle(step, stage.ledger, stage.spec) !== 'open',
  });
}

export async function signal(stage: Stage, step: StepOf<'signal'>): Promise<Waited> {
  // Before it listens, the signal would meet the interpreter and not the program.
  if (!stage.job.conditions.kernel && isReadinessUnknown(stage, step.program)) {
    recordUnproven(stage, step, 'needs-kernel-evidence');
    return done;
  }
  await untilAsleep(stage);
  stage.program(step.program).signal(step.signal);
  stage.recorder.record({ kind: 'program-signalled', program: step.program, signal: step.signal });
  return done;
}

/** Frozen in the middle of something, a program would find something else each time; one that never rests is not waited for. */
const settlesWithinMs = 100;

export async function freeze(stage: Stage, step: StepOf<'freeze'>): Promise<Waited> {
  if (!stage.job.conditions.kernel) return freezePortably(stage, step);
  const program = stage.program(step.program);
  // Frozen before it listens, it could not be called.
  if (stage.spec.role === 'server' && stage.ledger.program(step.program).listening.length === 0) {
    const index = stage.job.check.steps.indexOf(step);
    stage.recorder.record({ kind: 'unproven', step: index, what: 'needs-kernel-evidence' });
    return done;
  }
  await waitFor(stage, { withinMs: settlesWithinMs, until: () => false });
  program.signalTree('SIGSTOP');
  const { pid } = program;
  const waited = await waitFor(stage, {
    withinMs: defaultWithinMs,
    ignoreQuiet: true,
    until: () => pid === undefined || !stage.job.conditions.kernel || isStopped(pid),
  });
  if (waited.kind === 'gave-up') recordNotFrozen(stage, step);
  stage.recorder.record({ kind: 'program-frozen', program: step.program });
  return waited;
}

function isStopped(root: number): boolean {
  return processTree(root).every((pid) => isIn('TZ', pid));
}

function recordNotFrozen(stage: Stage, step: StepOf<'freeze' | 'thaw'>): void {
  stage.recorder.record({ kind: 'unproven', step: stage.job.check.steps.indexOf(step), what: 'not-frozen' });
}

export function thaw(stage: Stage, step: StepOf<'thaw'>): Waited {
  stage.frozen.delete(step.program);
  const { pid } = stage.program(step.program);
  if (pid !== undefined && stage.job.conditions.kernel && !isStopped(pid)) recordNotFrozen(stage, step);
  stage.program(step.program).signalTree('SIGCONT');
  stage.recorder.record({ kind: 'program-thawed', program: step.program });
  return done;
}

export function type(stage: Stage, step: StepOf<'type'>): Waited {
  const bytes = payloadBytes(step.payload, stage.ledger.lookUp(undefined));
  stage.program(step.program).type(bytes);
  stage.recorder.record({ kind: 'typed', program: step.program, bytes });
  return done;
}

export function endInput(stage: Stage, step: StepOf<'endInput'>): Waited {
  stage.program(step.program).endInput();
  stage.recorder.record({ kind: 'input-ended', program: step.program });
  return done;
}
