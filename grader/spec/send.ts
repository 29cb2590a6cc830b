/** Steps that name bytes to send, or bytes that must never come. */
import { z } from 'zod';
import { name } from './name.ts';
import { payloadKeys } from './payload.ts';
import { refuse } from './rule.ts';
import { requirePayload, takePayload } from './take-payload.ts';

export const send = z
  .strictObject({
    peer: name,
    ...payloadKeys,
    pieces: z
      .union([z.literal('bytes'), z.int().min(2).max(4096), z.array(z.int().min(1)).min(1)])
      .optional()
      .describe(
        '"bytes": one at a time; a number: so many equal pieces; a list: sizes, the rest last. Each is written once the program took the one before',
      ),
    cut: z
      .literal('record')
      .optional()
      .describe('inside TLS: the pieces are those of the record on the wire, not of the bytes in it'),
    wait: z.boolean().default(true).describe('false: go on without waiting until all bytes are written'),
    from: name
      .optional()
      .describe('UDP: send from another socket of this name instead of the one the program talks to'),
    afterMs: z.int().min(1).max(10_000).optional().describe('UDP: hold the datagram back for so long'),
  })
  .transform((args, ctx) => {
    const { payload, rest } = takePayload(args, ctx);
    if (rest.cut !== undefined && rest.pieces === undefined) refuse(ctx, { code: 'CUT_WITHOUT_PIECES' });
    return { ...rest, payload: requirePayload(payload, ctx) };
  });

export const expectNever = z.strictObject({ peer: name, ...payloadKeys }).transform((args, ctx) => {
  const { payload, rest } = takePayload(args, ctx);
  return { ...rest, payload: requirePayload(payload, ctx) };
});
