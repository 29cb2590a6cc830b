import { chmod, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { Lab, type Ready } from '../testing/lab.ts';
import { kernelFacts, ownNetwork } from '../testing/needs.ts';
import { exerciseOf, factsOf, lastEnd, outputOf, type Part } from '../testing/play.ts';
import { processesOf } from '../testing/processes.ts';
import { eventually } from '../testing/started.ts';
import type { Performed } from './protocol.ts';
import { WorkerProcess } from './worker-process.ts';

const tcpServer = { role: 'server', transport: 'tcp' } as const;
const tcpClient = { role: 'client', transport: 'tcp' } as const;

const runs = ['start: program', 'expectExit: { program: program, code: 0 }'];

type Job = { readonly isolation?: 'bare' | 'network'; readonly kernel?: boolean; readonly steps?: readonly string[] };

async function workerFor(lab: Lab, part: Part, { isolation = 'bare', kernel = true, steps = runs }: Job = {}) {
  if (isolation === 'network') lab.needs(ownNetwork);
  if (kernel) lab.needs(kernelFacts);
  return lab.use(await WorkerProcess.start(isolation, [exerciseOf(part, steps)], kernel));
}

function perform(worker: WorkerProcess, prepared: Ready): Promise<Performed> {
  return worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined });
}

describe('A worker', () => {
  test('prepares programs, and gives the log of one that does not compile', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpServer);
    const tool = await lab.tool('c');
    const right = await lab.write('right.c', 'int main(void) { return 0; }');
    const wrong = await lab.write('wrong.c', 'int main(void) { return port; }');
    const prepare = (source: string) => worker.prepare({ language: 'c', tool, source, built: `${source}-built` });
    expect(await prepare(right)).toMatchObject({ kind: 'ready', language: 'c' });
    const refused = await prepare(wrong);
    expect(refused.kind === 'compile-failed' && new TextDecoder().decode(refused.log)).toContain('undeclared');
  });

  test('performs a check and sends back what happened, bytes as bytes, and the port it told', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpServer, {
      steps: [
        'start: program',
        'connect: alice',
        'send: { peer: alice, hex: 00 ff }',
        'expect: { peer: alice, hex: 00 ff }',
      ],
    });
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        connection, _ = socket.create_server((sys.argv[1], int(sys.argv[2]))).accept()
        connection.sendall(connection.recv(1024))
        connection.recv(1024)
      `,
    );
    const { timeline, toldPort, wallMs } = await perform(worker, program);
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'received').map(({ bytes }) => [...bytes])).toEqual([[0, 255]]);
    expect(factsOf(timeline, 'connected')[0]?.to.port).toBe(toldPort);
    expect(wallMs).toBeGreaterThan(0);
  });

  test('takes the portable way where it is told to', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpServer, { kernel: false, steps: ['start: program'] });
    const { timeline } = await perform(worker, await lab.prepare('python', 'input()'));
    expect(factsOf(timeline, 'readiness-unknown')).toHaveLength(1);
  });

  test('says what it cannot do, and goes on working', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpClient);
    const prepared = await lab.prepare('python', 'print("hola")');
    const unknown = worker.perform('made-up', 'forgotten', { prepared, fixedPort: undefined });
    await expect(unknown).rejects.toThrow('The worker does not know made-up, forgotten');
    expect(worker.usable).toBe(true);
    expect(outputOf((await perform(worker, prepared)).timeline)).toBe('hola\n');
  });

  test('that leaves ends a compiler at work, and what that has started', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpServer);
    const compiler = await lab.write('compiler', '#!/bin/sh\nsh -c "sleep 60; :" "$0"; :');
    await chmod(compiler, 0o700);
    const preparation = { language: 'c', tool: compiler, source: `${lab.folder}/a.c`, built: `${lab.folder}/built` };
    const prepared = worker.prepare(preparation).catch(String);
    await eventually(() => expect(processesOf(lab.folder)).toHaveLength(2));
    await worker[Symbol.asyncDispose]();
    expect(processesOf(lab.folder)).toEqual([]);
    expect(await prepared).toContain('A worker of the grader ended unexpectedly');
  });

  test('is not ended by Ctrl-C, SIGTERM or the end of a terminal: what becomes of it is decided elsewhere', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpClient);
    const source =
      'import os, signal\nfor number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):\n    os.kill(os.getppid(), number)';
    const prepared = await lab.prepare('python', source);
    expect(lastEnd((await perform(worker, prepared)).timeline)).toBe('ended');
    expect(lastEnd((await perform(worker, prepared)).timeline)).toBe('ended');
  });

  test('that is killed is known to be, with the job it had', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpClient);
    const kills = await lab.prepare('python', 'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)');
    await expect(perform(worker, kills)).rejects.toThrow('A worker of the grader ended unexpectedly');
    expect(worker.usable).toBe(false);
    await expect(perform(worker, kills)).rejects.toThrow(/closed|ended unexpectedly|EPIPE/);
  });
});

describe('A worker with a network of its own', () => {
  test('has every IPv4 address, so that a program with the address of another machine works', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpServer, {
      isolation: 'network',
      steps: ['start: program', 'connect: alice', 'expect: { peer: alice, text: hola }'],
    });
    const program = await lab.prepare(
      'python',
      `
        import socket
        connection, _ = socket.create_server(('192.168.1.50', 5000)).accept()
        connection.sendall(b'hola')
        connection.recv(1024)
      `,
    );
    const { timeline } = await perform(worker, program);
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'connected')).toMatchObject([{ to: { host: '192.168.1.50', port: 5000 } }]);
  });

  test('lets two servers use the same port at once', async (context) => {
    await using lab = await Lab.open(context);
    const job = {
      isolation: 'network',
      steps: ['start: program', 'expectOutput: { program: program, text: both listen }'],
    } as const;
    const workers = await Promise.all([workerFor(lab, tcpServer, job), workerFor(lab, tcpServer, job)]);
    const listens = (own: string, other: string) =>
      lab.prepare(
        'python',
        `
          import os, socket, time
          server = socket.create_server(('127.0.0.1', 5000))
          open('${lab.folder}/${own}', 'w').close()
          while not os.path.exists('${lab.folder}/${other}'):
              time.sleep(0.005)
          print('both listen', flush=True)
          server.accept()
        `,
      );
    const programs = [await listens('one', 'other'), await listens('other', 'one')] as const;
    const performed = await Promise.all([perform(workers[0], programs[0]), perform(workers[1], programs[1])]);
    expect(performed.map(({ timeline }) => lastEnd(timeline))).toEqual(['ended', 'ended']);
  });

  test('gives programs no power over that network, and shows them no other processes', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpClient, { isolation: 'network' });
    const program = await lab.prepare(
      'python',
      `
        import os
        print(*(line for line in open('/proc/self/status') if line[:4] in ('CapE', 'CapB', 'NoNe')), sep='')
        print('processes', sum(entry.isdigit() for entry in os.listdir('/proc')))
      `,
    );
    const output = outputOf((await perform(worker, program)).timeline);
    expect(output).toMatch(/CapEff:\s*0+\n/);
    expect(output).toMatch(/CapBnd:\s*0+\n/);
    expect(output).toMatch(/NoNewPrivs:\s*1\n/);
    const everywhere = Number(/processes (\d+)/.exec(output)?.[1]);
    expect(everywhere).toBeLessThan(10);
    expect(await readFile('/proc/self/status', 'utf8')).not.toMatch(/NoNewPrivs:\s*1\n/);
  });

  test('cannot be killed by the programs in it', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpClient, { isolation: 'network' });
    const kills = await lab.prepare('python', 'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)');
    expect(lastEnd((await perform(worker, kills)).timeline)).toBe('ended');
    expect(lastEnd((await perform(worker, kills)).timeline)).toBe('ended');
  });

  test('ends with all that is in it, also a daemon that hides whose it is', async (context) => {
    await using lab = await Lab.open(context);
    const worker = await workerFor(lab, tcpClient, { isolation: 'network' });
    const hides = await lab.prepare(
      'python',
      `
        import os, sys, time
        if sys.argv[-1] == 'daemon':
            print('hidden', flush=True)
            os.closerange(0, 3)
            time.sleep(60)
        if os.fork() == 0:
            os.setsid()
            os.fork() and os._exit(0)
            os.execve(sys.executable, [sys.executable, __file__, 'daemon'], {})
        os.wait()
      `,
    );
    expect(lastEnd((await perform(worker, hides)).timeline)).toBe('ended');
    expect(processesOf(hides.folder)).toHaveLength(1);
    await worker[Symbol.asyncDispose]();
    await eventually(() => expect(processesOf(hides.folder)).toEqual([]));
  });
});
