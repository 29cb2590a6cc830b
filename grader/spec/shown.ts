/** What a program is to show on its standard output or standard error. */
import type { z } from 'zod';
import type { Payload } from './payload-bytes.ts';
import { refuse } from './rule.ts';
import { requirePayload } from './take-payload.ts';

export type Shown =
  | { readonly kind: 'contains'; readonly payload: Payload }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'anything' }
  | { readonly kind: 'address'; readonly peer: string }
  | { readonly kind: 'fragments'; readonly payload: Payload; readonly fragmentBytes: number };

type Written = {
  readonly payload: Payload | undefined;
  readonly pattern: string | undefined;
  readonly any: true | undefined;
  readonly address: string | undefined;
  readonly fragmentBytes: number | undefined;
};

/** The one way in which a step says it; tells the author when there is none, or more than one. */
export function shownOf({ payload, pattern, any, address, fragmentBytes }: Written, ctx: z.core.$RefinementCtx): Shown {
  const ways = [payload ?? fragmentBytes, pattern, any, address].filter((way) => way !== undefined);
  if (ways.length > 1) refuse(ctx, { code: 'OUTPUT_IN_SEVERAL_WAYS' });
  if (pattern !== undefined) return { kind: 'pattern', pattern };
  if (any !== undefined) return { kind: 'anything' };
  if (address !== undefined) return { kind: 'address', peer: address };
  if (fragmentBytes !== undefined) return { kind: 'fragments', payload: requirePayload(payload, ctx), fragmentBytes };
  return { kind: 'contains', payload: requirePayload(payload, ctx, ['pattern', 'any', 'address']) };
}
