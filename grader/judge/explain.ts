/**
 * Why a step was not met, as findings: the symptom on the wire first, then what the program itself says of its end.
 * Only facts are used; nothing is guessed from how a program words its output.
 */
import { assertNever } from '../model/assert-never.ts';
import type { Finding } from '../model/finding.ts';
import type { Address, Timeline } from '../model/observation.ts';
import { payloadBytes } from '../spec/payload-bytes.ts';
import type { Step, StepOf } from '../spec/step.ts';
import { waitsForNothing } from './doing-steps.ts';
import { available } from './expected.ts';
import { explainExpect, replyMissing } from './explain-reply.ts';
import {
  causesOf,
  exitedEarly,
  explainConverse,
  explainExit,
  explainOutput,
  explainStart,
  stillRunning,
} from './explain-program.ts';
import type { Failure } from './failure.ts';
import { explainFile, explainNoFile } from './files.ts';
import { hasFailed } from './settle.ts';
import { explainHandshake, explainTls } from './tls.ts';

/**
 * `aftermath` is what happened after the step. A wait in vain is told as it stood when it ended, for what comes too late
 * has not come; wrong bytes are told together with those that followed them.
 */
export function explain(failure: Failure, aftermath: Timeline): [Finding, ...Finding[]] {
  const { step, ledger, gaveUp } = failure;
  const inVain = gaveUp === undefined ? undefined : symptomOf(step, failure);
  for (const fact of aftermath) ledger.observe(fact);
  const symptom = inVain ?? symptomOf(step, failure);
  const causes = causesOf(failure).filter((cause) => cause.code !== symptom.code);
  return [symptom, ...causes];
}

function symptomOf(step: Step, failure: Failure): Finding {
  if (waitsForNothing(step)) return stillRunning(failure);
  switch (step.do) {
    case 'start':
      return explainStart(failure);
    case 'connect':
      return explainHandshake(step, failure) ?? explainConnect(step, failure);
    case 'accept':
      return explainAccept(failure);
    case 'expect':
      return explainTls(step.peer, failure) ?? explainExpect(step, failure);
    case 'drop':
      return replyMissing(step.peer, new Uint8Array(), failure);
    case 'expectNothingMore':
      return explainNothingMore(step, failure);
    case 'expectNever':
      return explainNever(step, failure);
    case 'expectClose':
      return explainClose(step, failure);
    case 'expectOutput':
      return explainOutput(step, failure);
    case 'expectExit':
      return explainExit(step, failure);
    case 'converse':
      return explainConverse(step, failure);
    case 'expectRunning':
      return exitedEarly(failure);
    case 'expectRest':
      return explainRest(failure);
    case 'expectConnections':
      return explainConnections(step, failure);
    case 'expectNoZombies':
      return explainZombies(failure);
    case 'expectFile':
      return explainFile(step, failure);
    case 'expectNoFile':
      return explainNoFile(step, failure);
    case 'stop':
    case 'listen':
    case 'echo':
      return stillRunning(failure);
    default:
      return assertNever(step);
  }
}

function explainConnect({ peer }: StepOf<'connect'>, { ledger, spec, program, evidence }: Failure): Finding {
  const failed = ledger.inStep('connect-failed');
  const to = failed?.to ?? { host: spec.host, port: spec.port };
  const args = { peer, to, error: failed?.error ?? '' };
  const [listening, another] = ledger.program(program).listening;
  if (listening === undefined || another !== undefined || !isElsewhere(listening.address, to)) {
    return { code: 'CONNECTION_FAILED', args, evidence };
  }
  return { code: 'CONNECTION_FAILED', args: { ...args, only: listening.address }, evidence };
}

/** At one address of the computer, and not at the one that was called. */
function isElsewhere({ host }: Address, to: Address): boolean {
  return host !== to.host && host !== '0.0.0.0' && host !== '::';
}

function explainAccept({ ledger, program, spec, gaveUp, waits, evidence }: Failure): Finding {
  const addresses = ledger.facts.flatMap((fact) => (fact.kind === 'grader-listening' ? fact.addresses : []));
  const ports = [...new Set(addresses.map(({ port }) => port))];
  const args = { program, transport: spec.transport, ports, ending: gaveUp ?? 'exited', waits };
  return { code: 'NEVER_CONNECTED', args, evidence };
}

function explainNothingMore({ peer }: StepOf<'expectNothingMore'>, { ledger, spec, evidence }: Failure): Finding {
  const bytes = available(ledger.peer(peer), spec) ?? new Uint8Array();
  return { code: 'UNEXPECTED_BYTES', args: { peer, bytes }, evidence };
}

function explainNever({ peer, payload }: StepOf<'expectNever'>, { ledger, evidence }: Failure): Finding {
  return { code: 'BYTES_FORBIDDEN', args: { peer, bytes: payloadBytes(payload, ledger.lookUp(peer)) }, evidence };
}

function explainClose(
  { peer, how }: StepOf<'expectClose'>,
  { ledger, gaveUp, waits, ownTimeMs, evidence }: Failure,
): Finding {
  const { closed } = ledger.peer(peer);
  const own = closed?.byForce === true ? undefined : closed?.how;
  if (how === 'close-notify' && own === 'fin') return { code: 'CLOSE_NOTIFY_MISSING', args: { peer }, evidence };
  if (own === 'reset') return { code: 'CLOSED_BY_RESET', args: { peer }, evidence };
  return { code: 'NOT_CLOSED', args: { peer, ending: gaveUp ?? 'exited', waits, ownTimeMs }, evidence };
}

function explainRest(failure: Failure): Finding {
  const { ledger, program, evidence } = failure;
  if (hasFailed(ledger.program(program))) return exitedEarly(failure);
  const { cpuMs, wallMs } = ledger.inStep('cpu-used') ?? { cpuMs: 0, wallMs: 0 };
  return { code: 'SPINNING', args: { program, cpuMs, wallMs }, evidence };
}

function explainConnections({ atMost }: StepOf<'expectConnections'>, { ledger, program, evidence }: Failure): Finding {
  const kept = ledger.inStep('sockets-held')?.connections ?? 0;
  return { code: 'CONNECTIONS_KEPT', args: { program, kept, allowed: atMost }, evidence };
}

function explainZombies({ ledger, program, evidence }: Failure): Finding {
  const children = ledger.inStep('children-unreaped')?.children ?? 0;
  return { code: 'CHILDREN_UNREAPED', args: { program, children }, evidence };
}
