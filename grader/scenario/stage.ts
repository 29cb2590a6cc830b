/**
 * Everything that is open during one check: the started programs, the grader's peers and listeners, and the record of
 * what happens. Disposing of it leaves nothing running and no port in TIME_WAIT.
 */
import { TinyBuffers } from '../kernel/buffer-sizes.ts';
import { allowTimeWait } from '../kernel/time-wait.ts';
import type { Launch, RunningProgram } from '../launch/running-program.ts';
import type { Sandbox } from '../launch/sandbox.ts';
import { SandboxRoom } from '../launch/sandbox-room.ts';
import type { Prepared } from '../launch/prepare-program.ts';
import type { Address } from '../model/observation.ts';
import type { Check, Exercise, ProgramSpec } from '../spec/exercise.ts';
import { programOf } from '../judge/judge-check.ts';
import type { TcpListener } from '../wire/tcp-listener.ts';
import { CertificateFiles, certificates } from '../certificates/certificates.ts';
import type { TlsRole } from '../wire/tls-layer.ts';
import type { TcpPeer } from '../wire/tcp-peer.ts';
import type { UdpSocket } from '../wire/udp-socket.ts';
import type { Socket } from 'node:net';
import type { OutputMeter } from './output-meter.ts';
import { OwnFolder } from './own-folder.ts';
import { Recorder } from './recorder.ts';

/** What is known of a program before the check starts. */
export type Actor = {
  readonly prepared: Extract<Prepared, { kind: 'ready' }>;
  /** The port an earlier check saw it use although it was told another. */
  readonly fixedPort: number | undefined;
};

export type Conditions = {
  /** Verdicts rest on what the kernel shows; otherwise on the portable way. */
  readonly kernel: boolean;
  /** The worker has a network of its own, in which every address and port is free. */
  readonly privateNetwork: boolean;
  /** Every program runs in it. */
  readonly sandbox?: Sandbox;
};

export type Job = {
  readonly exercise: Exercise;
  readonly check: Check;
  readonly actor: Actor;
  readonly conditions: Conditions;
  /** What every deadline and silence is multiplied by. */
  readonly patience: number;
};

export type Peer =
  | { readonly transport: 'tcp'; readonly tcp: TcpPeer; echoedBytes: number }
  | {
      readonly transport: 'udp';
      readonly socket: UdpSocket;
      to: Address;
      echoedBytes: number;
      echoedDatagrams: number;
    };

export type Arrival =
  | { readonly transport: 'tcp'; readonly at: Address; readonly socket: Socket }
  | { readonly transport: 'udp'; readonly at: UdpSocket; readonly from: Address; readonly bytes: Uint8Array };

export class Stage implements AsyncDisposable {
  readonly job: Job;
  readonly spec: ProgramSpec;
  readonly recorder = new Recorder();
  readonly programs = new Map<string, RunningProgram>();
  /** What each program has written. */
  readonly outputs = new Map<string, OutputMeter>();
  readonly peers = new Map<string, Peer>();
  readonly opened: (TcpListener | UdpSocket)[] = [];
  readonly strangers = new Map<string, UdpSocket>();
  readonly arrivals: Arrival[] = [];
  /** Names of programs that are stopped by the grader. */
  readonly frozen = new Set<string>();
  /** Where the program was seen to have a port open, in the portable way: none of those it may be expected on. */
  unexpectedPlaces: readonly Address[] = [];
  /** How often that was asked. */
  looksElsewhere = 0;
  /** Ports on which somebody else answered before the program was started. */
  readonly foreignPorts = new Set<number>();
  /** The port the program is told to use in this check. */
  port: number | undefined;
  /** As whom the grader speaks TLS on the connections it accepts. */
  tlsRole: TlsRole | undefined;
  /** Also those that were started again: what they left behind is ended with the rest. */
  readonly #everyProgram: RunningProgram[] = [];
  readonly #keepsTimeWait: boolean;
  #certificateFiles: Promise<CertificateFiles> | undefined;
  #ownFolder: OwnFolder | undefined;
  #room: SandboxRoom | undefined;
  readonly #tinyBuffers: TinyBuffers | undefined;
  #ended = false;

  constructor(job: Job) {
    this.job = job;
    this.spec = programOf(job.exercise, job.check);
    if (job.check.buffers === 'tiny' && job.conditions.privateNetwork) this.#tinyBuffers = TinyBuffers.set();
    this.#keepsTimeWait = job.conditions.privateNetwork && job.check.steps.some((step) => step.do === 'stop');
    if (this.#keepsTimeWait) allowTimeWait(true);
  }

  get ledger(): Recorder['ledger'] {
    return this.recorder.ledger;
  }

  /** Where the grader itself listens and binds. */
  get host(): string {
    return this.job.check.host ?? (this.job.conditions.privateNetwork ? '0.0.0.0' : '127.0.0.1');
  }

  get hasTinyBuffers(): boolean {
    return this.#tinyBuffers !== undefined;
  }

  /** Opens a socket of the grader's, with the smallest buffer to receive in where the check asks for tiny ones. */
  openSocket<Result>(open: () => Promise<Result>): Promise<Result> {
    return this.#tinyBuffers === undefined ? open() : this.#tinyBuffers.forGrader(open);
  }

  /**
   * Whichever end closes first keeps its port in TIME_WAIT, as on every machine: in a network of our own only in checks
   * that start a program again, which are about just that.
   */
  get endsLinger(): boolean {
    return !this.job.conditions.privateNetwork || this.#keepsTimeWait;
  }

  /** Starts a program under a name. Throws when the check has been ended: nobody would end the program any more. */
  startProgram(name: string, start: () => RunningProgram): RunningProgram {
    if (this.#ended) throw new Error('The check was ended before its last step');
    const program = start();
    this.programs.set(name, program);
    this.#everyProgram.push(program);
    return program;
  }

  /** The folder the programs run in where the exercise says that they have one; made when it is first needed. */
  ownFolder(): OwnFolder {
    if (this.#ended) throw new Error('The check was ended before its last step');
    if (this.#ownFolder !== undefined) return this.#ownFolder;
    this.#ownFolder = new OwnFolder(this.room()?.spare ?? this.job.actor.prepared.workFolder);
    this.recorder.record({ kind: 'folder-made', outside: this.#ownFolder.outside });
    return this.#ownFolder;
  }

  /** Where programs are sandboxed: the copies they work on; made when they are first needed. */
  room(): SandboxRoom | undefined {
    const { conditions, actor } = this.job;
    if (this.#ended) throw new Error('The check was ended before its last step');
    if (this.#room !== undefined || conditions.sandbox === undefined) return this.#room;
    const { carried } = actor.prepared;
    if (carried === undefined) throw new Error('The program was not prepared for a sandbox');
    this.#room = new SandboxRoom(conditions.sandbox, carried);
    return this.#room;
  }

  /** What a sandboxed program sees beside those copies: its own folder, and the files it is told of. */
  confinement(files: readonly string[]): Pick<Launch, 'confined'> {
    const room = this.room();
    if (room === undefined) return {};
    const own = this.#ownFolder === undefined ? [] : [this.#ownFolder.outside];
    const shown = [
      ...own.map((path) => ({ from: path, to: path, writable: true })),
      ...files.map((path) => ({ from: path, to: path, writable: false })),
    ];
    return { confined: { room, shown } };
  }

  /** What programs are told of certificates; written when it is first needed. */
  certificateFiles(): Promise<CertificateFiles> {
    if (this.#ended) throw new Error('The check was ended before its last step');
    this.#certificateFiles ??= certificates().then((all) => CertificateFiles.write(all));
    return this.#certificateFiles;
  }

  program(name: string): RunningProgram {
    return found(this.programs, name, 'program');
  }

  peer(name: string): Peer {
    return found(this.peers, name, 'peer');
  }

  tcp(name: string): TcpPeer {
    const peer = this.peer(name);
    if (peer.transport !== 'tcp') throw new Error(`Peer ${name} is not a TCP peer`);
    return peer.tcp;
  }

  /** Started programs whose end is not known yet. */
  running(): RunningProgram[] {
    return [...this.programs.values()].filter((program) => !program.finished && program.pid !== undefined);
  }

  tcpPeers(): TcpPeer[] {
    return [...this.peers.values()].flatMap((peer) => (peer.transport === 'tcp' ? [peer.tcp] : []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    // The last is done first, and each is done whatever becomes of those before.
    await using left = new AsyncDisposableStack();
    // Its own folder stands in the room.
    left.defer(() => (this.#room ?? this.#ownFolder)?.[Symbol.dispose]());
    left.defer(async () => (await this.#certificateFiles)?.[Symbol.asyncDispose]());
    left.defer(() => this.#tinyBuffers?.[Symbol.dispose]());
    left.defer(() => {
      if (this.#keepsTimeWait) allowTimeWait(false);
    });
    left.defer(() => disposeAll([...this.opened, ...this.strangers.values()]));
    left.defer(() => disposeAll(this.#everyProgram));
    for (const peer of this.tcpPeers()) peer[Symbol.dispose]();
    for (const arrival of this.arrivals) if (arrival.transport === 'tcp') arrival.socket.resetAndDestroy();
  }
}

/** All at once; rejects, if one does, when the others have come to an end. */
async function disposeAll(resources: readonly AsyncDisposable[]): Promise<void> {
  const ends = resources.map((resource) => resource[Symbol.asyncDispose]());
  await Promise.allSettled(ends);
  await Promise.all(ends);
}

function found<Value>(map: ReadonlyMap<string, Value>, name: string, what: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error(`No ${what} called ${name}`);
  return value;
}
