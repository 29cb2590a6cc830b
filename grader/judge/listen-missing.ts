/**
 * Whether a program called accept() on a socket that does not listen. The kernel answers EINVAL (accept(2): "Socket is
 * not listening for connections"), and its tables do not show such a socket at all: what the call said is the evidence.
 */
import { toText } from '../model/bytes.ts';
import type { Ledger, ProgramLedger } from './ledger.ts';
import { findRuntimeError } from './runtime-error.ts';

/** Says nothing of a server that was seen to listen: accept() fails alike after shutdown(). */
export function failedToAccept({ stdout, stderr }: ProgramLedger): boolean {
  const error = findRuntimeError(stderr.bytes);
  if (error !== undefined) return isInvalid(error.message) && /\baccept\b/.test(error.source ?? '');
  return [stderr, stdout].some(({ bytes }) => toText(bytes).split('\n').some(tellsOfAccept));
}

/** Whether its source calls accept(), and nowhere listen(), and no other error is known to have come before. */
export function cannotAccept(ledger: Ledger, program: string): boolean {
  const { stderr } = ledger.program(program);
  return ledger.inStep('listen-not-in-source') !== undefined && findRuntimeError(stderr.bytes) === undefined;
}

/** Whether the program wrote that some call of its had an invalid argument. */
export function saysInvalid({ stdout, stderr }: ProgramLedger): boolean {
  return [stderr, stdout].some(({ bytes }) => isInvalid(toText(bytes)));
}

/** A line as `perror("accept")` writes it, or one that quotes the number with the name of the call. */
function tellsOfAccept(line: string): boolean {
  return /accept/i.test(line) && isInvalid(line);
}

/** EINVAL as Python writes it (`[Errno 22] ...`), by its name, or in the words of strerror() in C's own locale. */
function isInvalid(text: string): boolean {
  return /\[Errno 22\]|\bEINVAL\b|\bInvalid argument\b/.test(text);
}
