/** Byte strings to JSON and back: text where it is UTF-8, base64 otherwise, a reference where a check's step has them. */
import { equal, fromBase64, fromText, toBinaryString, toText } from '../../model/bytes.ts';
import type { Check } from '../../spec/exercise.ts';
import { writtenBytes } from '../written-bytes.ts';
import type { PlainBytes, StepReference } from './bytes-schema.ts';

/** Shorter ones are written out: a reference would hardly be shorter. */
export const shortestStepReference = 1024;

export function codePlain(bytes: Uint8Array): PlainBytes {
  const text = toText(bytes);
  return equal(fromText(text), bytes) ? { text } : { base64: toBase64(bytes) };
}

export function decodePlain(coded: PlainBytes): Uint8Array {
  return 'text' in coded ? fromText(coded.text) : fromBase64(coded.base64);
}

/** A reference to the bytes an author wrote in a step, when `bytes` stand there from `offset` on. */
export function codeAsStep(
  bytes: Uint8Array,
  check: Check | undefined,
  step: number,
  offset: number,
): StepReference | undefined {
  const payload = payloadOf(check, step);
  if (payload === undefined || offset < 0 || bytes.length < shortestStepReference) return undefined;
  const part = payload.subarray(offset, offset + bytes.length);
  return equal(part, bytes) ? { ofStep: [step, offset, bytes.length], checksum: checksum(bytes) } : undefined;
}

/** Throws when the check no longer has these bytes: the exercise has changed since the document was written. */
export function decodeStep(
  { ofStep: [step, offset, length], checksum: expected }: StepReference,
  check: Check | undefined,
): Uint8Array {
  const bytes = payloadOf(check, step)?.subarray(offset, offset + length) ?? new Uint8Array();
  if (bytes.length !== length || checksum(bytes) !== expected) {
    throw new Error(`Step ${step + 1} of check ${check?.id ?? '(gone)'} is not the one the result was made with`);
  }
  return bytes;
}

/** The bytes of a step whose payload the author wrote out. */
export function payloadOf(check: Check | undefined, step: number): Uint8Array | undefined {
  const found = check?.steps[step];
  if (found === undefined) return undefined;
  if ('payload' in found) return writtenBytes(found.payload) ?? undefined;
  return found.do === 'expect' && found.expected.kind === 'exactly'
    ? (writtenBytes(found.expected.payload) ?? undefined)
    : undefined;
}

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function checksum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function toBase64(bytes: Uint8Array): string {
  return btoa(toBinaryString(bytes));
}
