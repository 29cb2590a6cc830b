/** The part of an output that is most like what should stand in it: where most bytes in a row are the same. */
import { firstDifference, fromText, toBinaryString } from '../model/bytes.ts';
import type { Lookalike } from '../model/finding.ts';
import { differenceOf } from './difference.ts';

/** Looking is a matter of both lengths multiplied: so much of the expected bytes, and of the end of the output, is looked at. */
const mostExpected = 256;
const mostOutput = 16_384;
/** Fewer bytes in a row, or a smaller part of what is expected, are alike by chance. */
const fewestAlike = 4;
const smallestShare = 1 / 3;

/** Null when nothing in the output is like the expected bytes. */
export function findLookalike(expected: Uint8Array, output: Uint8Array): Lookalike | null {
  const wanted = expected.subarray(0, mostExpected);
  const seen = output.subarray(Math.max(0, output.length - mostOutput));
  return findLiteral(expected, seen) ?? findRun(expected, wanted, seen);
}

function alike(expected: Uint8Array, bytes: Uint8Array): Lookalike {
  return { bytes, differsAt: firstDifference(expected, bytes), difference: differenceOf(expected, bytes) };
}

/** The written form of the bytes in Python, `b'ma\xc3\xb1ana'`. */
const literal = /b'(?:[^'\\\n]|\\[^\n])*'|b"(?:[^"\\\n]|\\[^\n])*"/g;
const escape = /\\x([0-9a-f]{2})|\\(.)/g;
const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function findLiteral(expected: Uint8Array, seen: Uint8Array): Lookalike | null {
  const written = toBinaryString(seen).match(literal) ?? [];
  const found = written.find((text) => meaningOf(text).includes(toBinaryString(expected)));
  return found === undefined ? null : alike(expected, fromText(found));
}

/** The bytes a literal stands for, one character each. */
function meaningOf(written: string): string {
  return written
    .slice(2, -1)
    .replaceAll(escape, (_, hex: string | undefined, letter: string | undefined) =>
      hex === undefined ? (named[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

function findRun(expected: Uint8Array, wanted: Uint8Array, seen: Uint8Array): Lookalike | null {
  const run = longestRun(wanted.map(lowerCase), seen.map(lowerCase));
  const fewest = Math.max(Math.min(fewestAlike, wanted.length), wanted.length * smallestShare);
  if (run.length === 0 || run.length < fewest) return null;
  const start = startOf(seen, run);
  const line = seen.subarray(start, endOf(seen, start, expected));
  const asLong = alike(expected, line.subarray(0, expected.length));
  const whole = alike(expected, line);
  return asLong.difference === 'other' && whole.difference !== 'other' ? whole : asLong;
}

type Run = { readonly inWanted: number; readonly inSeen: number; readonly length: number };

/** The longest run of bytes that both have: the common suffixes of their beginnings, one row of the table at a time. */
function longestRun(wanted: Uint8Array, seen: Uint8Array): Run {
  let best: Run = { inWanted: 0, inSeen: 0, length: 0 };
  let above = new Uint16Array(seen.length + 1);
  for (const [row, byte] of wanted.entries()) {
    const here = new Uint16Array(seen.length + 1);
    for (let at = 0; at < seen.length; at += 1) {
      if (seen[at] !== byte) continue;
      const length = (above[at] ?? 0) + 1;
      here[at + 1] = length;
      if (length > best.length) best = { inWanted: row + 1 - length, inSeen: at + 1 - length, length };
    }
    above = here;
  }
  return best;
}

/** Where the expected bytes would begin if the run stood where it does in them, in the same line. */
function startOf(seen: Uint8Array, { inWanted, inSeen }: Run): number {
  const lineStart = seen.subarray(0, inSeen).lastIndexOf(newline) + 1;
  return Math.max(lineStart, inSeen - inWanted);
}

/** The end of the line in which the expected bytes would end. */
function endOf(seen: Uint8Array, start: number, expected: Uint8Array): number {
  const end = seen.indexOf(newline, start + expected.lastIndexOf(newline) + 1);
  return end === -1 ? seen.length : end;
}

const newline = 0x0a;

/** ASCII only: the run is to be found, the difference is told exactly. */
function lowerCase(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
