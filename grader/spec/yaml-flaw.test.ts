import { describe, expect, test } from 'vitest';
import { readYaml } from './yaml-source.ts';
import { yamlFlaw, type YamlFlaw } from './yaml-flaw.ts';

/** A text with each mistake, and where it is told. */
const broken: {
  readonly [Code in Exclude<YamlFlaw['code'], 'OTHER'>]: readonly (readonly [text: string, place: string])[];
} = {
  ALIAS_WITH_PROPERTIES: [['a: &x b\nc: &y *x', '2:7']],
  NAMELESS_ALIAS: [
    ['a: *\n', '1:4'],
    ['a: & b', '1:4'],
  ],
  UNKNOWN_DIRECTIVE: [['%FOO\n---\na: b', '1:1']],
  UNKNOWN_ESCAPE: [['a: "\\q"', '1:5']],
  KEYS_NOT_ALIGNED: [['a:\n  b: c\n d: e', '3:1']],
  ITEMS_NOT_ALIGNED: [['a:\n  - b\n - c', '3:1']],
  BLOCK_TEXT_INDENT: [['a: |\n    \n  x', '3:3']],
  PROPERTY_BEFORE_SIGN: [
    ['&x - a', '1:1'],
    ['&x ? a\n: b', '1:4'],
  ],
  SECOND_COLON: [
    ['id: sample: y', '1:5'],
    ['a: { es: Eco: de: x }', '1:10'],
  ],
  TOO_FAR_RIGHT: [['a: b\n  c: d', '1:4']],
  LIST_BESIDE_KEY: [['a: - b', '1:4']],
  LINES_IN_BRACKETS: [['a: [\n  - b\n]', '2:3']],
  LONG_KEY: [[`${'a'.repeat(1100)}: b`, '1:1']],
  NO_COLON: [['a: 1\nb\nc: 2', '2:1']],
  KEY_OVER_LINES: [
    ['a\nb: c', '1:1'],
    ['{a: b\n c: d}', '1:5'],
  ],
  NO_COMMA: [['a: ["b" "c"]', '1:9']],
  NO_BLANK_BEFORE_COMMENT: [['a: "b"#c', '1:7']],
  NO_DASH: [
    ['- - - a\n -b', '2:1'],
    ['- a: b\n c: d', '2:1'],
  ],
  DASH_AMONG_KEYS: [['a: b\n- c', '2:1']],
  SEVERAL_ANCHORS: [['a: &b &c d', '1:7']],
  SEVERAL_TAGS: [['a: !b !c d', '1:7']],
  TAB: [['a:\n\tb: c', '2:1']],
  TAG: [
    ['a: !b c', '1:4'],
    ['a: !b [c]', '1:4'],
  ],
  EXTRA_COMMA: [
    ['a: [b, , d]', '1:8'],
    ['a: [,]', '1:5'],
  ],
  EXTRA_BRACKET: [
    ['a: [b]]\n', '1:7'],
    ['a: }', '1:4'],
  ],
  UNEXPECTED_TEXT: [
    ['a: "b" c', '1:8'],
    ["a: 'it's'", '1:8'],
    ['a: |x\n b', '1:5'],
    ['k: [a] b', '1:8'],
  ],
  UNEXPECTED_LINE: [
    ['- a\nb: c', '2:1'],
    [' a: b\nc: d', '2:1'],
  ],
  NOT_CLOSED: [
    ['a: "b\nc: d\n', '1:4'],
    ["x: 1\na: 'b\nc: d\n", '2:4'],
    ['a: [b\nc: d', '1:4'],
    ['a: { b: c\nd: [e]\n', '1:4'],
    ['a: { b: "c }\nd: [e]\n', '1:9'],
  ],
  BAD_BEGINNING: [
    ['a: @b', '1:4'],
    ['a: `b', '1:4'],
    ['a: %b', '1:4'],
  ],
};

describe.each(Object.entries(broken))('%s', (code, texts) => {
  test.each(texts)('%j', (text, place) => {
    const read = readYaml(text);
    const told = read.ok ? [] : read.problems;
    const flaws = told.map(({ problem, place: { line, column } }) => ({
      code: problem.code === 'YAML_SYNTAX' ? problem.flaw.code : problem,
      place: `${line}:${column}`,
    }));
    expect(flaws[0]).toEqual({ code, place });
  });
});

test('words of the library that nobody knows are kept', () => {
  const flaw = yamlFlaw({ code: 'IMPOSSIBLE', message: 'Map comment with trailing content', pos: [0, 1] }, 'a');
  expect(flaw).toEqual({ code: 'OTHER', words: 'Map comment with trailing content' });
});
