import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { FreeTimeClock } from './free-time.ts';

/** Lets so many milliseconds pass without giving the processor away. */
function pass(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

/** Idle times of a machine whose processors are idle for these shares of all time. */
function processors(...shares: readonly number[]) {
  return () => shares.map((share) => performance.now() * share);
}

describe('Time with a free processor', () => {
  test('is all the time while one of the processors has nothing to do', () => {
    const startMs = performance.now();
    const clock = new FreeTimeClock(processors(0, 1));
    pass(20);
    const ownMs = clock.elapsedMs();
    expect(ownMs).toBeGreaterThanOrEqual(19);
    expect(ownMs).toBeLessThanOrEqual(performance.now() - startMs);
    expect(clock.freeMs).toBeCloseTo(ownMs, 5);
  });

  test('is none while all are busy: half of the time counts nevertheless, so that a deadline comes', () => {
    const startMs = performance.now();
    const clock = new FreeTimeClock(processors(0, 0));
    pass(20);
    expect(clock.elapsedMs()).toBeGreaterThanOrEqual(9);
    expect(clock.elapsedMs()).toBeLessThanOrEqual((performance.now() - startMs) / 2);
    expect(clock.freeMs).toBe(0);
  });

  test('is what the processor with the most to spare was idle', () => {
    const beforeMs = performance.now();
    const clock = new FreeTimeClock(processors(0.2, 0.75, 0.4));
    const startMs = performance.now();
    pass(20);
    const endMs = performance.now();
    const ownMs = clock.elapsedMs();
    expect(ownMs).toBeGreaterThanOrEqual((endMs - startMs) * 0.75 - 0.1);
    expect(ownMs).toBeLessThanOrEqual((performance.now() - beforeMs) * 0.75 + 0.1);
  });

  test('is unknown where the processors cannot be seen', () => {
    const clock = new FreeTimeClock(() => []);
    pass(5);
    expect(clock.elapsedMs()).toBeGreaterThan(2);
    expect(clock.freeMs).toBe(0);
  });

  test('does not run back, nor faster than a clock, whatever a machine says', () => {
    const odd = [[0], [1e9], [5], [5]].values();
    const clock = new FreeTimeClock(() => odd.next().value ?? [5]);
    const startMs = performance.now();
    const readings = [clock.elapsedMs(), clock.elapsedMs(), clock.elapsedMs()];
    expect(readings).toEqual(readings.toSorted((a, b) => a - b));
    expect(readings.at(-1)).toBeLessThanOrEqual(performance.now() - startMs + 1);
  });

  test('of this machine is counted, at least half of what passes', async () => {
    const clock = new FreeTimeClock();
    const startMs = performance.now();
    await setTimeout(120);
    const boundMs = clock.upperBoundMs();
    expect(boundMs).toBeGreaterThanOrEqual(59);
    expect(boundMs).toBeLessThanOrEqual(performance.now() - startMs);
    expect(clock.freeMs).toBeLessThanOrEqual(boundMs);
  });
});
