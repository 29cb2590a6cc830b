/**
 * Whether a step has what it waits for. The running scenario asks after every new fact whether to go on waiting; the
 * judge asks again when it replays the facts, so a saved timeline always leads to the same verdict.
 */
import { assertNever } from '../model/assert-never.ts';
import type { GaveUp } from '../model/observation.ts';
import type { ProgramSpec } from '../spec/exercise.ts';
import { payloadBytes } from '../spec/payload-bytes.ts';
import type { Step, StepOf } from '../spec/step.ts';
import { waitsForNothing } from './doing-steps.ts';
import { available, hasNoMore, settleExpect, untakenDatagram } from './expected.ts';
import { settleExit } from './exit.ts';
import { settleFile, settleNoFile } from './files.ts';
import type { Ledger, PeerLedger, ProgramLedger } from './ledger.ts';
import { settleOutput } from './shown.ts';
import { hasSent, settleTls } from './tls.ts';

/** `open` means: more facts could still decide it. With `gaveUp` given it is never open. */
export type Settled = 'open' | 'met' | 'broken';

/** A wait that ends without what it waited for is harmless in these steps: what follows shows what came of it. */
const harmlessWhenGivenUp = new Set<Step['do']>(['send', 'echo', 'expectNothingMore', 'expectNever', 'expectRunning']);

/** Where a step stands after the facts of the ledger; `gaveUp` when its wait has ended without what it waited for. */
export function settle(step: Step, ledger: Ledger, spec: ProgramSpec, gaveUp?: GaveUp): Settled {
  const settled = settleByFacts(step, ledger, spec);
  if (settled !== 'open' || gaveUp === undefined) return settled;
  return harmlessWhenGivenUp.has(step.do) ? 'met' : 'broken';
}

function settleByFacts(step: Step, ledger: Ledger, spec: ProgramSpec): Settled {
  if (waitsForNothing(step)) return 'met';
  switch (step.do) {
    case 'start':
      return settleStart(step, ledger, spec);
    case 'connect':
      return settleConnect(step, ledger);
    case 'accept':
      return metWhen(ledger.inStep('accepted') !== undefined);
    case 'expect':
      return settleExpect(step, ledger, spec);
    case 'drop':
      return metWhen(untakenDatagram(ledger.peer(step.peer)) !== undefined);
    case 'expectNothingMore':
      return settleNothingMore(ledger.peer(step.peer), spec);
    case 'expectNever':
      return settleNever(step, ledger);
    case 'expectClose':
      return settleClose(step, ledger.peer(step.peer));
    case 'expectOutput':
      return settleOutput(step, ledger);
    case 'expectExit':
      if (step.contact === 'none' && ledger.inStep('contacted') !== undefined) return 'broken';
      return settleExit(step, ledger.program(step.program));
    case 'converse':
      return settleConverse(step, ledger);
    case 'expectRunning':
      return ledger.program(step.program).exited === undefined ? 'open' : 'broken';
    case 'expectRest':
      return settleRest(step, ledger);
    case 'expectConnections':
      return settleConnections(step, ledger);
    case 'expectNoZombies':
      return metWhen(ledger.inStep('children-unreaped')?.children === 0);
    case 'expectFile':
      return settleFile(step, ledger);
    case 'expectNoFile':
      return settleNoFile(ledger);
    case 'echo':
      return metWhen(ledger.peer(step.peer).closed !== undefined);
    case 'stop':
      return metWhen(ledger.program(step.program).exited !== undefined);
    case 'listen':
      return metWhen(ledger.inStep('grader-listening') !== undefined);
    default:
      return assertNever(step);
  }
}

function metWhen(met: boolean): Settled {
  return met ? 'met' : 'open';
}

function settleStart(step: StepOf<'start'>, ledger: Ledger, spec: ProgramSpec): Settled {
  const program = ledger.program(step.program);
  if (program.notStarted !== undefined) return 'broken';
  if (spec.role === 'client' || !step.ready) return metWhen(ledger.inStep('program-started') !== undefined);
  if (program.exited !== undefined) return 'broken';
  const reachable = program.listening.some(({ transport }) => transport === spec.transport);
  return metWhen(reachable || ledger.inStep('readiness-unknown') !== undefined);
}

function settleConnect({ peer, tls }: StepOf<'connect'>, ledger: Ledger): Settled {
  if (ledger.inStep('connect-failed') !== undefined) return 'broken';
  return tls === undefined ? metWhen(ledger.inStep('connected') !== undefined) : settleTls(tls, ledger.peer(peer).tls);
}

/** What was typed in vain is harmless: what follows shows what came of it. */
function settleConverse({ on }: StepOf<'converse'>, ledger: Ledger): Settled {
  const conversed = ledger.inStep('conversed');
  if (conversed === undefined) return 'open';
  return on === undefined || (conversed.by === 'line' && conversed.line === on) ? 'met' : 'broken';
}

function settleNothingMore(peer: PeerLedger, spec: ProgramSpec): Settled {
  return available(peer, spec) === undefined ? metWhen(peer.closed !== undefined) : 'broken';
}

function settleNever({ peer: name, payload }: StepOf<'expectNever'>, ledger: Ledger): Settled {
  const peer = ledger.peer(name);
  if (hasSent(peer, payloadBytes(payload, ledger.lookUp(name)))) return 'broken';
  return metWhen(hasNoMore(peer));
}

function settleClose(step: StepOf<'expectClose'>, { closed, tls }: PeerLedger): Settled {
  if (step.how === 'close-notify' && tls?.notified === true) return 'met';
  if (step.how === 'close-notify' && closed !== undefined) return 'broken';
  if (closed === undefined) return 'open';
  if (closed.byForce) return 'broken';
  return step.how === 'any' || closed.how === 'fin' ? 'met' : 'broken';
}

function settleRest(step: StepOf<'expectRest'>, ledger: Ledger): Settled {
  const used = ledger.inStep('cpu-used');
  if (used === undefined) return 'open';
  if (hasFailed(ledger.program(step.program))) return 'broken';
  return used.cpuMs <= used.wallMs * step.atMostCpu ? 'met' : 'broken';
}

/** Resting is nothing a dead program can do; one that has ended well had nothing left to do. */
export function hasFailed({ exited }: ProgramLedger): boolean {
  return exited !== undefined && exited.code !== 0;
}

function settleConnections(step: StepOf<'expectConnections'>, ledger: Ledger): Settled {
  const held = ledger.inStep('sockets-held');
  return metWhen(held !== undefined && held.connections <= step.atMost);
}
