import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { busyMs } from './processor-time.ts';

test('a process that computes keeps a processor busy', () => {
  const before = busyMs();
  spawnSync(process.execPath, ['-e', 'while (process.cpuUsage().user < 200_000);']);
  expect(busyMs() - before).toBeGreaterThanOrEqual(150);
});
