import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { isIn } from '../kernel/process-tree.ts';
import { Lab, type Ready } from '../testing/lab.ts';
import { exerciseOf, factsOf, lastEnd } from '../testing/play.ts';
import { parentOf, processesOf } from '../testing/processes.ts';
import { eventually } from '../testing/started.ts';
import { LifeSigns, silentSeconds } from './life-signs.ts';
import { WorkerProcess } from './worker-process.ts';

/** Time as the grader asks for signs of life in it; everything else goes on. */
class FakeIntervals implements Disposable {
  constructor() {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  }

  pass(seconds: number): void {
    vi.advanceTimersByTime(seconds * 1000);
  }

  [Symbol.dispose](): void {
    vi.useRealTimers();
  }
}

async function workerFor(lab: Lab): Promise<WorkerProcess> {
  const exercise = exerciseOf({ role: 'client', transport: 'tcp' }, [
    'start: program',
    'expectExit: { program: program }',
  ]);
  return lab.use(await WorkerProcess.start('bare', [exercise], false));
}

function perform(worker: WorkerProcess, prepared: Ready) {
  return worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined });
}

describe('A worker', () => {
  test('that does not answer any more is ended, with the job it had', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab);
    const stops = await lab.prepare('python', 'import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)\ninput()');
    using time = new FakeIntervals();
    const performed = perform(worker, stops).catch(String);
    await eventually(() => {
      const [program = 0] = processesOf(stops.folder);
      expect(isIn('T', parentOf(program))).toBe(true);
    });
    time.pass(silentSeconds);
    expect(worker.usable).toBe(true);
    time.pass(silentSeconds);
    expect(await performed).toContain(`A worker of the grader gave no sign of life for ${silentSeconds} s`);
    expect(worker.usable).toBe(false);
  });

  test('that works for long, and says so, is not', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab);
    const waits = await lab.prepare(
      'python',
      'import os, time\nwhile not os.path.exists("go-on"):\n    time.sleep(0.005)',
    );
    using heard = vi.spyOn(LifeSigns.prototype, 'heard');
    using time = new FakeIntervals();
    const performed = perform(worker, waits);
    for (let answers = 1; answers <= 30; answers += 1) {
      time.pass(silentSeconds / 12);
      await eventually(() => expect(heard).toHaveBeenCalledTimes(answers));
    }
    await writeFile(join(waits.folder, 'go-on'), '');
    const { timeline } = await performed;
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'program-exited')).toHaveLength(1);
  });
});
