/** Shapes of bytes that tell a mistake by themselves. Only bytes are looked at, never what they say. */
import { equal } from '../model/bytes.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

export function isLineEnd(bytes: Uint8Array): boolean {
  return bytes.at(-1) === lineFeed && (bytes.length === 1 || (bytes.length === 2 && bytes[0] === carriageReturn));
}

/** The unused rest of a buffer, sent along. */
export function isAllZero(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.every((byte) => byte === 0);
}

/** Whether exactly the bytes that are not ASCII are gone. */
export function lostAllButAscii(expected: Uint8Array, received: Uint8Array): boolean {
  return equal(
    expected.filter((byte) => byte < 0x80),
    received,
  );
}
