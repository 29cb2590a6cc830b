import { describe, expect, test } from 'vitest';
import { displayWidth } from './display-width.ts';
import { renderProgress } from './progress.ts';

describe('the progress line', () => {
  test('shows how much is done, and what is being done', () => {
    expect(renderProgress({ done: 12, total: 48, current: 'ana · tcp-echo' }, 80, 'es')).toBe(
      '█████░░░░░░░░░░░░░░░ 12 de 48  ana · tcp-echo',
    );
    expect(renderProgress({ done: 48, total: 48, current: '' }, 80, 'en')).toBe('████████████████████ 48 of 48');
  });

  test('never exceeds the width, and drops the bar where there is no room', () => {
    const current = 'una entrega con un nombre larguísimo 漢字漢字漢字';
    for (const columns of [0, 1, 5, 20, 40, 60]) {
      expect(displayWidth(renderProgress({ done: 1, total: 9, current }, columns, 'es'))).toBeLessThanOrEqual(columns);
    }
    expect(renderProgress({ done: 1, total: 9, current: 'ana' }, 30, 'es')).toBe('1 de 9  ana');
  });

  test('a hostile name stays on the line', () => {
    expect(renderProgress({ done: 0, total: 0, current: '\r\u001b[2Kx' }, 80, 'en')).toBe(
      String.raw`░░░░░░░░░░░░░░░░░░░░ 0 of 0  \r\x1b[2Kx`,
    );
  });
});
