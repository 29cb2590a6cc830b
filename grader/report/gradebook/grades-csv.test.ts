import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { standingOf } from '../class/standing.ts';
import { aClass, handedIn, inWeek2, onlyEcho, withScore } from '../sample/class.ts';
import { hostileClass } from '../sample/hostile-class.ts';
import { renderGradesCsv } from './grades-csv.ts';
import { plainCell } from './plain-cell.ts';

const standings = aClass.map((one) => standingOf(one, inWeek2.exercises));

function csvOf(...about: Parameters<typeof renderGradesCsv>): string {
  return [...renderGradesCsv(...about)].join('');
}

function rowsOf(csv: string): string[][] {
  return parse(csv, { bom: true });
}

/** The cell of the name in a gradebook with one student. */
function nameCell(name: string): string {
  const csv = csvOf([standingOf(withScore(handedIn(name), 1), inWeek2.exercises)], inWeek2, 'es');
  return rowsOf(csv)[1]?.[1] ?? '';
}

describe.each(['es', 'en'] as const)('grades.csv (%s)', (lang) => {
  test('has a row for every student, whatever became of the submission', async () => {
    const csv = csvOf(standings, inWeek2, lang).replaceAll('\r\n', '\n');
    await expect(csv).toMatchFileSnapshot(`../golden/grades.${lang}.csv.txt`);
  });
});

describe('grades.csv', () => {
  test('begins with a BOM and ends every row as RFC 4180 has it', () => {
    const csv = csvOf(standings, inWeek2, 'es');
    expect(csv).toMatch(/^\ufeff"key","name"/);
    expect(csv.split('\r\n')).toHaveLength(standings.length + 2);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('leaves the score of what could not be graded empty: that is no zero', () => {
    const [head, ...rows] = rowsOf(csvOf(standings, inWeek2, 'en'));
    const score = head?.indexOf('score') ?? -1;
    expect(rows.map((row) => [row.at(-2), row[score]])).toEqual([
      ['graded', '94'],
      ['graded', '51'],
      ['graded', '40.4'],
      ['incomplete', '94'],
      ['ungradable', ''],
      ['grader-error', ''],
    ]);
  });

  test('comes in pieces, with every student in one of them', () => {
    const many = Array.from({ length: 120 }, () => standings).flat();
    const pieces = [...renderGradesCsv(many, inWeek2, 'es')];
    expect(pieces.length).toBeGreaterThan(3);
    expect(rowsOf(pieces.join(''))).toHaveLength(many.length + 1);
  });

  test('has columns for the report only where one is asked for', () => {
    const [head] = rowsOf(csvOf([], onlyEcho, 'en'));
    expect(head?.join(' ')).toBe('key name id source late superseded score maxScore tcp-echo complete state reason');
  });
});

describe('a name in a cell', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+34 600', "'+34 600"],
    ['-Ana', "'-Ana"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\uff1d1+1', "'\uff1d1+1"],
    ['\uff0b1', "'\uff0b1"],
    ['\uff0d1', "'\uff0d1"],
    ['\uff20x', "'\uff20x"],
    ['\t=1+1', "'=1+1"],
    ['\r=1+1', "'=1+1"],
    [' =1+1', "'=1+1"],
    ['\ufeff=1+1', "'=1+1"],
    ['\u200b=1+1', '\\u200b=1+1'],
    ['Ana;=1+1', "Ana;'=1+1"],
    ['Ana,"=1+1', 'Ana,"\'=1+1'],
    ['Ana|@x', "Ana|'@x"],
    ['a\r\nb', 'a\\r\\nb'],
    ['\u202eanA', '\\u202eanA'],
    ['a\u0000b\u001b[2J', 'a\\0b\\x1b[2J'],
    ['a "quoted" name', 'a "quoted" name'],
    ["O'Brien", "O'Brien"],
    ['Núñez-Pérez, María José', 'Núñez-Pérez, María José'],
    ['李小龍 😀', '李小龍 😀'],
  ])('%j is %j', (name, cell) => {
    expect(nameCell(name)).toBe(cell);
  });

  test('never begins a formula, and has nothing one cannot see, whoever handed in', () => {
    const csv = csvOf(
      hostileClass.map((one) => standingOf(one, onlyEcho.exercises)),
      onlyEcho,
      'es',
    );
    for (const cell of rowsOf(csv).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]|[\p{Cc}\p{Cf}]/u);
  });

  test('shown twice is shown the same', () => {
    expect(plainCell(plainCell('a;=1'))).toBe("a;'=1");
  });
});
