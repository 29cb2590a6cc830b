import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, html, htmlText, lines, type Content } from './html.ts';

function shown(content: Content): string {
  return htmlText(html`<p title="${content}">${content}</p>`);
}

describe('what is put into a template', () => {
  test.each([
    ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
    ['" onclick="x', '&#34; onclick=&#34;x'],
    ["' onclick='x", '&#39; onclick=&#39;x'],
    ['`', '&#96;'],
    ['&lt;b&gt;', '&#38;lt;b&#38;gt;'],
    ['a\u0000b\u001b[31m', 'a\\0b\\x1b[31m'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066'],
    ['two\nlines', 'two\\nlines'],
    ['Núñez 😀', 'Núñez 😀'],
  ])('is text: %j', (text, escaped) => {
    expect(shown(text)).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  test('is text, whatever it is: no character of it means anything to a browser', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"'`]|&(?!#\d+;)/);
      }),
    );
  });

  test('may be markup of another template, a list, a number, or nothing', () => {
    const inner: Content = ['<', 1, null, html`<i>${'>'}</i>`, [html`<b></b>`]];
    expect(htmlText(html`<p>${inner}</p>`)).toBe('<p>&#60;1<i>&#62;</i><b></b></p>');
    expect(htmlText(lines(['<', html`<b>x</b>`]))).toBe('&#60;\n<b>x</b>');
  });

  test('is never markup when it was read from a file, whatever its shape', () => {
    const read: unknown = JSON.parse('{"markup": "<b>"}');
    expect(() => void Reflect.apply(shown, undefined, [read])).toThrow(TypeError);
  });
});
