/** The end of a program against what a step wants of it. */
import type { StepOf } from '../spec/step.ts';
import { tookTooMuch, type ProgramLedger } from './ledger.ts';
import { findRuntimeError } from './runtime-error.ts';
import type { Settled } from './settle.ts';

type ExitStep = StepOf<'expectExit'>;

export function settleExit(step: ExitStep, program: ProgramLedger): Settled {
  const { exited } = program;
  if (exited === undefined) return 'open';
  if (tookTooMuch(program)) return 'broken';
  return exitCodeFits(step, exited) && messageFits(step, program) ? 'met' : 'broken';
}

export function exitCodeFits(step: ExitStep, exited: { code: number | null; signal: string | null }): boolean {
  if (exited.signal !== null) return step.signal === 'allowed';
  if (step.code === undefined) return true;
  return step.code === 'non-zero' ? exited.code !== 0 : exited.code === step.code;
}

export function messageFits(step: ExitStep, { stdout, stderr }: ProgramLedger): boolean {
  if (step.message === undefined) return true;
  if (stdout.bytes.length + stderr.bytes.length === 0) return false;
  return step.message === 'any' || findRuntimeError(stderr.bytes) === undefined;
}
