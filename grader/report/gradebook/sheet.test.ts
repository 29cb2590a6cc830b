import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromText, toText } from '../../model/bytes.ts';
import { parseSheet, withText, writeSheet, type Sheet } from './sheet.ts';

function sheetOf(text: string): Sheet {
  const sheet = parseSheet(fromText(text));
  if ('code' in sheet) throw new Error(sheet.code);
  return sheet;
}

function texts(text: string): string[][] {
  return sheetOf(text).rows.map(({ cells }) => cells.map((cell) => cell.text));
}

describe('a sheet', () => {
  test.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n"1,5";2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a\tb\n1\t',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      '"a ""x""",b\n"two\nlines",c\n',
      [
        ['a "x"', 'b'],
        ['two\nlines', 'c'],
      ],
    ],
    [
      'a,b\n"1" ,2\n',
      [
        ['a', 'b'],
        ['"1" ', '2'],
      ],
    ],
    ['a,b\n\n,\n', [['a', 'b'], [''], ['', '']]],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
  ])('%j has its cells', (text, cells) => {
    expect(texts(text)).toEqual(cells);
  });

  test('keeps its BOM, which is in no cell', () => {
    const sheet = sheetOf('\ufeffa,b\n');
    expect(sheet.rows[0]?.cells[0]?.text).toBe('a');
    expect([...writeSheet(sheet).subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
  });

  test.each([
    ['NOT_UTF8', Uint8Array.of(0x4a, 0xf3, 0x2c)],
    ['NOT_UTF8', Uint8Array.of(0xff, 0xfe, 0x61, 0x00)],
    ['NOT_UTF8', Uint8Array.of(0x61, 0x00, 0x2c, 0x00)],
    ['EMPTY', fromText('')],
    ['EMPTY', fromText('\ufeff\r\n \n')],
  ])('is refused as %s', (code, bytes) => {
    expect(parseSheet(bytes)).toEqual({ code });
  });

  test('whose quote is never closed says where it opens', () => {
    expect(parseSheet(fromText('a,b\n1,2\n3,"4\n5,6\n'))).toEqual({ code: 'UNCLOSED_QUOTE', line: 3 });
  });
});

const cell = fc.oneof(
  fc.constantFrom('', ' ', '"', '""', ',', ';', 'a"b', 'Pérez, Ana', 'x\r\ny', '\t', '=1+1', '12,5'),
  fc.string({ unit: 'grapheme' }),
);
const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
  fc.record({
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
    separator: fc.constantFrom(',', ';', '\t'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  }),
);

test('whatever is in a sheet, it comes out byte for byte, and its cells are those csv-parse sees', () => {
  fc.assert(
    fc.property(table, ({ rows, separator, lineEnd }) => {
      const head = ['name', ...(rows[0] ?? []).slice(1).map((_, at) => `c${at}`)].join(separator);
      const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator));
      const text = [head, ...quoted].join(lineEnd).replaceAll('\0', ' ');
      const sheet = sheetOf(text);
      expect(toText(writeSheet(sheet))).toBe(text);
      const others: unknown = parse(text, {
        delimiter: separator,
        record_delimiter: lineEnd,
        relax_column_count: true,
      });
      expect(sheet.rows.map(({ cells }) => cells.map((one) => one.text))).toEqual(others);
    }),
  );
});

describe('a cell that is changed', () => {
  test.each([
    ['85', '', '90', ',', '90'],
    ['"85"', '85', '90', ',', '"90"'],
    ['85', '85', '90,5', ',', '"90,5"'],
    ['85', '85', '90,5', ';', '90,5'],
    ['', '', 'say "x"', ',', '"say ""x"""'],
    ['', '', 'a\nb', ',', '"a\nb"'],
  ])('%j becomes what it has to be', (raw, text, value, separator, expected) => {
    expect(withText({ raw, text }, value, separator).raw).toBe(expected);
  });
});
