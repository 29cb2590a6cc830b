/**
 * The state of a conversation that follows from its facts so far: who sent and received which bytes, which programs run.
 * The running scenario and the judge build it from the same observations, so both mean the same by "received".
 */
import { ByteLog, concat, fromText } from '../model/bytes.ts';
import type { Address, Observation, Transport } from '../model/observation.ts';

export type Datagram = { readonly bytes: Uint8Array; readonly from: Address | undefined; readonly index: number };

export type PeerLedger = {
  readonly received: Datagram[];
  /** Everything received, joined; for TCP what arrived in how many pieces means nothing. */
  readonly stream: ByteLog;
  /** How much of the stream (TCP) or how many datagrams (UDP) earlier steps have taken. */
  taken: number;
  readonly sent: ByteLog;
  /** Bytes of the latest `send` step, also those it could not send because the program stopped reading. */
  lastSent: Uint8Array;
  /** Bytes that the latest step which expected some has taken. */
  lastTaken: Uint8Array;
  /** `byForce`: the grader had ended a program before, because it took too much. */
  closed: { readonly how: 'fin' | 'reset'; readonly byForce: boolean; readonly index: number } | undefined;
  /** What has become of TLS, where the conversation is held inside it. */
  tls: TlsLedger | undefined;
  /** Where the grader's datagrams go, and where its connection leads. */
  to: Address | undefined;
  /** The grader's end, as the program sees it. */
  address: Address | undefined;
};

export type TlsLedger = {
  established: { readonly version: string; readonly distrust: string | null } | undefined;
  failed: { readonly reason: string; readonly raw: Uint8Array } | undefined;
  /** The program has said inside TLS that it will send no more. */
  notified: boolean;
};

export type ProgramLedger = {
  readonly listening: { readonly transport: Transport; readonly address: Address; readonly index: number }[];
  /** What is kept of its output without a gap, up to the last of it. */
  stdout: ByteLog;
  stderr: ByteLog;
  exited: { readonly code: number | null; readonly signal: string | null; readonly index: number } | undefined;
  notStarted: string | undefined;
  flooded: number | undefined;
  /** How much memory it may take, when it took more. */
  memoryExceeded: number | undefined;
};

export class Ledger {
  readonly peers = new Map<string, PeerLedger>();
  readonly programs = new Map<string, ProgramLedger>();
  readonly captures = new Map<string, Uint8Array>();
  readonly facts: Observation[] = [];
  /** Path of the folder around the one the programs run in. */
  outside: string | undefined;
  /** Index of the fact that began the current step. */
  stepBegan = 0;
  #lastSender: PeerLedger | undefined;
  #lastTaker: PeerLedger | undefined;

  peer(name: string): PeerLedger {
    return entry(this.peers, name, newPeer);
  }

  program(name: string): ProgramLedger {
    return entry(this.programs, name, newProgram);
  }

  observe(fact: Observation): void {
    const index = this.facts.push(fact) - 1;
    switch (fact.kind) {
      case 'step-began':
        this.stepBegan = index;
        return;
      case 'connected':
        this.peer(fact.peer).to = fact.to;
        this.peer(fact.peer).address = fact.local;
        return;
      case 'accepted':
        this.peer(fact.peer).address = fact.at;
        return;
      case 'sent':
        this.#sent(this.peer(fact.peer), fact.bytes);
        return;
      case 'piece-left-unread': {
        const peer = this.peer(fact.peer);
        peer.lastSent = concat([peer.lastSent, fact.unsent]);
        return;
      }
      case 'received': {
        const peer = this.peer(fact.peer);
        peer.received.push({ bytes: fact.bytes, from: fact.from, index });
        peer.stream.append(fact.bytes);
        return;
      }
      case 'tls-began':
        this.peer(fact.peer).tls = newTls();
        return;
      case 'tls-established':
        (this.peer(fact.peer).tls ??= newTls()).established = fact;
        return;
      case 'tls-failed':
        (this.peer(fact.peer).tls ??= newTls()).failed = fact;
        return;
      case 'tls-notified':
        (this.peer(fact.peer).tls ??= newTls()).notified = true;
        return;
      case 'peer-closed':
        this.peer(fact.peer).closed ??= { how: fact.how, byForce: this.#endedByForce(), index };
        return;
      default:
        this.#observeProgram(fact, index);
    }
  }

  #endedByForce(): boolean {
    return [...this.programs.values()].some(tookTooMuch);
  }

  /** A datagram that came later than others takes its turn before them. */
  bringForward(peerName: string, place: number): void {
    const { received, taken } = this.peer(peerName);
    received.splice(taken, 0, ...received.splice(place, 1));
  }

  /** Takes for good what a step that waited for bytes has been given. */
  take(peerName: string, units: number, bytes: Uint8Array, as: string | undefined): void {
    const peer = this.peer(peerName);
    peer.taken += units;
    peer.lastTaken = bytes;
    this.#lastTaker = peer;
    if (as !== undefined) this.captures.set(as, bytes);
  }

  /** The bytes behind a template's name, seen from one peer; where none is named, from the one that was last to do so. */
  lookUp(peerName: string | undefined): (name: string) => Uint8Array | undefined {
    const peer = peerName === undefined ? undefined : this.peer(peerName);
    const [first] = this.peers.values();
    return (name) => {
      if (name === 'sent') return (peer ?? this.#lastSender ?? first)?.lastSent;
      if (name === 'outside') return this.outside === undefined ? undefined : fromText(this.outside);
      if (name === 'received') return (peer ?? this.#lastTaker ?? first)?.lastTaken;
      return this.captures.get(name);
    };
  }

  /** The latest fact of its kind in the current step. */
  inStep<Kind extends Observation['kind']>(
    kind: Kind,
  ): (Extract<Observation, { kind: Kind }> & { index: number }) | undefined {
    for (let index = this.facts.length - 1; index >= this.stepBegan; index -= 1) {
      const fact = this.facts[index];
      if (fact !== undefined && isKind(fact, kind)) return { ...fact, index };
    }
    return undefined;
  }

  #observeProgram(fact: Observation, index: number): void {
    switch (fact.kind) {
      case 'program-started':
        this.programs.set(fact.program, newProgram());
        return;
      case 'program-not-started':
        this.program(fact.program).notStarted = fact.reason;
        return;
      case 'program-listening':
        this.program(fact.program).listening.push({ transport: fact.transport, address: fact.address, index });
        return;
      case 'program-output':
        this.#output(this.program(fact.program), fact);
        return;
      case 'output-flood':
        this.program(fact.program).flooded = fact.limitBytes;
        return;
      case 'memory-exceeded':
        this.program(fact.program).memoryExceeded = fact.limitBytes;
        return;
      case 'program-exited':
        this.program(fact.program).exited = { code: fact.code, signal: fact.signal, index };
        return;
      case 'folder-made':
        this.outside = fact.outside;
        return;
      default:
        return;
    }
  }

  /** After a gap a stream begins anew: what came before it has nothing to do with what comes after. */
  #output(program: ProgramLedger, { stream, bytes, omittedBytes }: Extract<Observation, { kind: 'program-output' }>) {
    if (omittedBytes > 0) program[stream] = new ByteLog();
    program[stream].append(bytes);
  }

  #sent(peer: PeerLedger, bytes: Uint8Array): void {
    const continues = this.facts.slice(this.stepBegan, -1).some((fact) => fact.kind === 'sent');
    peer.lastSent = continues ? concat([peer.lastSent, bytes]) : bytes;
    peer.sent.append(bytes);
    this.#lastSender = peer;
  }
}

function isKind<Kind extends Observation['kind']>(
  fact: Observation,
  kind: Kind,
): fact is Extract<Observation, { kind: Kind }> {
  return fact.kind === kind;
}

function entry<Value>(map: Map<string, Value>, name: string, create: () => Value): Value {
  const present = map.get(name) ?? create();
  map.set(name, present);
  return present;
}

const none = new Uint8Array();

function newPeer(): PeerLedger {
  return {
    received: [],
    stream: new ByteLog(),
    taken: 0,
    sent: new ByteLog(),
    lastSent: none,
    lastTaken: none,
    closed: undefined,
    tls: undefined,
    to: undefined,
    address: undefined,
  };
}

function newTls(): TlsLedger {
  return { established: undefined, failed: undefined, notified: false };
}

function newProgram(): ProgramLedger {
  return {
    listening: [],
    stdout: new ByteLog(),
    stderr: new ByteLog(),
    exited: undefined,
    notStarted: undefined,
    flooded: undefined,
    memoryExceeded: undefined,
  };
}

/** An end that the grader had to make is none of the program's own. */
export function tookTooMuch({ flooded, memoryExceeded }: ProgramLedger): boolean {
  return flooded !== undefined || memoryExceeded !== undefined;
}
