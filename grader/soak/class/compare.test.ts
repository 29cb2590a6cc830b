import { describe, expect, test } from 'vitest';
import { differencesOf, listsDiffering } from './compare.ts';
import type { Expected, Member, Part } from './part.ts';
import type { Entry, Written } from './written.ts';

const known: Expected = { kind: 'verdicts', score: 70, verdicts: new Map([['server echoes', 'failed']]) };

function member(id: string, expected: Expected, about: Partial<Part> = {}): Member {
  const part: Part = { sort: 'broken', name: 'reads-once', file: 'a.zip', bytes: new Uint8Array(), ...about, expected };
  return { id, name: 'Ana', part };
}

const graded: Entry = { key: 'ana-7', student: { id: '7' }, state: 'graded', score: 70 };

function written(entries: readonly Entry[], change: Partial<Written> = {}): Written {
  const files = entries.flatMap(({ key }) => [`students/${key}.html`, `students/${key}.json`]);
  return {
    entries,
    verdicts: new Map([['ana-7', new Map([['server echoes', 'failed']])]]),
    grades: `"key"\r\n${entries.map(({ key }) => `"${key}"\r\n`).join('')}`,
    pages: new Map(),
    files: ['grades.csv', 'results.jsonl', 'students', ...files],
    ...change,
  };
}

const ana = [member('7', known)];

describe('a class is as it should be', () => {
  test('when points and verdicts are the known ones', () => {
    expect(differencesOf(ana, written([graded]))).toEqual([]);
  });

  test('when a hostile hand-in is graded, with no more points than it may have', () => {
    expect(differencesOf([member('7', { kind: 'graded', atMost: 70 })], written([graded]))).toEqual([]);
  });

  test('when an archive is refused for the reason that is known', () => {
    const refused: Entry = { ...graded, state: 'ungradable', score: undefined, because: { code: 'ENCRYPTED' } };
    expect(differencesOf([member('7', { kind: 'ungradable', code: 'ENCRYPTED' })], written([refused]))).toEqual([]);
  });
});

describe('a difference is', () => {
  test.each<[string, Expected, Partial<Entry>, string]>([
    ['other points', known, { score: 71 }, 'should have 70 points, has 71'],
    ['more points than are possible', { kind: 'graded', atMost: 0 }, {}, 'should have 0 points at most, has 70'],
    [
      'a fault of the grader',
      known,
      { state: 'grader-error', message: 'boom' },
      'should be graded, is grader-error boom',
    ],
    [
      'what could not be decided',
      { kind: 'graded', atMost: 100 },
      { state: 'incomplete' },
      'should be graded, is incomplete',
    ],
    ['an archive that was opened', { kind: 'ungradable', code: 'ENCRYPTED' }, {}, 'should be ungradable, is graded'],
    [
      'an archive refused for another reason',
      { kind: 'ungradable', code: 'ENCRYPTED' },
      { state: 'ungradable', because: { code: 'DAMAGED' } },
      'should be ENCRYPTED, is ungradable DAMAGED',
    ],
  ])('%s', (_, expected, change, words) => {
    expect(differencesOf([member('7', expected)], written([{ ...graded, ...change }]))).toEqual([
      `Ana (7, broken reads-once): ${words}`,
    ]);
  });

  test('another verdict, and one that is not there', () => {
    const expected: Expected = {
      ...known,
      verdicts: new Map([
        ['server echoes', 'passed'],
        ['server ends', 'skipped'],
      ]),
    };
    expect(differencesOf([member('7', expected)], written([graded]))).toEqual([
      'Ana (7, broken reads-once): server echoes should be passed, is failed',
      'Ana (7, broken reads-once): server ends should be skipped, is absent',
    ]);
  });

  test('somebody without a result, twice in the results, or not of the class', () => {
    expect(differencesOf(ana, written([]))).toEqual(['Ana (7, broken reads-once): has no result']);
    expect(differencesOf(ana, written([graded, graded]))).toEqual(['Ana (7, broken reads-once): has 2 results']);
    const stranger = { ...graded, key: 'eve', student: { id: null } };
    expect(differencesOf(ana, written([graded, stranger]))).toEqual(['eve: nobody of the class']);
  });

  test('a file more or less, and a list that is too short', () => {
    const { files } = written([graded]);
    expect(differencesOf(ana, written([graded], { files: [...files, '.socklab-lock'] }))).toEqual([
      '.socklab-lock: a file that should not be there',
    ]);
    expect(differencesOf(ana, written([graded], { files: files.filter((file) => file !== 'grades.csv') }))).toEqual([
      'grades.csv: is missing',
    ]);
    expect(differencesOf(ana, written([graded], { grades: '"key"\r\n' }))).toEqual([
      'grades.csv: has 0 rows for 1 results',
    ]);
  });

  test('told of two lists by the first line in which they are not the same', () => {
    expect(listsDiffering('a\r\nb\r\n', 'a\r\nb\r\n')).toEqual([]);
    expect(listsDiffering('a\r\nb\r\n', 'a\r\nc\r\n')).toEqual([
      'grades.csv: line 2 is c where the unbroken one has b',
    ]);
    expect(listsDiffering('a', 'a\r\nb')).toEqual(['grades.csv: line 2 is b where the unbroken one has the end']);
  });
});
