/** Programs that do what no program should: the grader says so, comes to an end, and leaves nothing of them behind. */
import { describe, expect, test } from 'vitest';
import { english, processesIn, socklab } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { echoServer } from '../testing/programs.ts';

type Graded = { readonly exitCode: number | undefined; readonly stdout: string; readonly left: readonly number[] };

async function graded(server: string, ...options: readonly string[]): Promise<Graded> {
  await using folder = await Folder.of({ 'tcp_server.py': server });
  const args = ['grade', folder.path, '--exercise', 'tcp-echo', '--check', 'echoes-one-message', '--workers', '1'];
  const { exitCode, stdout, stderr } = await socklab([...args, ...options], { env: english });
  expect(stderr).toBe('');
  return { exitCode, stdout, left: processesIn(folder.path) };
}

const rude = String.raw`\x1b[2J\x1b]0;taken over\x07\x9b31m\r\x08\x7f\xff\xc2\x9b\u202e`;

describe('a program that prints control characters', () => {
  const server = `
    import sys
    sys.stdout.buffer.write("${rude}".encode("utf-8", "surrogateescape") + b"\\xff\\x9b[2J\\n")
    sys.stdout.buffer.flush()
    sys.exit("${rude}")
  `;

  test.each([[['--verbose']], [['--format', 'json']]])('has them shown, not obeyed: %j', async (options) => {
    const { exitCode, stdout } = await graded(server, ...options);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('taken over');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

test('a program that never listens is told where it waits', async (context) => {
  await using lab = await Lab.open(context);
  lab.needs(kernelFacts);
  const { exitCode, stdout, left } = await graded('input("Puerto: ")');
  expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
  expect(stdout).toContain('is waiting for someone to type (standard input)');
});

test('a program that ends at once is told so', async () => {
  const { exitCode, stdout, left } = await graded('print("Servidor listo")');
  expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
  expect(stdout).toMatch(/ended/);
  expect(stdout).toContain('Servidor listo');
});

test('a program that prints without end is stopped', async () => {
  const { exitCode, stdout, left } = await graded('while True:\n  print("otra vez " * 100)');
  expect({ exitCode, left }).toEqual({ exitCode: 1, left: [] });
  expect(stdout).toMatch(/too much|without end|never stop/i);
  expect(stdout.length).toBeLessThan(10_000);
});

describe.each(['auto', 'bare'])('with isolation %s', (isolation) => {
  test('a program that ignores signals, with a child in a session of its own, is gone afterwards', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const server = `
      import os, signal, time
      for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
          signal.signal(one, signal.SIG_IGN)
      if os.fork() == 0:
          os.setsid()
          if os.fork() > 0:
              os._exit(0)
          while True:
              time.sleep(60)
      ${echoServer.replaceAll('\n  ', '\n      ').trim()}
    `;
    expect(await graded(server, '--isolation', isolation)).toMatchObject({ exitCode: 0, left: [] });
  });
});
