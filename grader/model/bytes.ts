/** Arithmetic on byte strings; nothing here decodes text to compare it. */

const utf8 = new TextEncoder();

export function fromText(text: string): Uint8Array {
  return utf8.encode(text);
}

export function fromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Index of the first byte where the two differ, the shorter length when one begins the other, -1 when equal. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index += 1) if (a[index] !== b[index]) return index;
  return a.length === b.length ? -1 : shared;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return firstDifference(a, b) === -1;
}

export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && equal(bytes.subarray(0, prefix.length), prefix);
}

/** First index at or after `from` where `needle` stands, or -1. */
export function indexOf(bytes: Uint8Array, needle: Uint8Array, from = 0): number {
  const [first] = needle;
  if (first === undefined) return from;
  for (let start = bytes.indexOf(first, from); start !== -1; start = bytes.indexOf(first, start + 1)) {
    if (standsAt(bytes, needle, start)) return start;
  }
  return -1;
}

function standsAt(bytes: Uint8Array, needle: Uint8Array, start: number): boolean {
  for (let index = 0; index < needle.length; index += 1) if (bytes[start + index] !== needle[index]) return false;
  return true;
}

/** One character a byte (Latin-1), so that a regular expression can run over any bytes. */
export function toBinaryString(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

/** UTF-8 text, with U+FFFD where the bytes are not UTF-8. For showing, never for comparing. */
export function toText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Bytes that only ever grow; `bytes` is a view that stays valid while more are appended. */
export class ByteLog {
  #store = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array {
    return this.#store.subarray(0, this.#length);
  }

  append(more: Uint8Array): void {
    const length = this.#length + more.length;
    if (length > this.#store.length) {
      const grown = new Uint8Array(Math.max(length, this.#store.length * 2));
      grown.set(this.bytes);
      this.#store = grown;
    }
    this.#store.set(more, this.#length);
    this.#length = length;
  }
}
