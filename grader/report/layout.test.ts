import { describe, expect, test } from 'vitest';
import {
  blank,
  fixed,
  flow,
  noPaint,
  nothing,
  paragraph,
  plain,
  renderRows,
  toned,
  verbatim,
  type Paint,
} from './layout.ts';

const loud: Paint = { ...noPaint, bad: (text) => `<${text}>`, strong: (text) => `*${text}*` };

describe('rows', () => {
  test('text is wrapped at blanks and hangs under itself', () => {
    const row = flow(2, toned('bad', '✗ '), [plain('uno dos tres cuatro cinco')]);
    expect(renderRows([row], 16, noPaint)).toBe('  ✗ uno dos tres\n    cuatro cinco\n');
  });

  test('a trail stands at the right of the first line', () => {
    const row = flow(0, nothing, [plain('uno dos tres')], plain('5 / 5'));
    expect(renderRows([row], 20, noPaint)).toBe('uno dos tres   5 / 5\n');
    expect(renderRows([row], 17, noPaint)).toBe('uno dos     5 / 5\ntres\n');
  });

  test('a word wider than the line is broken', () => {
    expect(renderRows([paragraph(0, plain('ab 漢字漢字漢字漢字'))], 12, noPaint)).toBe('ab\n漢字漢字漢字\n漢字\n');
  });

  test('colour counts for nothing and spans of one tone are painted together', () => {
    const row = paragraph(0, toned('bad', 'uno dos'), plain(' tres '), toned('strong', 'cuatro'));
    expect(renderRows([row], 14, loud)).toBe('<uno dos> tres\n*cuatro*\n');
  });

  test('a fixed line is cut, a verbatim one is not', () => {
    expect(renderRows([fixed(2, plain('abcdefgh'), plain('ijkl'))], 8, noPaint)).toBe('  abcde…\n');
    expect(renderRows([verbatim(2, plain('abcdefgh ijkl'))], 8, noPaint)).toBe('  abcdefgh ijkl\n');
  });

  test('blank lines never pile up', () => {
    expect(renderRows([paragraph(0, plain('a')), blank, blank, paragraph(0, plain('b'))], 20, noPaint)).toBe(
      'a\n\nb\n',
    );
  });

  test('whatever a span holds, it cannot leave its line or reach the terminal', () => {
    const hostile = '\u001b[2J\u001b]0;x\u0007\nfuera\u202e\u009b';
    for (const row of [
      paragraph(0, plain(hostile)),
      fixed(0, plain(hostile)),
      verbatim(0, plain(hostile)),
      flow(0, plain(hostile), [], plain(hostile)),
    ]) {
      expect(renderRows([row], 100, noPaint)).toMatch(/^[\x20-\x7e]*\n$/);
    }
  });
});
