/** How byte strings look in a result document: readable where they are UTF-8, and never the same megabyte twice. */
import { z } from 'zod';

const range = z.tuple([z.int().nonnegative(), z.int().nonnegative()]).describe('offset and length in bytes');

/** Bytes written out. */
export const plainBytes = z.union([
  z.strictObject({ text: z.string() }).describe('UTF-8'),
  z.strictObject({ base64: z.base64() }).describe('bytes that are not UTF-8'),
]);

const ofStep = z
  .strictObject({
    ofStep: z.tuple([z.int().nonnegative(), z.int().nonnegative(), z.int().nonnegative()]),
    checksum: z.string().regex(/^[0-9a-f]{8}$/),
  })
  .describe(
    "index of a step of the check, offset and length in that step's bytes; FNV-1a of them, 32 bits, in hexadecimal",
  );

/** Bytes that a step was to send. */
export const stepBytes = z.union([plainBytes, ofStep]);

/** Bytes of a conversation, which may repeat what went the other way. */
export const conversationBytes = z.union([
  plainBytes,
  z.strictObject({ echoOf: range }).describe('the same bytes as those that went the other way between the same two'),
  ofStep,
]);

/** Bytes of a finding, which may be part of the conversation it is about. */
export const findingBytes = z.union([
  plainBytes,
  z.strictObject({ sentBy: z.string(), range }).describe('part of all that a peer sent'),
  z.strictObject({ receivedBy: z.string(), range }).describe('part of all that a peer received'),
  ofStep,
]);

export type StepBytes = z.output<typeof stepBytes>;
export type PlainBytes = z.output<typeof plainBytes>;
export type ConversationBytes = z.output<typeof conversationBytes>;
export type FindingBytes = z.output<typeof findingBytes>;
export type StepReference = z.output<typeof ofStep>;
