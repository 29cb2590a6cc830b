import { describe, expect, test } from 'vitest';
import { sandboxed, type Shown } from './sandbox.ts';

const sandbox = { bwrap: '/usr/bin/bwrap', prlimit: '/usr/bin/prlimit', filter: null, system: [] };
const scratch: readonly Shown[] = [
  { from: '/room/tmp', to: '/tmp', writable: true },
  { from: '/room/shm', to: '/dev/shm', writable: true },
];

function shownBy(tool: string, submission: string, root: readonly Shown[] = []): string[] {
  const shown = [...scratch, ...root, { from: '/room/copy', to: submission, writable: true }];
  const line = sandboxed(sandbox, { command: [tool, 'server.ts'], folder: submission, environment: {}, shown });
  return line.flatMap((word, index) => (/^--(?:ro-)?bind$/.test(word) ? [line[index + 2] ?? ''] : []));
}

describe('What a program needs is shown to it', () => {
  test.each([
    ['of the system is there already', '/usr/bin/python3', '/home/ana', []],
    ['elsewhere is shown with its library', '/opt/python/bin/python3', '/home/ana', ['/opt/python']],
    ['that is Node is one file', process.execPath, '/home/ana', [process.execPath]],
    ['that was compiled comes with the submission', '/home/ana/server', '/home/ana', []],
    ['below a folder that begins empty lies over it', '/tmp/python/bin/python3', '/home/ana', ['/tmp/python']],
    ['does not hide the submission', '/tmp/python/bin/python3', '/tmp/python/ana', ['/tmp/python']],
  ])('a tool %s', (_, tool, submission, tools) => {
    expect(shownBy(tool, submission)).toEqual(['/proc/sys', '/tmp', '/dev/shm', ...tools, submission]);
  });

  test('a tool below the folder of all that was handed in lies over it', () => {
    const root: Shown = { from: '/room/handed-in', to: '/home/ana', writable: true, under: true };
    const tool = '/home/ana/.pyenv/bin/python3';
    const places = ['/proc/sys', '/tmp', '/dev/shm', '/home/ana', '/home/ana/.pyenv', '/home/ana/echo'];
    expect(shownBy(tool, '/home/ana/echo', [root])).toEqual(places);
  });
});
