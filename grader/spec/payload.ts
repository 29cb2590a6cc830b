/**
 * The notations in which an author writes the bytes of a step.
 */
import { z } from 'zod';
import { fromBase64, fromText } from '../model/bytes.ts';
import type { Payload } from './payload-bytes.ts';
import { breaks, mustBe } from './rule.ts';

export const mebibytes64 = 64 * 1024 * 1024;
const count = z.int().min(1).max(mebibytes64);

/** What a step expects of bytes without saying which they are. */
export const lengthKeys = {
  length: z.int().min(0).max(mebibytes64).optional().describe('so many bytes, whatever they are'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, mustBe('SHA256'))
    .optional()
    .describe('with length: their SHA-256'),
};

/** Notations of bytes; a step uses exactly one. */
export const payloadKeys = {
  text: z.string().optional().describe('UTF-8 text, sent exactly as written, without a line end'),
  line: z.string().optional().describe('UTF-8 text with one \\n after it'),
  hex: z
    .string()
    .regex(/^([0-9a-fA-F]{2}\s*)*$/, mustBe('HEX'))
    .optional()
    .describe('bytes as pairs of hexadecimal digits, blanks allowed'),
  base64: z.base64(mustBe('BASE64')).optional().describe('bytes in base64'),
  repeat: z
    .strictObject({ text: z.string().min(1), times: count })
    .refine(
      ({ text, times }) => text.length * times <= mebibytes64,
      breaks({ code: 'TOO_MUCH_REPEATED', mebibytes: mebibytes64 / 1024 ** 2 }),
    )
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
      'UTF-8 text in which {sent}, {received} and names captured with `as` stand for bytes of the conversation: the latest of the peer of the step, or of whichever peer was last where a step names none; {outside} for the path of the folder around the one the programs run in',
    ),
};

export type PayloadNotation = { [Key in keyof typeof payloadKeys]?: z.output<(typeof payloadKeys)[Key]> | undefined };

export const notationNames: readonly (keyof PayloadNotation)[] = Object.keys(payloadKeys).filter(isNotation);

function isNotation(key: string): key is keyof typeof payloadKeys {
  return key in payloadKeys;
}

/** Turns the one notation that is present into a payload, or undefined when none is. */
export function toPayload(notation: PayloadNotation): Payload | undefined {
  const { text, line, hex, base64, repeat, random, template } = notation;
  if (template !== undefined) return { kind: 'template', template };
  if (text !== undefined) return { kind: 'bytes', bytes: fromText(text) };
  if (line !== undefined) return { kind: 'bytes', bytes: fromText(`${line}\n`) };
  if (hex !== undefined) return { kind: 'bytes', bytes: fromHex(hex) };
  if (base64 !== undefined) return { kind: 'bytes', bytes: fromBase64(base64) };
  if (repeat !== undefined) return { kind: 'repeat', ...repeat };
  if (random !== undefined) return { kind: 'random', length: random.bytes, seed: random.seed, of: random.of };
  return undefined;
}

function fromHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(/\s+/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}
