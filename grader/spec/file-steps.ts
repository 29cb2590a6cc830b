/** Steps on files in the folder of a check's own, in which its programs run. */
import { z } from 'zod';
import type { Payload } from './payload-bytes.ts';
import { lengthKeys, payloadKeys } from './payload.ts';
import { mustBe, refuse } from './rule.ts';
import { requirePayload, takePayload } from './take-payload.ts';

const names = String.raw`(?!\.{1,2}(?:/|$))[^/\\\0]+`;

const inside = z.string().regex(new RegExp(`^${names}(?:/${names})*$`), mustBe('PATH_INSIDE'));
const around = z.string().regex(new RegExp(String.raw`^(?:\.\./)?${names}(?:/${names})*$`), mustBe('PATH_AROUND'));

export const file = z
  .strictObject({ path: inside.describe('folders in it are made too'), ...payloadKeys })
  .transform((args, ctx) => {
    const { payload, rest } = takePayload(args, ctx);
    return { ...rest, payload: requirePayload(payload, ctx) };
  });

export const expectFile = z
  .strictObject({
    path: inside,
    ...payloadKeys,
    ...lengthKeys,
  })
  .transform((args, ctx) => {
    const { payload, rest } = takePayload(args, ctx);
    const { length, sha256, ...others } = rest;
    if (payload !== undefined && length !== undefined) refuse(ctx, { code: 'BYTES_IN_SEVERAL_WAYS' });
    if (sha256 !== undefined && length === undefined) refuse(ctx, { code: 'HASH_WITHOUT_LENGTH' });
    const content: Content =
      length === undefined
        ? { kind: 'exactly', payload: requirePayload(payload, ctx, ['length']) }
        : { kind: 'length', length, sha256 };
    return { ...others, content };
  });

/** What a file must hold. */
export type Content =
  | { readonly kind: 'exactly'; readonly payload: Payload }
  | { readonly kind: 'length'; readonly length: number; readonly sha256: string | undefined };

export const expectNoFile = z.strictObject({ path: around });
