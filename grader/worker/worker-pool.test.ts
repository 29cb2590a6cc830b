import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Lab, type Ready } from '../testing/lab.ts';
import { kernelFacts, ownNetwork } from '../testing/needs.ts';
import { exerciseOf, outputOf } from '../testing/play.ts';
import { parentOf, processesOf } from '../testing/processes.ts';
import { eventually } from '../testing/started.ts';
import type { Isolation } from './isolation.ts';
import type { Performed } from './protocol.ts';
import { WorkerPool } from './worker-pool.ts';
import type { WorkerProcess } from './worker-process.ts';

const exercise = exerciseOf({ role: 'client', transport: 'tcp' }, [
  'start: program',
  'expectExit: { program: program, code: 0 }',
]);

async function poolFor(lab: Lab, isolation: Isolation, workers: number): Promise<WorkerPool> {
  lab.needs(kernelFacts);
  if (isolation === 'network') lab.needs(ownNetwork);
  return lab.use(await WorkerPool.open({ exercises: [exercise], isolation, kernel: 'auto', workers }));
}

function perform(worker: WorkerProcess, prepared: Ready): Promise<Performed> {
  return worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined });
}

/** The workers that started these programs. */
function workersOf(pids: readonly number[]): number[] {
  return pids.map(parentOf).filter((pid) => !pids.includes(pid));
}

function alive(workers: readonly number[]): number[] {
  const all = processesOf('worker.ts');
  return workers.filter((pid) => all.includes(pid));
}

describe('A pool', () => {
  test('gives each job a worker to itself, in the order they came', async (context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, 'bare', 4);
    expect(pool.size).toBe(1);
    const order: string[] = [];
    const job = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      order.push(`${name} ends`);
    };
    await Promise.all([pool.run(job('one')), pool.run(job('two')), pool.run(job('three'))]);
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
  });

  test('gives a free worker to the most urgent job, and of those to the one that came first', async (context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, 'bare', 1);
    const order: string[] = [];
    const job = (name: string) => (): Promise<void> => {
      order.push(name);
      return Promise.resolve();
    };
    await Promise.all([
      pool.run(job('under way')),
      pool.run(job('later')),
      pool.run(job('one'), 2),
      pool.run(job('most'), 3),
      pool.run(job('two'), 2),
    ]);
    expect(order).toEqual(['under way', 'most', 'one', 'two', 'later']);
  });

  test('has as many workers as it is told where each has a network of its own', async (context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, 'network', 2);
    expect(pool).toMatchObject({ size: 2, isolation: 'network', kernelEvidence: true });
    const both = Promise.withResolvers<void>();
    const seen = new Set<WorkerProcess>();
    const meet = async (worker: WorkerProcess) => {
      seen.add(worker);
      if (seen.size === 2) both.resolve();
      await both.promise;
    };
    await Promise.all([pool.run(meet), pool.run(meet)]);
    expect(seen.size).toBe(2);
  });

  test('lets a job be alone once no other is left, before those that come meanwhile', async (context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, 'network', 2);
    const order: string[] = [];
    const job = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      order.push(`${name} ends`);
    };
    const late: Promise<void>[] = [];
    const alone = (name: string) => async () => {
      late.push(pool.run(job(`after ${name}`)));
      await job(name)();
    };
    const before = [pool.run(job('one')), pool.run(job('two')), pool.run(job('three'))];
    await Promise.all([
      ...before,
      pool.runAlone(alone('first alone')),
      pool.runAlone(alone('second alone')),
      pool.run(job('last')),
    ]);
    await Promise.all(late);
    const others = ['one', 'two', 'three', 'last'].flatMap((name) => [`${name} begins`, `${name} ends`]);
    expect(order.slice(0, 8).toSorted()).toEqual(others.toSorted());
    expect(order.slice(8, 12)).toEqual([
      'first alone begins',
      'first alone ends',
      'second alone begins',
      'second alone ends',
    ]);
    expect(order.slice(12).toSorted()).toEqual(
      ['after first alone', 'after second alone'].flatMap((name) => [`${name} begins`, `${name} ends`]).toSorted(),
    );
  });

  test('goes on after a job that was alone has failed', async (context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, 'bare', 1);
    const fails = pool.runAlone(() => Promise.reject(new Error('The job failed')));
    const next = pool.run((worker) => Promise.resolve(worker.usable));
    await expect(fails).rejects.toThrow('The job failed');
    expect(await next).toBe(true);
  });

  test('gives the worker back when a job fails', async (context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, 'bare', 1);
    const fails = pool.run(() => Promise.reject(new Error('The job failed')));
    const next = pool.run((worker) => Promise.resolve(worker.usable));
    await expect(fails).rejects.toThrow('The job failed');
    expect(await next).toBe(true);
  });

  test('replaces a worker that was killed, every time, also for a job that already waits', async (context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, 'bare', 1);
    const kills = await lab.prepare('python', 'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)');
    const greets = await lab.prepare('python', 'print("hola")');
    for (const _ of ['once', 'twice']) {
      const killed = pool.run((worker) => perform(worker, kills));
      const waiting = pool.run((worker) => perform(worker, greets));
      await expect(killed).rejects.toThrow('A worker of the grader ended unexpectedly');
      expect(outputOf((await waiting).timeline)).toBe('hola\n');
    }
  });

  test.for(['bare', 'network'] as const)('that is closed leaves no process behind: %s', async (isolation, context) => {
    await using lab = await Lab.open(context);
    const pool = await poolFor(lab, isolation, 2);
    const forks = await lab.prepare('python', 'import os, time\nos.fork()\nos.fork() or os.setsid()\ntime.sleep(60)');
    const broken = pool.run((worker) => perform(worker, forks)).catch(String);
    await eventually(() => expect(processesOf(forks.folder)).toHaveLength(4));
    const pids = processesOf(forks.folder);
    const workers = workersOf(pids);
    await pool[Symbol.asyncDispose]();
    expect(await broken).toContain('A worker of the grader ended unexpectedly');
    await eventually(() => expect([...processesOf(forks.folder), ...alive(workers)]).toEqual([]));
  });
});

describe('A grader that is killed', () => {
  test.for(['bare', 'network'] as const)('leaves no worker and no program behind: %s', async (isolation, context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    if (isolation === 'network') lab.needs(ownNetwork);
    const prepared = await lab.prepare(
      'python',
      'import os, time\nos.fork()\nos.fork() or os.setsid()\ntime.sleep(60)',
    );
    const grader = await lab.write(
      'grader.mts',
      `
        const { WorkerPool } = await import('${join(import.meta.dirname, 'worker-pool.ts')}');
        const { exercise, isolation, prepared } = ${JSON.stringify({ exercise, isolation, prepared })};
        const pool = await WorkerPool.open({ exercises: [exercise], isolation, kernel: 'auto', workers: 1 });
        await pool.run((worker) => worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined }));
      `,
    );
    const driver = lab.start({ language: 'typescript', command: [process.execPath, grader] });
    await eventually(() => expect(processesOf(prepared.folder)).toHaveLength(4));
    const pids = processesOf(prepared.folder);
    const workers = workersOf(pids);
    expect(alive(workers)).toHaveLength(1);
    process.kill(driver.pid, 'SIGKILL');
    await eventually(() => expect([...processesOf(prepared.folder), ...alive(workers)]).toEqual([]));
  });
});

/** Where none of the tools are that an isolation needs. */
async function openWithout(lab: Lab, isolation: 'auto' | Isolation): Promise<WorkerPool> {
  process.env['PATH'] = lab.folder;
  return lab.use(await WorkerPool.open({ exercises: [exercise], isolation, kernel: 'off', workers: 2 }));
}

describe('The isolation', () => {
  const path = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = path;
  });

  test('that is asked for and does not work here is refused, with the reason', async (context) => {
    await using lab = await Lab.open(context);
    await expect(openWithout(lab, 'network')).rejects.toMatchObject({
      name: 'IsolationUnavailable',
      isolation: 'network',
      message: 'A worker of the grader could not be started: spawn unshare ENOENT',
    });
  });

  test('is none where the choice is free and nothing better works', async (context) => {
    await using lab = await Lab.open(context);
    expect(await openWithout(lab, 'auto')).toMatchObject({
      isolation: 'bare',
      kernelEvidence: false,
      size: 1,
      weakerBecause: 'A worker of the grader could not be started: spawn unshare ENOENT',
    });
  });

  test('is a network of its own where that works', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(ownNetwork);
    const pool = lab.use(
      await WorkerPool.open({ exercises: [exercise], isolation: 'auto', kernel: 'off', workers: 1 }),
    );
    expect(pool).toMatchObject({ isolation: 'network', kernelEvidence: false, weakerBecause: undefined });
  });
});
