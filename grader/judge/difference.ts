/** The shape of a difference between what was expected and what came, where it is one that has a usual cause. */
import { concat, equal, fromText, indexOf, startsWith, toText } from '../model/bytes.ts';
import type { Difference } from '../model/finding.ts';

/** `other` when it is none of the shapes that tell where it comes from. The two must differ. */
export function differenceOf(expected: Uint8Array, received: Uint8Array): Difference {
  const tests: readonly [Difference, boolean][] = [
    ['newline-added', isNewlineAdded(expected, received)],
    ['newline-missing', isNewlineAdded(received, expected)],
    ['python-bytes-literal', isBytesLiteral(received) && !isBytesLiteral(expected)],
    ['characters-replaced', isReplaced(expected, received)],
    ['whitespace-stripped', isStripped(expected, received)],
    ['repeated', isRepeated(expected, received)],
    ['case-changed', toText(expected).toLowerCase() === toText(received).toLowerCase()],
    ['decorated', expected.length > 0 && received.length > expected.length && indexOf(received, expected) !== -1],
    ['cut-short', received.length > 0 && received.length < expected.length && startsWith(expected, received)],
    ['bytes-dropped', received.length > 0 && isSubsequence(received, expected)],
  ];
  return tests.find(([, holds]) => holds)?.[0] ?? 'other';
}

/** U+FFFD, which stands for bytes that were no text; not such bytes themselves. */
const replacement = fromText('\u{fffd}');

/** Text that is no longer UTF-8, or bytes that never were and now are. */
function isReplaced(expected: Uint8Array, received: Uint8Array): boolean {
  if (indexOf(received, replacement) !== -1) return indexOf(expected, replacement) === -1;
  return toText(received).includes('\u{fffd}') && !toText(expected).includes('\u{fffd}');
}

function isStripped(expected: Uint8Array, received: Uint8Array): boolean {
  return received.length < expected.length && toText(expected).trim() === toText(received);
}

function isNewlineAdded(shorter: Uint8Array, longer: Uint8Array): boolean {
  return ['\n', '\r\n'].some((end) => equal(longer, concat([shorter, fromText(end)])));
}

function isBytesLiteral(received: Uint8Array): boolean {
  return startsWith(received, fromText("b'")) || startsWith(received, fromText('b"'));
}

function isRepeated(expected: Uint8Array, received: Uint8Array): boolean {
  const times = received.length / expected.length;
  if (expected.length === 0 || !Number.isInteger(times) || times < 2) return false;
  return Array.from({ length: times }, (_, index) => received.subarray(index * expected.length)).every((rest) =>
    startsWith(rest, expected),
  );
}

function isSubsequence(few: Uint8Array, many: Uint8Array): boolean {
  let found = 0;
  for (const byte of many) if (byte === few[found]) found += 1;
  return found === few.length && few.length < many.length;
}
