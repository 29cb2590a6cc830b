import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromText, toText } from '../model/bytes.ts';
import type { Unstamped } from '../model/observation.ts';
import type { StepOf } from '../spec/step.ts';
import { connected, done, received, sent, serverAddress } from '../report/sample/facts.ts';
import { available, settleExpect, takenBy, wantedBytes } from './expected.ts';
import type { Ledger } from './ledger.ts';
import { checkOf, closed, exerciseOf, ledgerAfter, receivedFrom, specOf, type Played } from './sample/judged.ts';

function expectation(wanted: object): StepOf<'expect'> {
  const [step] = checkOf(exerciseOf('tcp-server', [{ expect: { peer: 'alice', ...wanted } }])).steps;
  if (step?.do !== 'expect') throw new Error('No step');
  return step;
}

function settled(played: Played, wanted: object, ...facts: readonly Unstamped[]): string {
  return settleExpect(expectation(wanted), ledgerAfter(...facts), specOf(played));
}

/** What one expectation after the other takes, as text; null where one is not met. */
function taken(played: Played, ledger: Ledger, ...all: readonly object[]): (string | null)[] {
  const spec = specOf(played);
  return all.map((wanted) => {
    const step = expectation(wanted);
    if (settleExpect(step, ledger, spec) !== 'met') return null;
    const { units, bytes } = takenBy(step, ledger, spec);
    ledger.take('alice', units, bytes, step.as);
    return toText(bytes);
  });
}

const hello = fromText('Hola Mundo Cruel');
const sha256 = createHash('sha256').update(hello).digest('hex');
const digest: Unstamped = { kind: 'digest', peer: 'alice', length: hello.length, sha256 };
const empty: Unstamped = { kind: 'received', peer: 'alice', bytes: fromText('') };

type Example = readonly [
  says: string,
  wanted: object,
  facts: readonly Unstamped[],
  expected: 'open' | 'met' | 'broken',
];

describe('a stream', () => {
  test.each<Example>([
    ['is open before anything has come', { text: 'Hola' }, [], 'open'],
    ['is open while it begins right', { text: 'Hola' }, [received('alice', 'Ho')], 'open'],
    ['is met when all has come at once', { text: 'Hola' }, [received('alice', 'Hola')], 'met'],
    ['is met when all has come in chunks', { text: 'Hola' }, [received('alice', 'H'), received('alice', 'ola')], 'met'],
    ['is met when more has come', { text: 'Hola' }, [received('alice', 'Hola!')], 'met'],
    ['is broken by the first wrong byte', { text: 'Hola' }, [received('alice', 'Ha')], 'broken'],
    ['is broken by a wrong byte at the end', { text: 'Hola' }, [received('alice', 'Holo')], 'broken'],
    ['is broken when it ends too early', { text: 'Hola' }, [received('alice', 'Ho'), closed('alice', 'fin')], 'broken'],
    ['is broken when it ends before it began', { text: 'Hola' }, [closed('alice', 'reset')], 'broken'],
    [
      'is met when it ended after the last byte',
      { text: 'Hola' },
      [received('alice', 'Hola'), closed('alice', 'fin')],
      'met',
    ],
    ['is that of its peer only', { text: 'Hola' }, [received('bob', 'Hola')], 'open'],
    ['has any byte', { any: true }, [received('alice', '!')], 'met'],
    ['has not any byte yet', { any: true }, [], 'open'],
    ['has any text', { any: 'text' }, [received('alice', 'señal')], 'met'],
    [
      'has half a character',
      { any: 'text' },
      [receivedFrom('alice', Uint8Array.of(0x61, 0xc3), serverAddress)],
      'open',
    ],
    [
      'has bytes that are no text',
      { any: 'text' },
      [receivedFrom('alice', Uint8Array.of(0x61, 0xf1, 0x61), serverAddress)],
      'broken',
    ],
    ['has a beginning', { prefix: 'Ho' }, [received('alice', 'Hola')], 'met'],
    ['has another beginning', { prefix: 'Ho' }, [received('alice', 'hola')], 'broken'],
    ['has less than a beginning', { prefix: 'Hola' }, [received('alice', 'Ho')], 'open'],
    ['matches a pattern over line ends', { pattern: '^H.*o$' }, [received('alice', 'Hola\nMundo')], 'met'],
    ['may match a pattern later', { pattern: 'Mundo' }, [received('alice', 'Hola')], 'open'],
    [
      'will not match a pattern when it has ended',
      { pattern: 'Mundo' },
      [received('alice', 'Hola'), closed('alice', 'fin')],
      'broken',
    ],
    ['has a line of JSON', { json: { id: 1 } }, [received('alice', '{"id": '), received('alice', '1}\n{')], 'met'],
    ['has no whole line of JSON yet', { json: { id: 1 } }, [received('alice', '{"id":1}')], 'open'],
    ['has a line of other JSON', { json: { id: 1 } }, [received('alice', '{"id":2}\n')], 'broken'],
    ['has a line of more JSON', { json: { id: 1 } }, [received('alice', '{"id":1,"ok":true}\n')], 'broken'],
    [
      'has a line with more keys, which may be',
      { json: { id: 1 }, moreKeys: 'allowed' },
      [received('alice', '{"id":1,"ok":true}\n')],
      'met',
    ],
    [
      'ends in the middle of a line',
      { json: { id: 1 } },
      [received('alice', '{"id":1}'), closed('alice', 'fin')],
      'broken',
    ],
    ['has so many bytes', { length: 4 }, [received('alice', 'Hola')], 'met'],
    ['has not so many bytes yet', { length: 5 }, [received('alice', 'Hola')], 'open'],
    ['has no bytes, as it should', { length: 0 }, [], 'met'],
    ['has the right hash', { length: 16, sha256 }, [received('alice', toText(hello)), digest], 'met'],
    ['has another hash', { length: 16, sha256: 'ab'.repeat(32) }, [received('alice', toText(hello)), digest], 'broken'],
    ['has no hash yet', { length: 16, sha256 }, [received('alice', toText(hello))], 'open'],
  ])('%s', (_, wanted, facts, expected) => {
    expect(settled('tcp-server', wanted, ...facts)).toBe(expected);
  });

  test('is the same however it was cut', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(cuts, (sizes) => {
        let start = 0;
        const chunks = sizes.map((size) => hello.subarray(start, (start += size))).filter((chunk) => chunk.length > 0);
        const facts = chunks.map((bytes): Unstamped => ({ kind: 'received', peer: 'alice', bytes }));
        expect(settled('tcp-server', { text: toText(hello) }, ...facts)).toBe('met');
        expect(settled('tcp-server', { text: toText(hello) }, ...facts.slice(0, -1))).toBe('open');
      }),
    );
  });

  test('of many bytes is compared once it is complete', () => {
    const wanted = { repeat: { text: 'a', times: 70_000 } };
    expect(settled('tcp-server', wanted, received('alice', 'b'))).toBe('open');
    expect(settled('tcp-server', wanted, received('alice', 'b'.repeat(70_000)))).toBe('broken');
    expect(settled('tcp-server', wanted, received('alice', 'a'.repeat(70_000)))).toBe('met');
  });
});

describe('a datagram', () => {
  test.each<Example>([
    ['has not come yet', { text: 'Hola' }, [], 'open'],
    ['is met by the same bytes', { text: 'Hola' }, [received('alice', 'Hola')], 'met'],
    ['is broken by fewer bytes, for it is whole', { text: 'Hola' }, [received('alice', 'Ho')], 'broken'],
    ['is broken by more bytes', { text: 'Hola' }, [received('alice', 'Hola!')], 'broken'],
    ['is not joined with the next one', { text: 'Hola' }, [received('alice', 'Ho'), received('alice', 'la')], 'broken'],
    ['may be empty', { text: '' }, [empty], 'met'],
    ['is not empty when it should not be', { text: 'Hola' }, [empty], 'broken'],
    ['is any datagram, an empty one too', { any: true }, [empty], 'met'],
    ['has a beginning', { prefix: 'Ho' }, [received('alice', 'Hola')], 'met'],
    ['is too short for a beginning', { prefix: 'Hola' }, [received('alice', 'Ho')], 'broken'],
    ['has JSON, with a line end or without', { json: { id: 1 } }, [received('alice', '{"id":1}')], 'met'],
    ['has other JSON', { json: { id: 1 } }, [received('alice', '{"id":2}')], 'broken'],
    ['matches a pattern', { pattern: '^H.la$' }, [received('alice', 'Hola')], 'met'],
    ['does not match a pattern', { pattern: '^H.la$' }, [received('alice', 'Adiós')], 'broken'],
    ['has so many bytes', { length: 4 }, [received('alice', 'Hola')], 'met'],
    ['has fewer bytes', { length: 5 }, [received('alice', 'Hola')], 'broken'],
    ['has more bytes', { length: 3 }, [received('alice', 'Hola')], 'broken'],
    ['of no bytes still has to come', { length: 0 }, [], 'open'],
    ['of no bytes has come', { length: 0 }, [empty], 'met'],
  ])('%s', (_, wanted, facts, expected) => {
    expect(settled('udp-server', wanted, ...facts)).toBe(expected);
  });

  test.each<Example>([
    ['may have been overtaken', { text: 'uno' }, [received('alice', 'dos'), received('alice', 'uno')], 'met'],
    ['may still come after others', { text: 'uno' }, [received('alice', 'dos')], 'open'],
    [
      'has not come when there are others only',
      { text: 'uno' },
      [received('alice', 'dos'), closed('alice', 'fin')],
      'broken',
    ],
  ])('in any order %s', (_, wanted, facts, expected) => {
    expect(settled('udp-server', { ...wanted, order: 'any' }, ...facts)).toBe(expected);
  });

  test('must come from the port that was written to, where that is asked for', () => {
    const right = receivedFrom('alice', fromText('Hola'), serverAddress);
    const wrong = receivedFrom('alice', fromText('Hola'), { ...serverAddress, port: 7000 });
    const wanted = { text: 'Hola', fromPort: 'same' };
    expect(settled('udp-server', wanted, connected('alice'), right)).toBe('met');
    expect(settled('udp-server', wanted, connected('alice'), wrong)).toBe('broken');
    expect(settled('udp-server', { text: 'Hola' }, connected('alice'), wrong)).toBe('met');
  });
});

describe('what an expectation takes', () => {
  test('of a stream is just its own bytes; the rest is for the next one', () => {
    const ledger = ledgerAfter(received('alice', 'uno dos '), received('alice', 'tres cuatro cinco'));
    const all = [
      { text: 'uno ' },
      { prefix: 'dos ' },
      { pattern: 'tr.*? c' },
      { length: 6 },
      { any: true },
      { any: true },
    ];
    expect(taken('tcp-server', ledger, ...all)).toEqual(['uno ', 'dos ', 'tres c', 'uatro ', 'cinco', null]);
  });

  test('takes a line of JSON with its line end, however it was written', () => {
    const ledger = ledgerAfter(received('alice', '{ "id": 1 }\n{"id":2}\n{"id":'));
    expect(taken('tcp-server', ledger, { json: { id: 1 } }, { json: { id: 2 } }, { json: { id: 3 } })).toEqual([
      '{ "id": 1 }\n',
      '{"id":2}\n',
      null,
    ]);
  });

  test('with a pattern begins where the one before ended', () => {
    const ledger = ledgerAfter(received('alice', 'OK uno\nOK dos\n'));
    expect(taken('tcp-server', ledger, { pattern: String.raw`OK \w+\n` }, { pattern: String.raw`OK \w+\n` })).toEqual([
      'OK uno\n',
      'OK dos\n',
    ]);
  });

  test('of datagrams is one after the other, whole', () => {
    const ledger = ledgerAfter(received('alice', 'uno'), empty, received('alice', 'dos tres'));
    expect(taken('udp-server', ledger, { any: true }, { text: '' }, { prefix: 'dos' }, { any: true })).toEqual([
      'uno',
      '',
      'dos tres',
      null,
    ]);
  });

  test('can be what a template says: sent, received, and under a name', () => {
    const ledger = ledgerAfter(done(0, sent('alice', 'Hola')), received('alice', 'Hola, Hola, otra vez Hola'));
    const all = [
      { template: '{sent}', as: 'echo' },
      { text: ', ' },
      { template: '{echo}' },
      { pattern: ', .*z ' },
      { template: '{sent}' },
    ];
    expect(taken('tcp-server', ledger, ...all)).toEqual(['Hola', ', ', 'Hola', ', otra vez ', 'Hola']);
  });

  test('can be what the step before has taken', () => {
    const ledger = ledgerAfter(received('alice', 'abab'));
    expect(taken('tcp-server', ledger, { length: 2 }, { template: '{received}' })).toEqual(['ab', 'ab']);
  });

  test('leaves nothing of a stream, and no datagram, when all is taken', () => {
    const ledger = ledgerAfter(received('alice', 'Hola'));
    expect(toText(available(ledger.peer('alice'), specOf('tcp-server')) ?? fromText('?'))).toBe('Hola');
    taken('tcp-server', ledger, { any: true });
    expect(available(ledger.peer('alice'), specOf('tcp-server'))).toBeUndefined();
  });
});

test('what is wanted is known where it is named, and not where only its shape is', () => {
  const ledger = ledgerAfter(sent('alice', 'Hola'));
  const wanted = (notation: object) => wantedBytes(expectation(notation), ledger);
  expect(toText(wanted({ template: '{sent}!' }) ?? fromText(''))).toBe('Hola!');
  expect(toText(wanted({ prefix: 'Ho' }) ?? fromText(''))).toBe('Ho');
  expect(wanted({ pattern: 'Hola' })).toBeUndefined();
  expect(wanted({ any: true })).toBeUndefined();
});
