/** One processor is enough for these tests: the program and those that keep it from running are tied to the same one. */
import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { OwnTimeClock } from './own-time.ts';

const onOneProcessor = 'import os, time; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})';

/** Eight processes that want the processor all the time, for ten seconds at most; the kernel shares it by sessions. */
const crowd = `
  ${onOneProcessor}
  end = time.monotonic() + 10
  for _ in range(7):
      if os.fork() == 0:
          os.setsid()
          break
  print('ready', flush=True)
  while time.monotonic() < end:
      pass
`;

const computesOnRequest = `
  ${onOneProcessor}
  print('ready', flush=True)
  input()
  end = time.process_time() + 0.1
  while time.process_time() < end:
      pass
  print('done', flush=True)
`;

const sleepsOnRequest = `
  import time
  print('ready', flush=True)
  input()
  time.sleep(0.4)
  print('done', flush=True)
`;

/** Time counted, and time that passed, from the request until the program is done. */
async function measure(lab: Lab, source: string): Promise<{ ownMs: number; wallMs: number }> {
  const program = await lab.python(source);
  await program.says('ready');
  const startMs = performance.now();
  const clock = new OwnTimeClock(() => [program.pid]);
  clock.elapsedMs();
  program.program.type(new TextEncoder().encode('go\n'));
  await program.says('done');
  return { ownMs: clock.elapsedMs(), wallMs: performance.now() - startMs };
}

describe("A program's own time", () => {
  test('counts what it computed, and leaves out what it waited for a processor that others used', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const others = await lab.python(crowd);
    await others.says('ready');
    const { ownMs, wallMs } = await measure(lab, computesOnRequest);
    expect(wallMs).toBeGreaterThan(300);
    expect(ownMs).toBeGreaterThan(80);
    expect(ownMs).toBeLessThan(0.6 * wallMs);
  });

  test('counts what it slept', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const { ownMs, wallMs } = await measure(lab, sleepsOnRequest);
    expect(ownMs).toBeGreaterThan(250);
    expect(ownMs).toBeLessThanOrEqual(wallMs);
  });

  test('is all the time there is while no program runs, less what the grader itself was kept waiting', () => {
    const startMs = performance.now();
    const clock = new OwnTimeClock(() => []);
    while (performance.now() - startMs < 20);
    const ownMs = clock.elapsedMs();
    expect(ownMs).toBeGreaterThan(1);
    expect(ownMs).toBeLessThanOrEqual(performance.now() - startMs);
  });

  test('of a wait that has only begun counts no more than a moment', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(sleepsOnRequest);
    const clock = new OwnTimeClock(() => [program.pid]);
    await program.says('ready');
    program.program.type(new TextEncoder().encode('go\n'));
    await program.says('done');
    expect(clock.elapsedMs()).toBeLessThanOrEqual(25);
    expect(clock.upperBoundMs()).toBeLessThan(400);
  });

  test('only grows', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python('input()');
    const clock = new OwnTimeClock(() => [program.pid]);
    const readings = Array.from({ length: 20 }, () => clock.elapsedMs());
    expect(readings).toEqual(readings.toSorted((a, b) => a - b));
    expect(readings.at(0)).toBeLessThan(readings.at(-1) ?? 0);
  });
});
