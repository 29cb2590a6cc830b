import { describe, expect, test } from 'vitest';
import { handedIn } from '../sample/class.ts';
import { matchRows, type Match, type Person } from './match-rows.ts';
import { idKeys, mayBeSame, nameKeys } from './person-keys.ts';

function person(id: string, name: string, ...otherIds: readonly string[]): Person {
  return { ids: [id], otherIds, names: [name] };
}

function isSame(one: string, other: string): boolean {
  return nameKeys(one).some((key) => nameKeys(other).includes(key));
}

describe('two names', () => {
  test.each([
    ['Ana Pérez', 'ANA PEREZ'],
    ['Ana Pérez', 'Pérez, Ana'],
    ['Ana María Pérez López', 'Pérez López, Ana María'],
    ['Ana Pérez', 'AnaPérez'],
    ['Pérez López, Ana María', 'perezlopezanamaria'],
    ["Luis O'Brien", 'O’Brien, Luis'],
    ['Begoña Íñiguez', 'iniguezbegona'],
    ['José', 'Jose\u0301'],
  ])('%j and %j are the same', (one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  test.each([
    ['Ana Pérez', 'Ana'],
    ['Ana Pérez', 'Ana Pérez López'],
    ['Ana Pérez', 'Ana Peres'],
    ['', ''],
    ['???', '!!!'],
  ])('%j and %j are not', (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});

test.each([
  ['Ana Pérez', 'Ana María Pérez López', true],
  ['perezana', 'Pérez, Ana', true],
  ['Ana Pérez', 'Ana Gil', false],
  ['Ana Pérez', 'Luis Gil', false],
  ['Ana Pérez', '', true],
])('%j and %j may be the same person: %j', (one, other, same) => {
  expect(mayBeSame(one, other)).toBe(same);
  expect(mayBeSame(other, one)).toBe(same);
});

test.each([
  ['Participant 1234', '1234'],
  ['Participante 1234', '1234'],
  ['Participant_1234', '1234'],
  ['1234', '1234'],
  ['A01234567', 'a01234567'],
  ['ana@example.org', 'ana@example.org'],
])('the id %j is compared as %j', (id, key) => {
  expect(idKeys(id)).toEqual([key]);
});

const ana = person('Participant 1', 'Ana Pérez', 'A1');
const luis = person('Participant 2', 'Luis Gil', 'A2');
const otherAna = person('Participant 3', 'ana perez', 'A3');

describe('a submission', () => {
  test.each<readonly [string, readonly [string, string | null], readonly Person[], Match]>([
    ['is found by its id, whatever the name', ['Luis Gil', '1'], [ana, luis], { kind: 'row', row: 0 }],
    ['is found by another id', ['X', 'a2'], [ana, luis], { kind: 'row', row: 1 }],
    ['is found by its name, where no id says it', ['Pérez, Ana', null], [ana, luis], { kind: 'row', row: 0 }],
    ['is found by its name, where its id is not there', ['Luis Gil', '99'], [ana, luis], { kind: 'row', row: 1 }],
    ['is not there', ['Eva', null], [ana, luis], { kind: 'none' }],
    ['is not guessed by name', ['Ana Pérez', null], [ana, luis, otherAna], { kind: 'ambiguous', rows: [0, 2] }],
    ['is told from its namesake by id', ['Ana Pérez', '3'], [ana, luis, otherAna], { kind: 'row', row: 2 }],
    ['is not guessed by id', ['Ana', '1'], [ana, luis, ana], { kind: 'ambiguous', rows: [0, 2] }],
    ['without a name or an id is nobody', ['?', ''], [ana, person('', '')], { kind: 'none' }],
  ])('%s', (_, [name, id], people, match) => {
    expect(matchRows([handedIn(name, id)], people)).toMatchObject([match]);
  });

  test('that has a row by name only gives way to one that has it by id', () => {
    const matches = matchRows([handedIn('Ana Pérez'), handedIn('X', '1')], [ana, luis]);
    expect(matches).toMatchObject([
      { kind: 'shared', row: 0 },
      { kind: 'row', row: 0 },
    ]);
  });

  test('whose row another one claims as well leaves it to a person', () => {
    const matches = matchRows([handedIn('Ana Pérez'), handedIn('Pérez, Ana')], [ana, luis]);
    expect(matches).toMatchObject([{ kind: 'shared' }, { kind: 'shared' }]);
  });
});
