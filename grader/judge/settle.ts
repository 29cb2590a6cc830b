/**
 * Whether a step has what it waits for. The running scenario asks after every new fact whether to go on waiting; the
 * judge asks again when it replays the facts, so a saved timeline always leads to the same verdict.
 */
import { assertNever } from '../model/assert-never.ts';
import { concat, equal, fromText, indexOf, startsWith, toBinaryString } from '../model/bytes.ts';
import type { GaveUp } from '../model/observation.ts';
import type { ProgramSpec } from '../spec/exercise.ts';
import { payloadBytes, type Payload } from '../spec/payload.ts';
import type { Expected, Shown, Step, StepOf } from '../spec/step.ts';
import { findRuntimeError } from './runtime-error.ts';
import type { Ledger, PeerLedger, ProgramLedger } from './ledger.ts';

/** `open` means: more facts could still decide it. With `gaveUp` given it is never open. */
export type Settled = 'open' | 'met' | 'broken';

/** A wait that ends without what it waited for is harmless in these steps: what follows shows what came of it. */
const harmlessWhenGivenUp = new Set<Step['do']>(['send', 'echo', 'expectNothingMore', 'expectRunning', 'pause', 'resume']);

export function settle(step: Step, ledger: Ledger, spec: ProgramSpec, gaveUp?: GaveUp): Settled {
  const settled = settleByFacts(step, ledger, spec);
  if (settled !== 'open' || gaveUp === undefined) return settled;
  return harmlessWhenGivenUp.has(step.do) ? 'met' : 'broken';
}

function settleByFacts(step: Step, ledger: Ledger, spec: ProgramSpec): Settled {
  switch (step.do) {
    case 'start':
      return settleStart(step, ledger, spec);
    case 'connect':
      if (ledger.inStep('connect-failed') !== undefined) return 'broken';
      return ledger.inStep('connected') === undefined ? 'open' : 'met';
    case 'accept':
      return ledger.inStep('accepted') === undefined ? 'open' : 'met';
    case 'expect':
      return settleExpect(step, ledger, spec);
    case 'drop':
      return untaken(ledger.peer(step.peer), spec) === undefined ? 'open' : 'met';
    case 'expectNothingMore':
      return settleNothingMore(ledger.peer(step.peer), spec);
    case 'expectClose':
      return settleClose(step, ledger.peer(step.peer));
    case 'expectOutput':
      return settleOutput(step, ledger);
    case 'expectExit':
      return settleExit(step, ledger.program(step.program));
    case 'expectRunning':
      return ledger.program(step.program).exited === undefined ? 'met' : 'broken';
    case 'expectRest': {
      const used = ledger.inStep('cpu-used');
      if (used === undefined) return 'open';
      return used.cpuMs <= used.wallMs * step.atMostCpu ? 'met' : 'broken';
    }
    case 'expectConnections': {
      const held = ledger.inStep('sockets-held');
      return held !== undefined && held.connections <= step.atMost ? 'met' : 'open';
    }
    case 'echo':
      return ledger.peer(step.peer).closed === undefined ? 'open' : 'met';
    case 'stop':
      return ledger.program(step.program).exited === undefined ? 'open' : 'met';
    case 'listen':
      return ledger.inStep('grader-listening') === undefined ? 'open' : 'met';
    case 'send':
    case 'signal':
    case 'freeze':
    case 'thaw':
    case 'type':
    case 'endInput':
    case 'halfClose':
    case 'close':
    case 'reset':
    case 'pause':
    case 'resume':
      return 'met';
    default:
      return assertNever(step);
  }
}

function settleStart(step: StepOf<'start'>, ledger: Ledger, spec: ProgramSpec): Settled {
  const program = ledger.program(step.program);
  if (program.notStarted !== undefined) return 'broken';
  if (spec.role === 'client' || !step.ready) return ledger.inStep('program-started') === undefined ? 'open' : 'met';
  if (program.exited !== undefined) return 'broken';
  if (ledger.inStep('readiness-unknown') !== undefined) return 'met';
  return program.listening.some(({ transport }) => transport === spec.transport) ? 'met' : 'open';
}

/** The next datagram no step has taken yet. */
function untaken(peer: PeerLedger, spec: ProgramSpec): Uint8Array | undefined {
  return spec.transport === 'udp' ? peer.received[peer.taken]?.bytes : undefined;
}

/** Bytes a step may take now: the rest of the stream (TCP), or the next datagram (UDP); undefined when none came. */
export function available(peer: PeerLedger, spec: ProgramSpec): Uint8Array | undefined {
  if (spec.transport === 'udp') return untaken(peer, spec);
  const rest = peer.stream.bytes.subarray(peer.taken);
  return rest.length === 0 ? undefined : rest;
}

function settleExpect(step: StepOf<'expect'>, ledger: Ledger, spec: ProgramSpec): Settled {
  const peer = ledger.peer(step.peer);
  const bytes = available(peer, spec);
  const match = bytes === undefined ? nothingYet(step.expected) : matchExpected(step, bytes, ledger, spec);
  if (match === 'met' && !fromRightPort(step, peer, spec)) return 'broken';
  return match === 'open' && peer.closed !== undefined ? 'broken' : match;
}

/** Only a stream can have "no bytes" that are exactly what was expected. */
function nothingYet(expected: Expected): Settled {
  return expected.kind === 'length' && expected.length === 0 ? 'met' : 'open';
}

/** Beyond this length a stream is compared once it is complete, not with every arrival. */
const comparedEarlyBytes = 64 * 1024;

function matchExpected(step: StepOf<'expect'>, bytes: Uint8Array, ledger: Ledger, spec: ProgramSpec): Settled {
  const { expected } = step;
  const whole = spec.transport === 'udp';
  switch (expected.kind) {
    case 'any':
      return 'met';
    case 'exactly': {
      const wanted = payloadBytes(expected.payload, ledger.lookUp(step.peer));
      if (whole) return equal(bytes, wanted) ? 'met' : 'broken';
      if (bytes.length >= wanted.length) return startsWith(bytes, wanted) ? 'met' : 'broken';
      return wanted.length > comparedEarlyBytes || startsWith(wanted, bytes) ? 'open' : 'broken';
    }
    case 'prefix': {
      const wanted = fromText(expected.prefix);
      if (bytes.length >= wanted.length) return startsWith(bytes, wanted) ? 'met' : 'broken';
      return startsWith(wanted, bytes) && !whole ? 'open' : 'broken';
    }
    case 'pattern':
      if (new RegExp(expected.pattern, 's').test(toBinaryString(bytes))) return 'met';
      return whole ? 'broken' : 'open';
    case 'length': {
      if (whole ? bytes.length !== expected.length : bytes.length < expected.length) return whole ? 'broken' : 'open';
      return expected.sha256 === undefined ? 'met' : settleDigest(expected.sha256, ledger);
    }
    default:
      return assertNever(expected);
  }
}

function settleDigest(sha256: string, ledger: Ledger): Settled {
  const digest = ledger.inStep('digest');
  if (digest === undefined) return 'open';
  return digest.sha256 === sha256 ? 'met' : 'broken';
}

function fromRightPort(step: StepOf<'expect'>, peer: PeerLedger, spec: ProgramSpec): boolean {
  if (step.fromPort === undefined || spec.transport !== 'udp') return true;
  return peer.received[peer.taken]?.from?.port === peer.to?.port;
}

/** How much an `expect` that was met takes from the peer: bytes of the stream, or one datagram. */
export function takenBy(step: StepOf<'expect'>, ledger: Ledger, spec: ProgramSpec): { units: number; bytes: Uint8Array } {
  const bytes = available(ledger.peer(step.peer), spec) ?? new Uint8Array();
  if (spec.transport === 'udp') return { units: 1, bytes };
  const length = takenLength(step, bytes, ledger);
  return { units: length, bytes: bytes.slice(0, length) };
}

function takenLength({ expected, peer }: StepOf<'expect'>, bytes: Uint8Array, ledger: Ledger): number {
  switch (expected.kind) {
    case 'any':
      return bytes.length;
    case 'exactly':
      return payloadBytes(expected.payload, ledger.lookUp(peer)).length;
    case 'prefix':
      return fromText(expected.prefix).length;
    case 'pattern': {
      const match = new RegExp(expected.pattern, 's').exec(toBinaryString(bytes));
      return match === null ? 0 : match.index + match[0].length;
    }
    case 'length':
      return expected.length;
    default:
      return assertNever(expected);
  }
}

function settleNothingMore(peer: PeerLedger, spec: ProgramSpec): Settled {
  if (available(peer, spec) !== undefined) return 'broken';
  return peer.closed === undefined ? 'open' : 'met';
}

function settleClose(step: StepOf<'expectClose'>, peer: PeerLedger): Settled {
  if (peer.closed === undefined) return 'open';
  return step.how === 'any' || peer.closed.how === 'fin' ? 'met' : 'broken';
}

function settleOutput(step: StepOf<'expectOutput'>, ledger: Ledger): Settled {
  const program = ledger.program(step.program);
  if ([program.stdout, program.stderr].some((stream) => shows(step.shown, stream.bytes, ledger))) return 'met';
  return program.exited === undefined ? 'open' : 'broken';
}

function shows(shown: Shown, output: Uint8Array, ledger: Ledger): boolean {
  switch (shown.kind) {
    case 'contains':
      return indexOf(output, shownBytes(shown.payload, ledger)) !== -1;
    case 'pattern':
      return new RegExp(shown.pattern, 's').test(toBinaryString(output));
    case 'fragments':
      return showsApart(output, fragmentsOf(shownBytes(shown.payload, ledger), shown.fragmentBytes));
    default:
      return assertNever(shown);
  }
}

export function shownBytes(payload: Payload, ledger: Ledger): Uint8Array {
  return payloadBytes(payload, ledger.lookUp(undefined));
}

export function fragmentsOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

/** Whether the fragments stand in the output one after the other, with something between each and the next. */
function showsApart(output: Uint8Array, fragments: readonly Uint8Array[]): boolean {
  const joined = concat(fragments);
  let from = 0;
  for (const fragment of fragments) {
    const at = nextApart(output, fragment, joined, from);
    if (at === -1) return false;
    from = at + fragment.length + 1;
  }
  return true;
}

/** The next place of the fragment that is not inside a place where all fragments stand joined. */
function nextApart(output: Uint8Array, fragment: Uint8Array, joined: Uint8Array, from: number): number {
  let start = from;
  for (;;) {
    const at = indexOf(output, fragment, start);
    const whole = indexOf(output, joined, start);
    if (at === -1 || joined.length === fragment.length || whole === -1 || at < whole) return at;
    start = whole + joined.length;
  }
}

function settleExit(step: StepOf<'expectExit'>, program: ProgramLedger): Settled {
  const { exited } = program;
  if (exited === undefined) return 'open';
  return exitCodeFits(step, exited) && messageFits(step, program) ? 'met' : 'broken';
}

export function exitCodeFits(step: StepOf<'expectExit'>, exited: { code: number | null; signal: string | null }): boolean {
  if (exited.signal !== null) return step.signal === 'allowed';
  if (step.code === undefined) return true;
  return step.code === 'non-zero' ? exited.code !== 0 : exited.code === step.code;
}

export function messageFits(step: StepOf<'expectExit'>, program: ProgramLedger): boolean {
  if (step.message === undefined) return true;
  if (program.stdout.bytes.length + program.stderr.bytes.length === 0) return false;
  return step.message === 'any' || findRuntimeError(program.stderr.bytes) === undefined;
}
