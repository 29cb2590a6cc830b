import { describe, expect, test } from 'vitest';
import { ana, bob, eve } from '../../batch/sample/standings.ts';
import { paceText, standingLine } from './progress.ts';

describe('a line for each submission', () => {
  test('has the points', () => {
    expect(standingLine(ana, 3, 40, 'en')).toBe('3/40  Ana Pérez: 87.54 / 100');
  });

  test('says why there are none, and lets no name act on the terminal or begin another line', () => {
    expect(standingLine(eve, 4, 40, 'es')).toBe(
      '4/40  Eve\\x1b[2J\\n\\u2028"}{: El archivo está dañado: no se puede leer a\\nb.py. Vuelve a crear el ZIP y entrégalo otra vez.',
    );
  });

  test('says that the grader failed', () => {
    expect(standingLine(bob, 5, 40, 'en')).toMatch(/^5\/40 {2}bob: .*Error: ñandú$/);
  });
});

describe('the line that changes on a terminal', () => {
  const pace = { done: 34, total: 100 };

  test.each([
    ['before anything can be told', { perSecond: null, leftMs: null }, 'en', '34 of 100 · Ana'],
    ['in seconds', { perSecond: 1.25, leftMs: 52_800 }, 'en', '34 of 100 · 1.3 per second · 53 s left · Ana'],
    ['in minutes', { perSecond: 0.5, leftMs: 132_000 }, 'en', '34 of 100 · 30 per minute · 2 min left · Ana'],
    ['in hours', { perSecond: 0.01, leftMs: 6_600_000 }, 'es', '34 de 100 · 0.6 por minuto · faltan 1.8 h · Ana'],
    ['just before the end', { perSecond: 20, leftMs: 3 }, 'es', '34 de 100 · 20 por segundo · faltan 1 s · Ana'],
  ] as const)('tells the rate and the time left: %s', (_, about, lang, text) => {
    expect(paceText({ ...pace, ...about }, 'Ana', lang)).toBe(text);
  });

  test('has no time left when all is done, and escapes names', () => {
    const all = { done: 9, total: 9, perSecond: 2, leftMs: 0 };
    expect(paceText(all, 'Eve\u001b[2J', 'en')).toBe('9 of 9 · 2 per second · Eve\\x1b[2J');
  });
});
