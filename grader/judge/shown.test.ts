import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromText, toText } from '../model/bytes.ts';
import type { Unstamped } from '../model/observation.ts';
import { clientAddress, connected, done, exited, gaveUp, printed, sent, started } from '../report/sample/facts.ts';
import { judged, passed } from './sample/judged.ts';
import { fragmentsOf } from './shown.ts';

function shows(wanted: object, ...facts: readonly Unstamped[]): boolean {
  return (
    judged('tcp-server', [{ expectOutput: { program: 'program', ...wanted } }], done(0, ...facts)).kind === 'passed'
  );
}

describe('output that is to contain bytes', () => {
  test.each([
    ['is met by them', ['Recibido: Hola Mundo\n'], true],
    ['is met by them in several writes', ['Recibido: Ho', 'la Mu', 'ndo\n'], true],
    ['is not met by a part of them', ['Recibido: Hola\n'], false],
    ['is not met by other letters', ['Recibido: hola mundo\n'], false],
    ['is not met by nothing', [], false],
  ])('%s', (_, writes, expected) => {
    expect(shows({ text: 'Hola Mundo' }, ...writes.map((text) => printed('program', text)))).toBe(expected);
  });

  test('is met on standard error too, but not across both streams', () => {
    expect(shows({ text: 'Hola Mundo' }, printed('program', 'Hola Mundo', 'stderr'))).toBe(true);
    expect(shows({ text: 'Hola Mundo' }, printed('program', 'Hola '), printed('program', 'Mundo', 'stderr'))).toBe(
      false,
    );
  });

  test('may mean what the grader sent', () => {
    const steps = [
      { send: { peer: 'alice', text: 'señal' } },
      { expectOutput: { program: 'program', template: '<{sent}>' } },
    ];
    const sending = done(0, sent('alice', 'señal'));
    expect(judged('tcp-server', steps, sending, done(1, printed('program', '<señal>')))).toEqual(passed);
    expect(judged('tcp-server', steps, sending, done(1, printed('program', 'señal'))).kind).toBe('failed');
  });

  test('means the output since the program started for the last time', () => {
    const steps = [{ start: 'program' }, { expectOutput: { program: 'program', text: 'Hola' } }];
    const facts = [printed('program', 'Hola'), started('program', 'tcp_server.py'), printed('program', 'Adiós')];
    expect(judged('tcp-client', steps, done(0, ...facts), done(1)).kind).toBe('failed');
  });
});

describe('output that is to match a pattern', () => {
  test.each([
    ['matches anywhere, over line ends', 'Recibido: .*Mundo', 'x\nRecibido: Hola\nMundo\n', true],
    ['matches one character a byte', '^se..al$', 'señal', true],
    ['does not match', '^Hola$', 'Hola\n', false],
  ])('%s', (_, pattern, output, expected) => {
    expect(shows({ pattern }, printed('program', output))).toBe(expected);
  });
});

describe('output that is to show fragments', () => {
  test.each([
    ['each on a line of its own', 'Hola\n Mun\ndo\n', true],
    ['with words around them', 'Fragmento 1: Hola. Fragmento 2:  Mun. Fragmento 3: do.', true],
    ['joined', 'Hola Mundo\n', false],
    ['joined first, then apart', 'Hola Mundo\nHola\n Mun\ndo\n', true],
    ['apart first, then joined', 'Hola\n Mun\ndo\nHola Mundo\n', true],
    ['the first one only in the joined bytes', 'Hola Mundo\n Mun\ndo\n', false],
    ['joined twice', 'Hola Mundo\nHola Mundo\n', false],
    ['in another order', ' Mun\nHola\ndo\n', false],
    ['without the last', 'Hola\n Mun\n', false],
    ['two of them joined', 'Hola Mun\ndo\n', false],
  ])('%s', (_, output, expected) => {
    expect(shows({ text: 'Hola Mundo', fragmentBytes: 4 }, printed('program', output))).toBe(expected);
  });

  test('is met by the bytes themselves when they are one fragment', () => {
    expect(shows({ text: 'Hola', fragmentBytes: 9 }, printed('program', 'Hola'))).toBe(true);
  });

  test('is met by any fragments that stand on lines of their own', () => {
    const text = fc.stringMatching(/^[a-c]{1,20}$/);
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 6 }), (whole, size) => {
        const lines = fragmentsOf(fromText(whole), size).map((bytes) => `${toText(bytes)}\n`);
        expect(shows({ text: whole, fragmentBytes: size }, printed('program', lines.join('')))).toBe(true);
      }),
    );
  });

  test('fragments are all of one size, the last perhaps shorter', () => {
    expect(fragmentsOf(fromText('Hola Mundo'), 4).map(toText)).toEqual(['Hola', ' Mun', 'do']);
    expect(fragmentsOf(fromText('HolaAdió'), 3).length).toBe(3);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
        expect(concat(fragmentsOf(bytes, size))).toEqual(bytes);
      }),
    );
  });
});

describe('output that does not come', () => {
  const steps = [{ expectOutput: { program: 'program', text: 'Hola' } }];

  test('is broken once the program has ended', () => {
    expect(judged('tcp-server', steps, done(0, exited('program', 0))).kind).toBe('failed');
  });

  test.each(['quiet', 'deadline', 'exited'] as const)('is broken when the wait gave up: %s', (why) => {
    expect(judged('tcp-server', steps, gaveUp(0, why)).kind).toBe('failed');
  });

  test('has come when it was there at the end', () => {
    expect(judged('tcp-server', steps, done(0, exited('program', 0), printed('program', 'Hola')))).toEqual(passed);
  });
});

test('output that is to be anything is met by a character, not by blanks', () => {
  expect(shows({ any: true }, printed('program', ' \n'))).toBe(false);
  expect(shows({ any: true }, printed('program', '.'))).toBe(true);
});

describe('output that is to show an address', () => {
  const steps = [{ connect: 'alice' }, { expectOutput: { program: 'program', address: 'alice' } }];
  const connecting = done(0, connected('alice'));

  test('is met by the IP address and the port, whatever the words', () => {
    const output = printed('program', `Cliente ${clientAddress.host}, puerto ${clientAddress.port}\n`);
    expect(judged('tcp-server', steps, connecting, done(1, output))).toEqual(passed);
  });

  test('is not met by the address alone', () => {
    const output = printed('program', `Cliente ${clientAddress.host}\n`);
    expect(judged('tcp-server', steps, connecting, gaveUp(1, 'quiet', [], output))).toMatchObject({
      findings: [{ code: 'ADDRESS_MISSING', args: { peer: 'alice', address: clientAddress, shows: 'host-only' } }],
    });
  });
});

describe('what was sent in pieces', () => {
  const steps = [
    { send: { peer: 'alice', text: 'Hola Mundo', pieces: 2 } },
    { expectOutput: { program: 'program', text: 'Hola Mundo' } },
  ];
  const sending = done(0, sent('alice', 'Hola '), sent('alice', 'Mundo'));

  test('may be shown each piece by itself', () => {
    const output = printed('program', 'Recibido: Hola \nRecibido: Mundo\n');
    expect(judged('tcp-server', steps, sending, gaveUp(1, 'quiet', [], output))).toMatchObject({
      findings: [{ code: 'OUTPUT_MISSING', args: { apart: true, nearest: null } }],
    });
  });

  test('may be shown only to the end of the first piece', () => {
    const output = printed('program', 'Recibido: Hola \n');
    expect(judged('tcp-server', steps, sending, gaveUp(1, 'quiet', [], output))).not.toMatchObject({
      findings: [{ args: { apart: true } }],
    });
  });
});

test('output that is to be anything, and is nothing', () => {
  const steps = [{ expectOutput: { program: 'program', any: true } }];
  expect(judged('tcp-server', steps, gaveUp(0, 'quiet', []))).toMatchObject({ findings: [{ code: 'NOTHING_SHOWN' }] });
});
