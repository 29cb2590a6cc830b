/** The bytes a step names, in whichever notation, apart from its other keys. */
import { z } from 'zod';
import { notationNames, toPayload, type payloadKeys } from './payload.ts';
import type { Payload } from './payload-bytes.ts';
import { refuse } from './rule.ts';

type Notations = z.output<z.ZodObject<typeof payloadKeys>>;

/** Splits the notation of bytes from the other keys; says what to write when there is none, or more than one. */
export function takePayload<Rest extends object>(
  args: Notations & Rest,
  ctx: z.core.$RefinementCtx,
): { payload: Payload | undefined; rest: Omit<Rest, keyof Notations> } {
  const { text, line, hex, base64, repeat, random, template, ...rest } = args;
  const present = notationNames.filter((notation) => args[notation] !== undefined);
  if (present.length > 1) {
    refuse(ctx, { code: 'SEVERAL_NOTATIONS', present, notations: notationNames });
  }
  return { payload: toPayload({ text, line, hex, base64, repeat, random, template }), rest };
}

/** `others`: keys of the step that would do as well. */
export function requirePayload(
  payload: Payload | undefined,
  ctx: z.core.$RefinementCtx,
  others: readonly string[] = [],
): Payload {
  if (payload !== undefined) return payload;
  refuse(ctx, { code: 'NO_BYTES', notations: [...notationNames, ...others] });
  return z.NEVER;
}
