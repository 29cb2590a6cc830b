/** Findings about programs: how they start, what they show, how they end, and what their runtime says of it. */
import type { ExpectedEnd, Finding } from '../model/finding.ts';
import type { Step } from '../spec/step.ts';
import type { StepOf } from '../spec/step.ts';
import { addressShown } from './address-shown.ts';
import { findLookalike } from './lookalike.ts';
import { failedToAccept, cannotAccept, saysInvalid } from './listen-missing.ts';
import { exitCodeFits, messageFits } from './exit.ts';
import type { Failure } from './failure.ts';
import type { Ledger } from './ledger.ts';
import { findRuntimeError } from './runtime-error.ts';
import { fragmentsOf, showsPiecesApart, shownBytes } from './shown.ts';

export function stillRunning({ step, program, gaveUp, waits, ownTimeMs, evidence }: Failure): Finding {
  const args = { program, expected: expectedEnd(step), ending: gaveUp ?? 'deadline', waits, ownTimeMs };
  return { code: 'STILL_RUNNING', args, evidence };
}

function expectedEnd(step: Step): ExpectedEnd | null {
  if (step.do !== 'expectExit' || (step.code === undefined && step.message === undefined)) return null;
  return { code: step.code ?? null, message: step.message !== undefined };
}

export function exitedEarly({ program, spec, ledger, evidence }: Failure): Finding {
  const { exited } = ledger.program(program);
  const end = { program, exitCode: exited?.code ?? null, signal: exited?.signal ?? null };
  const lastSent = ledger.facts.slice(0, exited?.index).findLast((fact) => fact.kind === 'sent');
  const wasEmpty = spec.role === 'server' && spec.transport === 'udp' && lastSent?.bytes.length === 0;
  const args = wasEmpty ? { ...end, afterEmptyDatagram: true as const } : end;
  return { code: 'EXITED_EARLY', args, evidence: exited === undefined ? evidence : [exited.index] };
}

export function explainStart(failure: Failure): Finding {
  const { ledger, program, spec, evidence, gaveUp, waits } = failure;
  const { notStarted, exited, listening } = ledger.program(program);
  if (notStarted !== undefined) return { code: 'NOT_STARTED', args: { program, reason: notStarted }, evidence };
  const other = listening.find(({ transport }) => transport !== spec.transport);
  if (other !== undefined) {
    const args = { program, wanted: spec.transport, opened: other.transport, port: other.address.port };
    return { code: 'WRONG_TRANSPORT', args, evidence: [other.index] };
  }
  const port = ledger.inStep('program-started')?.port ?? spec.port;
  const missing = listenMissing(failure, port);
  if (missing !== undefined) return missing;
  const ending = exited === undefined ? (gaveUp ?? 'deadline') : 'exited';
  const known = { program, transport: spec.transport, port, ending, waits } as const;
  const idleSockets = ledger.inStep('sockets-idle')?.sockets ?? 0;
  const args = { ...known, idleSockets, saysInvalid: saysInvalid(ledger.program(program)) };
  return { code: 'NOT_LISTENING', args, evidence };
}

function listenMissing({ ledger, program, spec, gaveUp, evidence }: Failure, port: number): Finding | undefined {
  const shown = ledger.program(program);
  if (spec.transport === 'tcp' && failedToAccept(shown)) {
    return { code: 'LISTEN_MISSING', args: { program, port }, evidence };
  }
  if (gaveUp === 'quiet' || !cannotAccept(ledger, program)) return undefined;
  const args = saysInvalid(shown) ? { program, port } : { program, port, unsaid: true as const };
  return { code: 'LISTEN_MISSING', args, evidence };
}

export function explainOutput({ shown }: StepOf<'expectOutput'>, failure: Failure): Finding {
  const { program, ledger, evidence } = failure;
  const { stdout, stderr } = ledger.program(program);
  const output = stdout.bytes.length > 0 ? stdout.bytes : stderr.bytes;
  if (shown.kind === 'pattern') {
    return { code: 'OUTPUT_UNMATCHED', args: { program, pattern: shown.pattern, output }, evidence };
  }
  if (shown.kind === 'anything') return { code: 'NOTHING_SHOWN', args: { program }, evidence };
  if (shown.kind === 'address') return addressMissing(shown.peer, output, failure);
  const expected = shownBytes(shown.payload, ledger);
  if (shown.kind === 'contains') {
    if (showsPiecesApart(expected, output, ledger)) {
      return { code: 'OUTPUT_MISSING', args: { program, expected, output, apart: true, nearest: null }, evidence };
    }
    const args = { program, expected, output, nearest: findLookalike(expected, output) };
    return { code: 'OUTPUT_MISSING', args, evidence };
  }
  const fragments = fragmentsOf(expected, shown.fragmentBytes);
  return { code: 'FRAGMENTS_MISSING', args: { program, fragments, output }, evidence };
}

function addressMissing(peer: string, output: Uint8Array, { program, ledger, evidence }: Failure): Finding {
  const { address } = ledger.peer(peer);
  if (address === undefined) throw new Error(`Nothing is known of where ${peer} is`);
  const seen = addressShown(output, address);
  const args = { program, peer, address, shows: seen === 'both' ? 'neither' : seen } as const;
  return { code: 'ADDRESS_MISSING', args, evidence };
}

export function explainExit(step: StepOf<'expectExit'>, failure: Failure): Finding {
  const { program, ledger, spec } = failure;
  const { exited, stderr } = ledger.program(program);
  const contact = step.contact === 'none' ? ledger.inStep('contacted') : undefined;
  if (contact !== undefined) {
    const args = { program, transport: spec.transport, port: contact.at.port };
    return { code: 'ARGUMENTS_IGNORED', args, evidence: [contact.index] };
  }
  const excess = excessOf(failure);
  if (excess !== undefined) return excess;
  if (exited === undefined) return stillRunning(failure);
  const evidence = [exited.index];
  if (!exitCodeFits(step, exited)) {
    const args = { program, expected: step.code ?? 0, exitCode: exited.code, signal: exited.signal };
    return { code: 'WRONG_EXIT_CODE', args, evidence };
  }
  const error = findRuntimeError(stderr.bytes);
  if (!messageFits(step, ledger.program(program)) && error !== undefined) {
    return { code: 'RAW_ERROR', args: { program, error }, evidence };
  }
  return { code: 'NO_MESSAGE', args: { program }, evidence };
}

export function explainConverse({ on, goal }: StepOf<'converse'>, failure: Failure): Finding {
  const { program, ledger, evidence } = failure;
  const conversed = ledger.inStep('conversed');
  if (goal.kind !== 'ended' || conversed === undefined) return stillRunning(failure);
  const args = { program, expected: on ?? '', by: conversed.by, line: conversed.line };
  return { code: 'ENDED_OTHERWISE', args, evidence };
}

/** What the program itself tells of its end: a flood, too much memory, the error its runtime reported, an end that nobody asked for. */
export function causesOf(failure: Failure): Finding[] {
  const { ledger, program, step } = failure;
  const { exited } = ledger.program(program);
  const excess = excessOf(failure);
  if (excess !== undefined) return [excess];
  const askedToEnd = step.do === 'expectExit' && exited !== undefined;
  const ended = exited !== undefined && endedByItself(ledger, exited.index) && !askedToEnd && !isDone(failure);
  return [...reportedError(failure, askedToEnd), ...(ended ? [exitedEarly(failure)] : [])];
}

/** It took more than it may, and was ended for that. */
function excessOf({ ledger, program }: Failure): Finding | undefined {
  const { flooded, memoryExceeded } = ledger.program(program);
  if (flooded !== undefined) return { code: 'OUTPUT_FLOOD', args: { program, limitBytes: flooded }, evidence: [] };
  if (memoryExceeded === undefined) return undefined;
  const evidence = ledger.facts.flatMap(({ kind }, index) => (kind === 'memory-exceeded' ? [index] : []));
  return { code: 'MEMORY_EXCEEDED', args: { program, limitBytes: memoryExceeded }, evidence };
}

function reportedError({ ledger, program, step }: Failure, askedToEnd: boolean): Finding[] {
  const error = findRuntimeError(ledger.program(program).stderr.bytes);
  const alreadyTold = askedToEnd && step.do === 'expectExit' && step.message === 'clean';
  if (error === undefined || error.type === 'KeyboardInterrupt' || alreadyTold) return [];
  const evidence = ledger.facts.flatMap((fact, index) =>
    fact.kind === 'program-output' && fact.stream === 'stderr' ? [index] : [],
  );
  return [{ code: endedInFailure(ledger, program) ? 'CRASHED' : 'ERROR_SHOWN', args: { program, error }, evidence }];
}

/** Runtimes end a program that nobody saves from an error with an exit code of their own, never 0 and never a signal. */
function endedInFailure(ledger: Ledger, program: string): boolean {
  const { exited } = ledger.program(program);
  return exited !== undefined && endedByItself(ledger, exited.index) && exited.code !== null && exited.code !== 0;
}

/** A client that ends well has done what it set out to do: its end explains nothing. */
function isDone({ ledger, program, spec }: Failure): boolean {
  return spec.role === 'client' && ledger.program(program).exited?.code === 0;
}

function endedByItself(ledger: Ledger, index: number): boolean {
  const fact = ledger.facts[index];
  return fact?.kind === 'program-exited' && !fact.stoppedByGrader;
}
