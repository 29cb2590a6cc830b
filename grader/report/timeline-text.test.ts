import { describe, expect, test } from 'vitest';
import { everyFact } from './sample/every-fact.ts';
import { sent, timeline } from './sample/facts.ts';
import { renderTimeline } from './timeline-text.ts';

describe('the wire log', () => {
  test.each(['es', 'en'] as const)('has a line for every kind of fact (%s)', async (lang) => {
    const log = renderTimeline(everyFact, { lang, columns: 110, program: 'server' });
    expect(log.match(/^ +[\d.]+ ms /gm)).toHaveLength(everyFact.length);
    await expect(log).toMatchFileSnapshot(`golden/timeline.${lang}.txt`);
  });

  test('tells time, direction, length and bytes', () => {
    expect(
      renderTimeline(timeline(sent('alice', 'Hola\u001b[2J')), { lang: 'en', columns: 80, program: 'server' }),
    ).toBe(`     0.4 ms  alice → server  8 bytes: "Hola${String.raw`\x1b`}[2J"\n`);
  });

  test('of nothing is nothing', () => {
    expect(renderTimeline([], { lang: 'es', columns: 80, program: 'server' })).toBe('');
  });
});
