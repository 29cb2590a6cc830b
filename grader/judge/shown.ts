/** A program's output against what a step wants to see in it. */
import { assertNever } from '../model/assert-never.ts';
import { concat, equal, indexOf, toBinaryString } from '../model/bytes.ts';
import { payloadBytes, type Payload } from '../spec/payload-bytes.ts';
import type { Shown } from '../spec/shown.ts';
import type { StepOf } from '../spec/step.ts';
import { addressShown } from './address-shown.ts';
import type { Ledger } from './ledger.ts';
import type { Settled } from './settle.ts';

/** Standard output and standard error are looked at each by itself. */
export function settleOutput(step: StepOf<'expectOutput'>, ledger: Ledger): Settled {
  const { stdout, stderr, exited } = ledger.program(step.program);
  if (ledger.inStep('output-found') !== undefined) return 'met';
  if ([stdout, stderr].some((stream) => shows(step.shown, stream.bytes, ledger))) return 'met';
  return exited === undefined ? 'open' : 'broken';
}

/** Whether the output has in it what is to be shown. */
export function shows(shown: Shown, output: Uint8Array, ledger: Ledger): boolean {
  switch (shown.kind) {
    case 'contains':
      return indexOf(output, shownBytes(shown.payload, ledger)) !== -1;
    case 'pattern':
      return new RegExp(shown.pattern, 's').test(toBinaryString(output));
    case 'anything':
      return output.some((byte) => byte > blank);
    case 'address':
      return addressShown(output, ledger.peer(shown.peer).address) === 'both';
    case 'fragments':
      return showsApart(output, fragmentsOf(shownBytes(shown.payload, ledger), shown.fragmentBytes));
    default:
      return assertNever(shown);
  }
}

/** Blanks and line ends are at most this. */
const blank = 0x20;

export function shownBytes(payload: Payload, ledger: Ledger): Uint8Array {
  return payloadBytes(payload, ledger.lookUp(undefined));
}

export function fragmentsOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

/** Whether the output has each of the pieces in which the expected bytes were sent, and never all of them together. */
export function showsPiecesApart(expected: Uint8Array, output: Uint8Array, ledger: Ledger): boolean {
  const pieces: Uint8Array[] = [];
  for (const fact of ledger.facts.toReversed()) {
    if (concat(pieces).length >= expected.length) break;
    if (fact.kind === 'sent') pieces.unshift(fact.bytes);
  }
  return pieces.length > 1 && equal(concat(pieces), expected) && showsApart(output, pieces);
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
