import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isIn, processTree } from '../kernel/process-tree.ts';
import { english, processesIn, socklab, spanish, type Socklab } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { eventually } from '../testing/started.ts';

/** Is still busy when the interrupt comes, however long that takes. */
const busyServer = `
  import os, signal, time
  for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
      signal.signal(one, signal.SIG_IGN)
  if os.fork() == 0:
      os.setsid()
  open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "started"), "w")
  while True:
      time.sleep(60)
`;

/** A zombie is gone: what is left of it is for its parent to read. */
function isAlive(pid: number): boolean {
  return !isIn('ZX', pid);
}

type Left = { readonly exitCode: number | undefined; readonly stdout: string; readonly stderr: string };

async function interrupted(
  options: readonly string[],
  env: Readonly<Record<string, string>>,
  interrupt: (run: Socklab) => unknown,
): Promise<Left> {
  await using folder = await Folder.of({ 'tcp_server.py': busyServer });
  await using temporary = await Folder.of({});
  const run = socklab(['grade', folder.path, '--exercise', 'tcp-echo', '--workers', '2', ...options], {
    env: { ...env, TMPDIR: temporary.path },
    inFront: true,
  });
  await eventually(() => expect(existsSync(folder.at('started'))).toBe(true));
  const pids = processTree(run.pid ?? 0);
  expect(pids.length).toBeGreaterThan(2);
  const sentMs = performance.now();
  interrupt(run);
  const { exitCode, stdout, stderr } = await run;
  expect(performance.now() - sentMs).toBeLessThan(10_000);
  expect(processesIn(folder.path)).toEqual([]);
  expect(pids.filter(isAlive)).toEqual([]);
  expect((await readdir(temporary.path)).filter((name) => name.startsWith('socklab'))).toEqual([]);
  return { exitCode, stdout, stderr };
}

function closeTerminal({ pid = 0 }: Socklab): void {
  process.kill(-pid, 'SIGHUP');
}

function pressThrice({ pid = 0 }: Socklab): void {
  for (let times = 0; times < 3; times += 1) process.kill(-pid, 'SIGINT');
}

const stderr = '\nInterrupted. Everything that had been started is stopped.\n';

describe('an interrupt ends everything that was started, and says so', () => {
  test('when it is sent to the command', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    expect(await interrupted([], english, (run) => run.kill('SIGINT'))).toEqual({
      exitCode: 3,
      stdout: '',
      stderr,
    });
  });

  test('when a polite kill is what interrupts, and the user is told in Spanish', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    expect(await interrupted([], spanish, (run) => run.kill('SIGTERM'))).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: '\nInterrumpido. Se detuvo todo lo que se había iniciado.\n',
    });
  });

  test('when it comes from the keyboard, to the workers as well, several times', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    expect(await interrupted(['--isolation', 'bare'], english, pressThrice)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr,
    });
  });

  test('when the terminal is closed', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    expect(await interrupted(['--isolation', 'bare'], english, closeTerminal)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr,
    });
  });
});

test('when the command is killed without a chance to clean up, nothing is left all the same', async (context) => {
  await using lab = await Lab.open(context);
  lab.needs(kernelFacts);
  await using folder = await Folder.of({ 'tcp_server.py': busyServer });
  const run = socklab(['grade', folder.path, '--exercise', 'tcp-echo', '--workers', '1'], { env: english });
  await eventually(() => expect(existsSync(folder.at('started'))).toBe(true));
  const pids = processTree(run.pid ?? 0);
  run.kill('SIGKILL');
  await run;
  await eventually(() => {
    expect(processesIn(folder.path)).toEqual([]);
    expect(pids.filter(isAlive)).toEqual([]);
  });
});
