import { describe, expect, test } from 'vitest';
import { mix } from './mix.ts';
import { sorts, type Part } from './part.ts';

const parts = sorts.flatMap((sort) =>
  ['a', 'b', 'c'].map((name): Part => ({
    sort,
    name,
    expected: { kind: 'graded', atMost: 0 },
    file: 'a.zip',
    bytes: new Uint8Array(),
  })),
);

describe('a class', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(mix(parts, 20, 5)).toEqual(mix(parts, 20, 5));
    expect(mix(parts, 20, 5)).not.toEqual(mix(parts, 20, 6));
  });

  test('has as many as are asked for, no two with the same number', () => {
    const ids = mix(parts, 500, 1).map(({ id }) => id);
    expect(new Set(ids).size).toBe(500);
  });

  test('has some of every sort when it is small, and every part when it is large', () => {
    expect(new Set(mix(parts, 4, 9).map(({ part }) => part.sort)).size).toBe(4);
    expect(new Set(mix(parts, 24, 9).map(({ part }) => part)).size).toBe(parts.length);
  });

  test('has names with accents, and among the hostile some that are hostile themselves', () => {
    const members = mix(parts, 24, 2);
    expect(members.some(({ name }) => /[À-ž]/.test(name))).toBe(true);
    const hostile = members.filter(({ name }) => !/^\p{L}/u.test(name) || name === 'CON' || name.includes('\u202E'));
    expect(hostile.length).toBe(3);
    expect(new Set(hostile.map(({ part }) => part.sort))).toEqual(new Set(['hostile']));
  });

  test('cannot be made of nothing', () => {
    expect(() => mix([], 1, 1)).toThrow('There is nothing broken to make a class of');
  });
});
