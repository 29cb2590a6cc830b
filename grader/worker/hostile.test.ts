/**
 * Programs that mean harm, each bounded by itself before it starts: what one does stays in its sandbox, and the next
 * program is graded right by the same worker.
 */
import { createServer, type Server } from 'node:net';
import { access, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { once } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Timeline } from '../model/observation.ts';
import { projectFolder } from '../testing/command.ts';
import { Lab } from '../testing/lab.ts';
import { kernelFacts, sandboxHere } from '../testing/needs.ts';
import { exerciseOf, factsOf, lastEnd, outputOf, type Part } from '../testing/play.ts';
import { processesOf } from '../testing/processes.ts';
import { WorkerProcess } from './worker-process.ts';

const client = { role: 'client', transport: 'tcp' } as const;
const runs = ['start: program', 'expectExit: { program: program, code: 0 }'];
const greets = 'print("hola")';

/** A secret in the environment of the grader and of its workers. */
const secret = 'a secret of the grader';

afterEach(() => {
  vi.unstubAllEnvs();
});

class Cell {
  readonly lab: Lab;
  readonly worker: WorkerProcess;

  private constructor(lab: Lab, worker: WorkerProcess) {
    this.lab = lab;
    this.worker = worker;
  }

  static async open(lab: Lab, part: Part = client, steps: readonly string[] = runs): Promise<Cell> {
    lab.needs(kernelFacts);
    lab.needs(sandboxHere);
    vi.stubEnv('SOCKLAB_SECRET', secret);
    return new Cell(lab, lab.use(await WorkerProcess.start('sandbox', [exerciseOf(part, steps)], true)));
  }

  async perform(source: string): Promise<Timeline> {
    const path = await this.lab.write('program.py', source);
    const tool = await this.lab.tool('python');
    const prepared = await this.worker.prepare({ language: 'python', tool, source: path, built: `${path}-built` });
    if (prepared.kind !== 'ready') throw new Error('Python needs no compiler');
    return (await this.worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined })).timeline;
  }

  /** What runs of the test's programs, and how the same worker finds the next one. */
  async goesOn(next = greets): Promise<typeof asEver> {
    const left = processesOf(this.lab.folder);
    const timeline = await this.perform(next);
    return { left, end: lastEnd(timeline), output: outputOf(timeline) };
  }
}

const asEver: { readonly left: readonly number[]; readonly end: string; readonly output: string } = {
  left: [],
  end: 'ended',
  output: 'hola\n',
};

/** What each line tells that the program has printed as `name value`. */
function told(timeline: Timeline): Record<string, string> {
  const lines = outputOf(timeline).trim().split('\n');
  return Object.fromEntries(lines.map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1)]));
}

describe('What is left of a program that', () => {
  test.for([
    [
      'forks until there are 64 of it, which take no notice of signals',
      `
        import os, signal, time
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for _ in range(6):
            os.fork()
        time.sleep(5)
      `,
    ],
    [
      'leaves daemons in sessions of their own that take no notice of signals',
      `
        import os, signal, time
        for _ in range(20):
            if os.fork() == 0:
                os.setsid()
                for number in range(1, 32):
                    if number not in (signal.SIGKILL, signal.SIGSTOP):
                        signal.signal(number, signal.SIG_IGN)
                if os.fork() == 0:
                    os.closerange(0, 3)
                    time.sleep(5)
                os._exit(0)
        for _ in range(20):
            os.wait()
      `,
    ],
    [
      'kills its parent and every process it can see',
      `
        import os, signal
        for pid in [os.getppid(), 1, -1, *range(2, 400)]:
            try:
                pid == os.getpid() or os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
      `,
    ],
    [
      'takes 256 MiB',
      `
        taken = []
        for _ in range(256):
            taken.append(bytearray(b'x') * 2 ** 20)
      `,
    ],
    [
      'makes folders deeper than a path can be long, and takes its permissions from them',
      `
        import os
        for _ in range(3000):
            os.mkdir('deep')
            os.chdir('deep')
        os.chmod('.', 0)
      `,
    ],
  ] as const)('%s: nothing', async ([, source], context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    await cell.perform(source);
    expect(await cell.goesOn()).toEqual(asEver);
  });

  test('takes the permissions from its folders: it finds them open when it is started again', async (context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab, client, [...runs, ...runs]);
    const timeline = await cell.perform(`
      import os
      for place in ('/tmp', '/dev/shm', '.'):
          os.chmod(place, 0)
    `);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(await cell.goesOn()).toEqual({ ...asEver, output: 'hola\nhola\n' });
  });

  test('fills every place it may write to: a bounded piece of memory, and nothing afterwards', async (context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    const fills = `
      import os
      written, files = 0, 0
      for place in ('.', '/tmp', '/dev/shm', '/', '/dev', '/run', '/var/tmp'):
          for number in range(5):
              try:
                  with open(os.path.join(place, str(number)), 'wb') as file:
                      for _ in range(50):
                          written += file.write(bytes(2 ** 20))
              except OSError:
                  pass
      for number in range(30000):
          try:
              open(str(number + 10), 'x').close()
              files += 1
          except OSError:
              break
      print('written', written // 2 ** 20)
      print('files', files)
      print('hola')
    `;
    for (const _ of ['once', 'again']) {
      const about = told(await cell.perform(fills));
      expect(Number(about['written'])).toBeGreaterThan(100);
      expect(Number(about['written'])).toBeLessThanOrEqual(192);
      expect(Number(about['files'])).toBeLessThan(20_000);
    }
    expect(await cell.goesOn()).toEqual(asEver);
  });

  test.for(['stdout', 'stderr'] as const)('floods %s: it is stopped', async (stream, context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    const timeline = await cell.perform(`
      import sys
      for _ in range(64):
          sys.${stream}.write('x' * 2 ** 20)
    `);
    expect(factsOf(timeline, 'output-flood')).toHaveLength(1);
    expect(await cell.goesOn()).toEqual(asEver);
  });

  test('opens thousands of connections: no more than it may', async (context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    const timeline = await cell.perform(`
      import socket
      server = socket.create_server(('127.0.0.1', 0), backlog=4000)
      connections = []
      try:
          for _ in range(3000):
              connections.append(socket.create_connection(server.getsockname()))
      except OSError:
          pass
      print('connections', len(connections))
    `);
    expect(Number(told(timeline)['connections'])).toBeLessThan(1024);
    expect(await cell.goesOn()).toEqual(asEver);
  });
});

describe('A program cannot', () => {
  test('read what is hidden: the exercises, the references, other submissions, the system, the grader', async (context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    const other = await lab.write('another.py', 'print("the work of another")');
    const hidden = [
      `${projectFolder}/exercises/tcp-echo/exercise.yaml`,
      `${projectFolder}/reference/tcp-echo/python/tcp_server.py`,
      `${projectFolder}/package.json`,
      other,
      '/etc/shadow',
      '/proc/1/environ',
      '/dev/mem',
    ];
    const timeline = await cell.perform(`
      import glob, os
      for path in ${JSON.stringify(hidden)} + glob.glob('/proc/*/environ'):
          try:
              text = open(path, 'rb').read()
          except OSError:
              text = b''
          if text and ('/self/' in path or b'${secret}' in text or b'SOCKLAB' in text or '/proc/' not in path):
              print('read', path, text[:80])
      for folder in (${JSON.stringify(userInfo().homedir)}, ${JSON.stringify(projectFolder)}, '/home', '/root', '/var', '/sys', '/etc/ssl/private'):
          try:
              print('listed', folder, os.listdir(folder)) if os.listdir(folder) else None
          except OSError:
              pass
      print('hola')
    `);
    const found = outputOf(timeline)
      .split('\n')
      .filter((line) => !line.startsWith('read /proc/self/environ'));
    expect(found).toEqual(['hola', '']);
    expect(outputOf(timeline)).not.toContain('SOCKLAB');
    expect(await cell.goesOn()).toEqual(asEver);
  });

  test('write to the grader, its results, the home folder, the system, or the settings of the network', async (context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    const results = await lab.write('results.jsonl', '{}');
    const places = [
      `${projectFolder}/grader/main.js`,
      `${projectFolder}/written`,
      results,
      `${userInfo().homedir}/written`,
      '/usr/written',
      '/etc/passwd',
      '/proc/sys/net/ipv4/tcp_rmem',
      '/proc/sys/net/ipv4/ip_local_port_range',
      '/proc/sys/kernel/core_pattern',
    ];
    const timeline = await cell.perform(`
      for path in ${JSON.stringify(places)}:
          try:
              open(path, 'a').close()
              print('may write', path)
          except OSError:
              pass
    `);
    expect(outputOf(timeline)).toBe('');
    expect(await readFile(results, 'utf8')).toBe('{}\n');
    await expect(access(`${projectFolder}/written`)).rejects.toThrow('ENOENT');
    expect(await cell.goesOn()).toEqual(asEver);
  });

  test('reach anybody outside, over TCP, UDP, IPv6 or by the name of a Unix socket', async (context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    await using tcp = await listening({ port: 0, host: '127.0.0.1' });
    await using unix = await listening({ path: `\0socklab-${process.pid}` });
    const timeline = await cell.perform(`
      import socket
      def reached(family, address):
          with socket.socket(family, socket.SOCK_STREAM) as one:
              one.settimeout(2)
              try:
                  one.connect(address)
                  print('reached', address)
              except OSError:
                  pass
      reached(socket.AF_INET, ('127.0.0.1', ${tcp.port}))
      reached(socket.AF_INET, ('1.1.1.1', 80))
      reached(socket.AF_INET, ('169.254.169.254', 80))
      reached(socket.AF_INET6, ('2606:4700:4700::1111', 80))
      reached(socket.AF_UNIX, '\\0socklab-${process.pid}')
      print('hola')
    `);
    expect(outputOf(timeline)).toBe('hola\n');
    expect([tcp.calls, unix.calls]).toEqual([0, 0]);
    expect(await cell.goesOn()).toEqual(asEver);
  });

  test('send a forged result on any descriptor', async (context) => {
    await using lab = await Lab.open(context);
    const cell = await Cell.open(lab);
    const timeline = await cell.perform(String.raw`
      import json, os
      forged = json.dumps({'kind': 'performed', 'id': 2, 'performed': {'timeline': [], 'wallMs': 1, 'toldPort': None}})
      for descriptor in range(3, 64):
          try:
              os.write(descriptor, forged.encode() + b'\n{ "exit-code": 0 }\n')
              print('sent', descriptor)
          except OSError:
              pass
      raise SystemExit(7)
    `);
    expect(outputOf(timeline)).toBe('');
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: 7 }]);
    expect(await cell.goesOn()).toEqual(asEver);
  });

  test('keep the port the grader needs from the program that comes after it', async (context) => {
    await using lab = await Lab.open(context);
    const port = 23_456;
    const steps = [
      'start: program',
      'expectOutput: { program: program, text: hola }',
      'listen: { program: program }',
      'accept: alice',
    ];
    const cell = await Cell.open(lab, { ...client, port }, steps);
    const takes = await cell.perform(`
      import os, socket, sys, time
      kept = [socket.create_server(('0.0.0.0', port)) for port in {${port}, int(sys.argv[2])}]
      print('hola', flush=True)
      if os.fork() == 0:
          os.setsid()
      time.sleep(5)
    `);
    expect(factsOf(takes, 'port-unavailable')).toMatchObject([{ address: { port } }]);
    expect(factsOf(takes, 'accepted')).toEqual([]);
    const calls = `
      import socket, sys, time
      print('hola', flush=True)
      for _ in range(1000):
          try:
              socket.create_connection((sys.argv[1], ${port})).recv(1)
              break
          except ConnectionRefusedError:
              time.sleep(0.005)
    `;
    expect(await cell.goesOn(calls)).toEqual(asEver);
  });
});

type Listening = AsyncDisposable & { readonly port: number; readonly calls: number };

/** A server of the test's, outside of every sandbox, that counts who calls it. */
async function listening(where: { port: number; host: string } | { path: string }): Promise<Listening> {
  let calls = 0;
  const server: Server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  server.listen(where);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get calls() {
      return calls;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
