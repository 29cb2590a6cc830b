/**
 * The bytes an author writes in a step, in one of several notations. `payloadBytes` is pure, so the grader that sends
 * them and the judge that expects them always mean the same bytes.
 */
import { z } from 'zod';
import { concat, fromText } from '../model/bytes.ts';

const mebibytes64 = 64 * 1024 * 1024;
const count = z.int().min(1).max(mebibytes64);

/** Notations of bytes; a step uses exactly one. */
export const payloadKeys = {
  text: z.string().optional().describe('UTF-8 text, sent exactly as written, without a line end'),
  line: z.string().optional().describe('UTF-8 text with one \\n after it'),
  hex: z
    .string()
    .regex(/^([0-9a-fA-F]{2}\s*)*$/, 'must be pairs of hexadecimal digits, e.g. "ff fe 00"')
    .optional()
    .describe('bytes as pairs of hexadecimal digits, blanks allowed'),
  base64: z.base64('must be base64, e.g. "aG9sYQ=="').optional().describe('bytes in base64'),
  repeat: z
    .strictObject({ text: z.string().min(1), times: count })
    .refine(({ text, times }) => text.length * times <= mebibytes64, 'is more than 64 MiB altogether')
    .optional()
    .describe('a text over and over'),
  random: z
    .strictObject({
      bytes: count,
      seed: z.int().min(0).max(0xffffffff),
      of: z.enum(['letters', 'bytes']).default('letters'),
    })
    .optional()
    .describe('pseudo-random letters or bytes, the same for the same seed'),
  template: z
    .string()
    .optional()
    .describe(
      'UTF-8 text in which {sent}, {received} and names captured with `as` stand for bytes of the conversation',
    ),
};

export type PayloadNotation = { [Key in keyof typeof payloadKeys]?: z.output<(typeof payloadKeys)[Key]> | undefined };

export type Payload =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'template'; readonly template: string };

export const notationNames: readonly (keyof PayloadNotation)[] = Object.keys(payloadKeys).filter(isNotation);

function isNotation(key: string): key is keyof typeof payloadKeys {
  return key in payloadKeys;
}

/** Names between braces in a template, in order of appearance. `{{` and `}}` are literal braces. */
export function templateNames(template: string): string[] {
  return [...template.matchAll(templateToken)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

const templateToken = /\{\{|\}\}|\{([A-Za-z][A-Za-z0-9-]*)\}/g;

/** Turns the one notation that is present into a payload, or undefined when none is. */
export function toPayload(notation: PayloadNotation): Payload | undefined {
  const { text, line, hex, base64, repeat, random, template } = notation;
  if (template !== undefined) return { kind: 'template', template };
  if (text !== undefined) return { kind: 'bytes', bytes: fromText(text) };
  if (line !== undefined) return { kind: 'bytes', bytes: fromText(`${line}\n`) };
  if (hex !== undefined) return { kind: 'bytes', bytes: fromHex(hex) };
  if (base64 !== undefined) return { kind: 'bytes', bytes: fromBase64(base64) };
  if (repeat !== undefined) return { kind: 'bytes', bytes: fromText(repeat.text.repeat(repeat.times)) };
  if (random !== undefined) return { kind: 'bytes', bytes: randomBytes(random) };
  return undefined;
}

/**
 * The payload's bytes. `lookUp` gives the bytes behind a template's name; the spec has already refused unknown names,
 * so an unknown one here is a bug of ours and throws.
 */
export function payloadBytes(payload: Payload, lookUp: (name: string) => Uint8Array | undefined): Uint8Array {
  if (payload.kind === 'bytes') return payload.bytes;
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const token of payload.template.matchAll(templateToken)) {
    parts.push(fromText(payload.template.slice(end, token.index)));
    parts.push(token[1] === undefined ? fromText(token[0].slice(1)) : known(token[1], lookUp(token[1])));
    end = token.index + token[0].length;
  }
  parts.push(fromText(payload.template.slice(end)));
  return concat(parts);
}

function known(name: string, bytes: Uint8Array | undefined): Uint8Array {
  if (bytes === undefined) throw new Error(`Template name {${name}} has no bytes yet`);
  return bytes;
}

function fromHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s+/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

function fromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

const letters = fromText('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');

function randomBytes({ bytes, seed, of }: { bytes: number; seed: number; of: 'letters' | 'bytes' }): Uint8Array {
  const next = mulberry32(seed);
  return Uint8Array.from({ length: bytes }, () =>
    of === 'bytes' ? next() & 0xff : (letters[(next() >>> 8) % letters.length] ?? 0),
  );
}

/** Tommy Ettinger's 32-bit generator: small, seedable, and the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
