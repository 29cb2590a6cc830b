import { describe, expect, test } from 'vitest';
import type { Paint } from '../layout.ts';
import { aClass, graded, handedIn, inWeek2, onlyEcho, withScore } from '../sample/class.ts';
import { hostileClass } from '../sample/hostile-class.ts';
import { mixed } from '../sample/server-grades.ts';
import { renderClassSummary } from './class-summary.ts';
import type { Check } from '../../spec/exercise.ts';
import { standingOf, type FullStanding } from './standing.ts';
import { countChecks, type Hardness, type Tally } from './statistics.ts';

const standings = aClass.map((one) => standingOf(one, inWeek2.exercises));

function tallyOf(all: readonly FullStanding[]): Tally {
  const tally = new Map<Check, Pick<Hardness, 'failed' | 'tried'>>();
  for (const one of all) if ('passed' in one) countChecks(tally, one);
  return tally;
}

function tag(text: string): string {
  return `\u001b[1m${text}\u001b[0m`;
}

describe.each(['es', 'en'] as const)('the summary of a class (%s)', (lang) => {
  test('says how it did, and what needs a person', async () => {
    const summary = renderClassSummary(standings, tallyOf(standings), inWeek2, { lang, columns: 90 });
    await expect(summary).toMatchFileSnapshot(`../golden/class.${lang}.txt`);
  });

  test('fits a narrow terminal', () => {
    const lines = renderClassSummary(standings, tallyOf(standings), inWeek2, { lang, columns: 20 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
  });
});

describe('the summary of a class', () => {
  test('of nobody is one line under the title', () => {
    expect(renderClassSummary([], new Map(), onlyEcho, { lang: 'en', columns: 80 })).toBe(
      'TCP echo\n0 submissions: 0 graded\n',
    );
  });

  test('has no spread where nothing is graded to the end', () => {
    const only = [standingOf(graded(handedIn('Ana'), mixed), onlyEcho.exercises)];
    expect(renderClassSummary(only, tallyOf(only), onlyEcho, { lang: 'en', columns: 80 })).not.toContain('Scores');
  });

  test('of a large class has bars that fit, and lists that end', () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      standingOf(withScore(handedIn(`S${at}`, null, { late: true }), at % 102), inWeek2.exercises),
    );
    const lines = renderClassSummary(many, tallyOf(many), inWeek2, { lang: 'es', columns: 80 }).split('\n');
    expect(lines.find((line) => line.includes('más (en grades.csv'))).toContain('288 más');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.length).toBeLessThan(40);
  });

  test('never lets what a student wrote reach the terminal as a control sequence', () => {
    const hostile = hostileClass.map((one) => standingOf(one, onlyEcho.exercises));
    const summary = renderClassSummary(hostile, tallyOf(hostile), onlyEcho, { lang: 'es', columns: 90 });
    expect(summary.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(summary).toContain('\\x1b[2J');
  });

  test('in colour says the same', () => {
    const paint: Paint = { title: tag, strong: tag, good: tag, bad: tag, warn: tag, dim: tag, code: tag };
    const coloured = renderClassSummary(standings, tallyOf(standings), inWeek2, { lang: 'es', columns: 80, paint });
    expect(coloured).toContain('\u001b[1m');
    expect(coloured.replaceAll(/\p{Cc}\[\dm/gu, '')).toBe(
      renderClassSummary(standings, tallyOf(standings), inWeek2, { lang: 'es', columns: 80 }),
    );
  });
});
