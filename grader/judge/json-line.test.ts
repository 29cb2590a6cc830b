import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { JsonFault } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import { firstLine, jsonFault } from './json-line.ts';

function fault(value: Json, line: string | Uint8Array, moreKeys = false): JsonFault | undefined {
  return jsonFault({ value, moreKeys }, typeof line === 'string' ? fromText(line) : line);
}

function differs(at: string, expected: string | null, received: string | null): JsonFault {
  return { kind: 'differs', at, expected, received };
}

const reply = { id: 1, ok: true, users: ['ana', 'beto'] };

/** The same value; the interface of fast-check has no index signature. */
function asJson(value: fc.JsonValue): Json {
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inner === undefined ? null : asJson(inner)]),
  );
}

describe('a line says what was wanted', () => {
  test.each([
    ['as it was written', '{"id":1,"ok":true,"users":["ana","beto"]}\n'],
    ['without its line end', '{"id":1,"ok":true,"users":["ana","beto"]}'],
    ['with a line end of Windows', '{"id":1,"ok":true,"users":["ana","beto"]}\r\n'],
    ['with its keys in another order', '{"users":["ana","beto"],"ok":true,"id":1}\n'],
    ['with blanks', ' { "id" : 1, "ok" : true,\t"users" : [ "ana" , "beto" ] } \n'],
    ['with escaped characters', String.raw`{"id":1.0,"ok":true,"users":["\u0061na","beto"]}`],
  ])('%s', (_, line) => {
    expect(fault(reply, line)).toBeUndefined();
  });

  test('with other keys besides, where they are allowed, however deep', () => {
    const line = '{"id":1,"user":{"name":"ana","age":20},"note":"x"}';
    expect(fault({ id: 1, user: { name: 'ana' } }, line, true)).toBeUndefined();
    expect(fault({ id: 1, user: { name: 'ana' } }, line)).toEqual(differs('user.age', null, '20'));
  });

  test('whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue().map(asJson), (value) => {
        const text = JSON.stringify(value);
        expect(fault(value, text)).toBeUndefined();
        expect(fault({ wrapped: value }, `{"wrapped": ${text}, "more": 1}`, true)).toBeUndefined();
      }),
    );
  });
});

describe('a line says something else', () => {
  test.each<[string, Json, string, JsonFault]>([
    ['in a member', reply, '{"id":2,"ok":true,"users":[]}', differs('id', '1', '2')],
    ['of another type', { id: 1 }, '{"id":"1"}', differs('id', '1', '"1"')],
    ['in an element', reply, '{"id":1,"ok":true,"users":["ana","bea"]}', differs('users[1]', '"beto"', '"bea"')],
    ['with an element less', reply, '{"id":1,"ok":true,"users":["ana"]}', differs('users[1]', '"beto"', null)],
    ['with an element more', { users: [] }, '{"users":["ana"]}', differs('users[0]', null, '"ana"')],
    ['with a list for an object', { id: 1 }, '[1]', differs('', '{"id":1}', '[1]')],
    ['with an object for a list', [1], '{"0":1}', differs('', '[1]', '{"0":1}')],
    ['with a member less', { id: null, ok: false }, '{"ok":false}', differs('id', 'null', null)],
    ['with null for a member', { id: { deep: 1 } }, '{"id":null}', differs('id', '{"deep":1}', 'null')],
    ['with a member that objects inherit', {}, '{"toString":1}', differs('toString', null, '1')],
  ])('%s', (_, wanted, line, expected) => {
    expect(fault(wanted, line)).toEqual(expected);
  });
});

describe('a line says nothing that JSON can say', () => {
  test.each([
    ['nothing at all', '\n', 'empty-line'],
    ['words', 'ok\n', 'not-json'],
    ['half an object', '{"id":1,\n', 'not-json'],
    ['two objects', '{"id":1}{"id":2}\n', 'several-values'],
    ['two objects apart', '{"id":{"a":1}} {"id":2}\n', 'several-values'],
    ['a dictionary of Python', "{'id': 1, 'ok': True, 'name': None}\n", 'python-literal'],
  ])('%s', (_, line, kind) => {
    expect(fault({ id: 1 }, line)).toEqual({ kind });
  });

  test('bytes that are no text', () => {
    expect(fault({ id: 1 }, Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ kind: 'not-utf8' });
  });
});

test('the first line is what stands up to the first line end, with it', () => {
  expect(firstLine(fromText('uno\ndos\n'))).toEqual(fromText('uno\n'));
  expect(firstLine(fromText('\n'))).toEqual(fromText('\n'));
  expect(firstLine(fromText('uno'))).toBeUndefined();
});
