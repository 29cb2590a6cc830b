/**
 * Why a step was not met, as findings: the symptom on the wire first, then what the program itself says of its end.
 * Only facts up to the end of the timeline are used; nothing is guessed from how a program words its output.
 */
import { assertNever } from '../model/assert-never.ts';
import { firstDifference, fromText } from '../model/bytes.ts';
import type { Ending, Finding } from '../model/finding.ts';
import type { GaveUp, Wait } from '../model/observation.ts';
import type { ProgramSpec } from '../spec/exercise.ts';
import { payloadBytes } from '../spec/payload.ts';
import type { Step, StepOf } from '../spec/step.ts';
import { differenceOf } from './difference.ts';
import type { Ledger } from './ledger.ts';
import { findRuntimeError } from './runtime-error.ts';
import { available, exitCodeFits, fragmentsOf, messageFits, shownBytes } from './settle.ts';

/** What is known of a step that was not met. */
export type Failure = {
  readonly step: Step;
  readonly ledger: Ledger;
  /** The program the check is of. */
  readonly program: string;
  readonly spec: ProgramSpec;
  readonly gaveUp: GaveUp | undefined;
  readonly waits: readonly Wait[];
  readonly ownTimeMs: number;
  /** Indexes of the facts of the step itself. */
  readonly evidence: readonly number[];
};

export function explain(failure: Failure): [Finding, ...Finding[]] {
  const symptom = symptomOf(failure);
  const causes = causesOf(failure).filter((cause) => cause.code !== symptom.code);
  return [symptom, ...causes];
}

function symptomOf(failure: Failure): Finding {
  const { step, ledger, evidence, program, spec } = failure;
  const ending = failure.gaveUp ?? 'exited';
  switch (step.do) {
    case 'start':
      return explainStart(failure);
    case 'connect': {
      const failed = ledger.inStep('connect-failed');
      const to = failed?.to ?? { host: spec.host, port: spec.port };
      return { code: 'CONNECTION_FAILED', args: { peer: step.peer, to, error: failed?.error ?? '' }, evidence };
    }
    case 'accept': {
      const ports = ledger.facts.flatMap((fact) => (fact.kind === 'grader-listening' ? fact.addresses : []));
      return {
        code: 'NEVER_CONNECTED',
        args: { program, transport: spec.transport, ports: [...new Set(ports.map(({ port }) => port))], ending, waits: failure.waits },
        evidence,
      };
    }
    case 'expect':
      return explainExpect(step, failure);
    case 'drop':
      return replyMissing(step.peer, new Uint8Array(), failure);
    case 'expectNothingMore': {
      const bytes = available(ledger.peer(step.peer), spec) ?? new Uint8Array();
      return { code: 'UNEXPECTED_BYTES', args: { peer: step.peer, bytes }, evidence };
    }
    case 'expectClose':
      if (ledger.peer(step.peer).closed?.how === 'reset') {
        return { code: 'CLOSED_BY_RESET', args: { peer: step.peer }, evidence };
      }
      return { code: 'NOT_CLOSED', args: { peer: step.peer, ending, waits: failure.waits, ownTimeMs: failure.ownTimeMs }, evidence };
    case 'expectOutput':
      return explainOutput(step, failure);
    case 'expectExit':
      return explainExit(step, failure);
    case 'expectRunning':
      return exitedEarly(failure);
    case 'expectRest': {
      const used = ledger.inStep('cpu-used');
      return { code: 'SPINNING', args: { program, cpuMs: used?.cpuMs ?? 0, wallMs: used?.wallMs ?? 0 }, evidence };
    }
    case 'expectConnections': {
      const kept = ledger.inStep('sockets-held')?.connections ?? 0;
      return { code: 'CONNECTIONS_KEPT', args: { program, kept, allowed: step.atMost }, evidence };
    }
    case 'stop':
    case 'listen':
    case 'send':
    case 'echo':
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
      return stillRunning(failure);
    default:
      return assertNever(step);
  }
}

function stillRunning({ program, gaveUp, waits, ownTimeMs, evidence }: Failure): Finding {
  return { code: 'STILL_RUNNING', args: { program, ending: gaveUp ?? 'deadline', waits, ownTimeMs }, evidence };
}

function exitedEarly({ program, ledger, evidence }: Failure): Finding {
  const exited = ledger.program(program).exited;
  const indexes = exited === undefined ? evidence : [exited.index];
  return { code: 'EXITED_EARLY', args: { program, exitCode: exited?.code ?? null, signal: exited?.signal ?? null }, evidence: indexes };
}

function explainStart(failure: Failure): Finding {
  const { ledger, program, spec, evidence } = failure;
  const { notStarted, exited, listening } = ledger.program(program);
  if (notStarted !== undefined) return { code: 'NOT_STARTED', args: { program, reason: notStarted }, evidence };
  const [other] = listening;
  if (other !== undefined) {
    return {
      code: 'WRONG_TRANSPORT',
      args: { program, wanted: spec.transport, opened: other.transport, port: other.address.port },
      evidence: [other.index],
    };
  }
  if (exited !== undefined) return exitedEarly(failure);
  return {
    code: 'NOT_LISTENING',
    args: { program, transport: spec.transport, port: spec.port, ending: failure.gaveUp ?? 'deadline', waits: failure.waits },
    evidence,
  };
}

function endingOf(peer: string, { ledger, gaveUp }: Failure): Ending {
  return ledger.peer(peer).closed?.how ?? gaveUp ?? 'deadline';
}

function replyMissing(peer: string, expected: Uint8Array, failure: Failure): Finding {
  const { waits, ownTimeMs, evidence } = failure;
  return { code: 'REPLY_MISSING', args: { peer, expected, ending: endingOf(peer, failure), waits, ownTimeMs }, evidence };
}

function explainExpect(step: StepOf<'expect'>, failure: Failure): Finding {
  const { ledger, spec, evidence } = failure;
  const { expected, peer } = step;
  const received = available(ledger.peer(peer), spec);
  const wanted = wantedBytes(step, ledger);
  if (received === undefined) return replyMissing(peer, wanted ?? new Uint8Array(), failure);
  const from = spec.transport === 'udp' ? ledger.peer(peer).received[ledger.peer(peer).taken]?.from : undefined;
  const to = ledger.peer(peer).to;
  if (step.fromPort !== undefined && from !== undefined && to !== undefined && from.port !== to.port) {
    return { code: 'WRONG_SOURCE', args: { peer, expected: to, from }, evidence };
  }
  if (wanted === undefined) {
    const pattern = expected.kind === 'pattern' ? expected.pattern : '';
    return { code: 'REPLY_UNMATCHED', args: { peer, pattern, received, ending: endingOf(peer, failure) }, evidence };
  }
  const differsAt = firstDifference(wanted, received);
  if (spec.transport === 'tcp' && differsAt === received.length) {
    const { waits, ownTimeMs } = failure;
    return {
      code: 'REPLY_TRUNCATED',
      args: { peer, expected: wanted, received, ending: endingOf(peer, failure), waits, ownTimeMs },
      evidence,
    };
  }
  return {
    code: 'REPLY_DIFFERENT',
    args: { peer, expected: wanted, received, differsAt, difference: differenceOf(wanted, received) },
    evidence,
  };
}

/** The bytes an `expect` wants, where it names them. */
function wantedBytes({ expected, peer }: StepOf<'expect'>, ledger: Ledger): Uint8Array | undefined {
  if (expected.kind === 'exactly') return payloadBytes(expected.payload, ledger.lookUp(peer));
  return expected.kind === 'prefix' ? fromText(expected.prefix) : undefined;
}

/** Standard output, or standard error when that is all there is. */
function outputOf({ ledger, program }: Failure): Uint8Array {
  const { stdout, stderr } = ledger.program(program);
  return stdout.bytes.length > 0 ? stdout.bytes : stderr.bytes;
}

function explainOutput({ shown }: StepOf<'expectOutput'>, failure: Failure): Finding {
  const { program, ledger, evidence } = failure;
  const output = outputOf(failure);
  if (shown.kind === 'pattern') return { code: 'OUTPUT_UNMATCHED', args: { program, pattern: shown.pattern, output }, evidence };
  const expected = shownBytes(shown.payload, ledger);
  if (shown.kind === 'contains') return { code: 'OUTPUT_MISSING', args: { program, expected, output }, evidence };
  return { code: 'FRAGMENTS_MISSING', args: { program, fragments: fragmentsOf(expected, shown.fragmentBytes), output }, evidence };
}

function explainExit(step: StepOf<'expectExit'>, failure: Failure): Finding {
  const { program, ledger } = failure;
  const { exited, stderr } = ledger.program(program);
  if (exited === undefined) return stillRunning(failure);
  const evidence = [exited.index];
  const error = findRuntimeError(stderr.bytes);
  if (!exitCodeFits(step, exited)) {
    const expected = step.code ?? 0;
    return { code: 'WRONG_EXIT_CODE', args: { program, expected, exitCode: exited.code, signal: exited.signal }, evidence };
  }
  if (!messageFits(step, ledger.program(program)) && error !== undefined) {
    return { code: 'RAW_ERROR', args: { program, error }, evidence };
  }
  return { code: 'NO_MESSAGE', args: { program }, evidence };
}

/** What the program itself tells of its end: the error its runtime reported, a flood, an end that nobody asked for. */
function causesOf(failure: Failure): Finding[] {
  const { ledger, program, step } = failure;
  const { exited, stderr, flooded } = ledger.program(program);
  const causes: Finding[] = [];
  const error = findRuntimeError(stderr.bytes);
  const told = step.do === 'expectExit' && step.message === 'clean' && exited !== undefined;
  if (error !== undefined && !told && error.type !== 'KeyboardInterrupt') {
    const evidence = ledger.facts.flatMap((fact, index) => (fact.kind === 'program-output' && fact.stream === 'stderr' ? [index] : []));
    causes.push({ code: 'CRASHED', args: { program, error }, evidence });
  }
  if (flooded !== undefined) causes.push({ code: 'OUTPUT_FLOOD', args: { program, limitBytes: flooded }, evidence: [] });
  if (exited !== undefined && step.do !== 'expectExit' && endedByItself(ledger, exited.index) && flooded === undefined) {
    causes.push(exitedEarly(failure));
  }
  return causes;
}

function endedByItself(ledger: Ledger, index: number): boolean {
  const fact = ledger.facts[index];
  return fact?.kind === 'program-exited' && !fact.stoppedByGrader;
}
