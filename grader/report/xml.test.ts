import { describe, expect, test } from 'vitest';
import { readXml } from '../testing/xml.ts';
import { showText } from './bytes-text.ts';
import { element, textElement } from './xml.ts';

describe('text that may be anything', () => {
  test.each([
    ['markup', '<b>&amp;</b>'],
    ['the end of the element', '</failure></testcase><testcase name="forged"/><failure>'],
    ['the end of a section of characters', 'a ]]> b <![CDATA[ c'],
    ['a comment, a declaration', '<!-- --> <?xml version="1.1"?> <!DOCTYPE x [<!ENTITY y "z">]> &y;'],
    ['quotes', `" onload="x" '`],
    ['several lines', 'one\n  two\n\nthree'],
  ])('is only text: %s', (_, text) => {
    const root = readXml(element('root', {}, [textElement('failure', {}, text)]));
    expect(root.children).toEqual([{ name: 'failure', attributes: {}, children: [], text }]);
  });

  test('in an attribute is one line', () => {
    const message = `</failure> "a" 'b' <c> & d\n\te\r`;
    const read = readXml(element('failure', { message }));
    expect(read.attributes).toEqual({ message: `</failure> "a" 'b' <c> & d\\n\\te\\r` });
  });

  test('shows every character that XML or a reader has no place for', () => {
    const blocks = [0, 16].flatMap((plane) => Array.from({ length: 256 }, (_, block) => plane * 256 + block));
    const texts = blocks.map((block) =>
      Array.from({ length: 256 }, (_, at) => String.fromCodePoint(block * 256 + at))
        .join(' ')
        .replaceAll('\n', ''),
    );
    const written = texts.map((text) => textElement('c', { c: text }, text));
    const read = readXml(element('all', {}, written)).children;
    expect(read.map(({ text }) => text)).toEqual(texts.map(showText));
    expect(read.map(({ attributes }) => attributes['c'])).toEqual(texts.map(showText));
  });
});

test('an attribute without a value is left out', () => {
  expect(element('testcase', { file: null, name: 'a', time: 0 })).toBe('<testcase name="a" time="0"/>');
});
