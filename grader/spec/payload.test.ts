import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromText } from '../model/bytes.ts';
import { toPayload } from './payload.ts';
import { payloadBytes, templateNames } from './payload-bytes.ts';

const nothing = () => undefined;

function bytesOf(notation: Parameters<typeof toPayload>[0]): Uint8Array | undefined {
  const payload = toPayload(notation);
  return payload === undefined ? undefined : payloadBytes(payload, nothing);
}

describe('the notations of bytes', () => {
  it('takes text as UTF-8, without a line end', () => {
    expect(bytesOf({ text: 'ñ' })).toEqual(Uint8Array.of(0xc3, 0xb1));
  });

  it('ends a line with one newline', () => {
    expect(bytesOf({ line: 'a' })).toEqual(Uint8Array.of(0x61, 0x0a));
  });

  it('reads hexadecimal digits with and without blanks', () => {
    expect(bytesOf({ hex: 'ff fe00\n80' })).toEqual(Uint8Array.of(0xff, 0xfe, 0x00, 0x80));
  });

  it('reads base64', () => {
    expect(bytesOf({ base64: '//4A' })).toEqual(Uint8Array.of(0xff, 0xfe, 0x00));
  });

  it('says a text over and over', () => {
    expect(bytesOf({ repeat: { text: 'ab', times: 3 } })).toEqual(fromText('ababab'));
  });

  it('draws the same bytes from the same seed, and others from another', () => {
    const drawn = bytesOf({ random: { bytes: 64, seed: 7, of: 'bytes' } });
    expect(bytesOf({ random: { bytes: 64, seed: 7, of: 'bytes' } })).toEqual(drawn);
    expect(bytesOf({ random: { bytes: 64, seed: 8, of: 'bytes' } })).not.toEqual(drawn);
  });

  it('draws letters and digits only, when asked for letters', () => {
    const drawn = bytesOf({ random: { bytes: 1000, seed: 1, of: 'letters' } });
    expect(new TextDecoder().decode(drawn)).toMatch(/^[a-zA-Z0-9]{1000}$/);
  });

  it('is nothing when there is no notation', () => {
    expect(toPayload({})).toBeUndefined();
  });
});

const names = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const bytes = fc.uint8Array({ maxLength: 20 });
const part = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => ({ text })),
  fc.record({ name: names, value: bytes }),
);

describe('templates', () => {
  it('put the bytes of names between the texts, and stand for literal braces when those are doubled', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const values = new Map(parts.flatMap((one) => ('name' in one ? [[one.name, one.value] as const] : [])));
        const template = parts.map((one) => ('name' in one ? `{${one.name}}` : doubled(one.text))).join('');
        const expected = concat(
          parts.map((one) => ('name' in one ? (values.get(one.name) ?? one.value) : fromText(one.text))),
        );

        expect(payloadBytes({ kind: 'template', template }, (name) => values.get(name))).toEqual(expected);
        expect(templateNames(template)).toEqual(parts.flatMap((one) => ('name' in one ? [one.name] : [])));
      }),
    );
  });

  it('throws for a name without bytes, which the spec lets nobody write', () => {
    expect(() => payloadBytes({ kind: 'template', template: '{gone}' }, nothing)).toThrow('{gone}');
  });
});

function doubled(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&');
}
