import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { eventually } from '../testing/started.ts';
import { Throttle } from './throttle.ts';

/** Jobs that end when they are told to. */
class Jobs {
  readonly begun: (() => void)[] = [];

  start(throttle: Throttle, count: number): Promise<void>[] {
    const job = (): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.begun.push(resolve);
      return promise;
    };
    return Array.from({ length: count }, () => throttle.run(job));
  }
}

/** As busy as a test wants it, and how often it was looked at. */
class Machine {
  busy: number;
  looks = 0;

  constructor(busy: number) {
    this.busy = busy;
  }

  readonly runnable = (): number => {
    this.looks += 1;
    return this.busy;
  };
}

const cores = availableParallelism();

describe('a throttle', () => {
  test('lets as many begin as are always allowed, however busy the machine is', async () => {
    const machine = new Machine(cores + 5);
    const jobs = new Jobs();
    const all = jobs.start(new Throttle({ least: 2, most: 9, runnable: machine.runnable }), 3);
    await eventually(() => expect(machine.looks).toBeGreaterThan(3));
    expect(jobs.begun).toHaveLength(2);
    jobs.begun[0]?.();
    await eventually(() => expect(jobs.begun).toHaveLength(3));
    jobs.begun.forEach((end) => end());
    await Promise.all(all);
  });

  test.each([
    ['has processors left', () => 0],
    ['does not tell', () => undefined],
  ])('lets more begin while the machine %s, up to the most', async (_, runnable) => {
    const jobs = new Jobs();
    const all = jobs.start(new Throttle({ least: 1, most: 4, runnable }), 6);
    await eventually(() => expect(jobs.begun).toHaveLength(4));
    jobs.begun.forEach((end) => end());
    await eventually(() => expect(jobs.begun).toHaveLength(6));
    jobs.begun.forEach((end) => end());
    await Promise.all(all);
  });

  test('lets the next begin when the machine has calmed down, though nothing has ended', async () => {
    const machine = new Machine(cores);
    const jobs = new Jobs();
    const all = jobs.start(new Throttle({ least: 1, most: 4, runnable: machine.runnable }), 2);
    await eventually(() => expect(machine.looks).toBeGreaterThan(3));
    expect(jobs.begun).toHaveLength(1);
    machine.busy = cores - 1;
    await eventually(() => expect(jobs.begun).toHaveLength(2));
    jobs.begun.forEach((end) => end());
    await Promise.all(all);
  });

  test('gives the place of a job that failed to the next', async () => {
    const throttle = new Throttle({ least: 1, most: 1 });
    const failing = throttle.run(() => Promise.reject(new Error('no')));
    const next = throttle.run(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });
});
