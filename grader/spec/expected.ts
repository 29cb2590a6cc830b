/** What an `expect` step waits for, once its ways of saying it are read. */
import type { Json } from '../model/json.ts';
import type { Payload } from './payload-bytes.ts';

export type Expected =
  | { readonly kind: 'exactly'; readonly payload: Payload }
  | { readonly kind: 'any'; readonly isText: boolean }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'length'; readonly length: number; readonly sha256: string | undefined }
  | { readonly kind: 'json'; readonly value: Json; readonly moreKeys: boolean };
