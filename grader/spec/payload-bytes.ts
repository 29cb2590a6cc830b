/**
 * From what an author wrote to bytes. Pure, so the grader that sends them and the judge that expects them always mean the
 * same bytes; and free of the schema, so that a worker need not load it.
 */
import { concat, fromText } from '../model/bytes.ts';

export type Payload =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'template'; readonly template: string }
  | { readonly kind: 'repeat'; readonly text: string; readonly times: number }
  | { readonly kind: 'random'; readonly length: number; readonly seed: number; readonly of: 'letters' | 'bytes' };

/** The bytes behind a template's name. */
export type LookUp = (name: string) => Uint8Array | undefined;

/** Long payloads are made once for each check that uses them. */
const made = new WeakMap<Payload, Uint8Array>();

/** The payload's bytes. The spec has already refused unknown names, so one here is a bug of ours and throws. */
export function payloadBytes(payload: Payload, lookUp: LookUp): Uint8Array {
  if (payload.kind === 'bytes') return payload.bytes;
  if (payload.kind === 'template') return fillTemplate(payload.template, lookUp);
  const earlier = made.get(payload);
  if (earlier !== undefined) return earlier;
  const bytes = payload.kind === 'repeat' ? fromText(payload.text.repeat(payload.times)) : randomBytes(payload);
  made.set(payload, bytes);
  return bytes;
}

const templateToken = /\{\{|\}\}|\{([A-Za-z][A-Za-z0-9-]*)\}/g;

/** Names between braces in a template, in order of appearance. `{{` and `}}` are literal braces. */
export function templateNames(template: string): string[] {
  return [...template.matchAll(templateToken)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

function fillTemplate(template: string, lookUp: LookUp): Uint8Array {
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const token of template.matchAll(templateToken)) {
    parts.push(fromText(template.slice(end, token.index)));
    parts.push(token[1] === undefined ? fromText(token[0].slice(1)) : known(token[1], lookUp));
    end = token.index + token[0].length;
  }
  parts.push(fromText(template.slice(end)));
  const [first, ...others] = parts.filter(({ length }) => length > 0);
  // Most templates are one name: what may be megabytes is not copied every time it is compared.
  return first !== undefined && others.length === 0 ? first : concat(parts);
}

function known(name: string, lookUp: LookUp): Uint8Array {
  const bytes = lookUp(name);
  if (bytes === undefined) throw new Error(`Template name {${name}} has no bytes yet`);
  return bytes;
}

const letters = fromText('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');

function randomBytes({ length, seed, of }: Extract<Payload, { kind: 'random' }>): Uint8Array {
  const next = xorshift(seed);
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index += 1) {
    const number = next() >>> 8;
    bytes[index] = of === 'bytes' ? number & 0xff : (letters[number % letters.length] ?? 0);
  }
  return bytes;
}

/** Marsaglia's 32-bit xorshift with the shifts 13, 17, 5: not random enough for secrets, and the same on every machine. */
function xorshift(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
