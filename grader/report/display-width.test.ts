import { describe, expect, test } from 'vitest';
import { cutToWidth, displayWidth, fittingStart } from './display-width.ts';

describe('display width', () => {
  test.each([
    ['', 0],
    ['Hola', 4],
    ['Ñandú', 5],
    ['Nandu\u0301', 5],
    ['漢字', 4],
    ['ｆｕｌｌ', 8],
    ['한국', 4],
    ['😀', 2],
    ['👍🏽', 2],
    ['❤️', 2],
    ['❤', 1],
    ['🇧🇴', 2],
    ['✓ ✗', 3],
  ])('of %j is %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  test('a text that fits is not cut', () => {
    expect(cutToWidth('漢字', 4)).toBe('漢字');
  });

  test('a wide character that would stick out is left out', () => {
    expect(cutToWidth('漢字漢字', 6)).toBe('漢字…');
    expect(cutToWidth('漢字漢字', 4)).toBe('漢…');
  });

  test('a letter keeps its marks', () => {
    expect(fittingStart('e\u0301e\u0301', 1)).toBe('e\u0301');
  });
});
