/** What the portable way can show of a server although nothing tells when it listens: these tests need no /proc. */
import { describe, expect, test } from 'vitest';
import type { TestContext } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { psHere } from '../testing/needs.ts';
import { factsOf, lastEnd, perform } from '../testing/play.ts';

const tcpServer = { role: 'server', transport: 'tcp', kernel: false } as const;
const udpServer = { role: 'server', transport: 'udp', kernel: false } as const;

async function labWithPs(context: TestContext): Promise<Lab> {
  const lab = await Lab.open(context);
  lab.needs(psHere);
  return lab;
}

/** Serves one client after the other, and takes its time before it opens its port. */
const echoes = `
  import socket, sys, time
  time.sleep(0.2)
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  while True:
      connection, _ = server.accept()
      print('accepted', flush=True)
      while chunk := connection.recv(1024):
          connection.sendall(chunk)
      connection.close()
`;

describe('A TCP server that is frozen before it is known to listen', () => {
  test('is called while it is stopped, and has accepted nobody before it goes on', async (context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare('python', echoes);
    const steps = [
      'start: program',
      'freeze: program',
      'connect: alice',
      'send: { peer: alice, text: hola }',
      'halfClose: alice',
      'thaw: program',
      "expect: { peer: alice, template: '{sent}' }",
    ];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(lastEnd(timeline)).toBe('ended');
    const order = timeline.map(({ kind }) => kind);
    expect(order.indexOf('program-frozen')).toBeLessThan(order.indexOf('connected'));
    expect(order.indexOf('program-output')).toBeGreaterThan(order.indexOf('program-thawed'));
  });

  test('is not waited for when it ends instead', async (context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare('python', 'import sys\nsys.exit(3)');
    const steps = ['start: program', 'freeze: program', 'connect: alice'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'connect-failed')).toMatchObject([{ error: 'ECONNREFUSED' }]);
    expect(factsOf(timeline, 'connect-failed')[0]?.atMs).toBeLessThan(5000);
  });
});

describe('A UDP server', () => {
  const binds = `import socket, sys, time
time.sleep(0.2)
server = socket.socket(type=socket.SOCK_DGRAM)
server.bind((sys.argv[1], int(sys.argv[2])))
`;

  test('is ready when its port is taken, and is sent nothing to find that out', async (context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare('python', `${binds}server.recv(9)\nprint('datagram')`);
    const timeline = await perform(lab, { ...udpServer, program, steps: ['start: program', 'expectRunning: program'] });
    expect(factsOf(timeline, 'program-listening')).toMatchObject([{ transport: 'udp', evidence: 'portable' }]);
    expect(factsOf(timeline, 'program-output')).toEqual([]);
  });

  test('finds its port free, however often it was looked at', async (context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare('python', `${binds}input()`);
    const timeline = await perform(lab, { ...udpServer, program, steps: ['start: program'] });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'program-exited')).toEqual([]);
  });

  test('gets three datagrams together after it was frozen', async (context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare(
      'python',
      `${binds}while True:\n    data, sender = server.recvfrom(1024)\n    server.sendto(data, sender)`,
    );
    const texts = ['uno', 'dos', 'tres'];
    const steps = [
      'start: program',
      'connect: alice',
      'freeze: program',
      ...texts.map((text) => `send: { peer: alice, text: ${text} }`),
      'thaw: program',
      ...texts.map((text) => `expect: { peer: alice, text: ${text} }`),
    ];
    const timeline = await perform(lab, { ...udpServer, program, steps });
    expect(lastEnd(timeline)).toBe('ended');
  });
});

describe('What a TCP server holds and uses', () => {
  const asks = ['start: program', 'connect: alice', 'send: { peer: alice, text: hola }', 'halfClose: alice'];

  test.for([
    ['closes', 'connection.close()', 'ended', 0],
    ['keeps', 'server.accept()', 'deadline', 1],
  ] as const)(
    'is told by the FIN of a connection that it %s',
    { timeout: 60_000 },
    async ([, does, end, connections], context) => {
      await using lab = await labWithPs(context);
      const program = await lab.prepare('python', echoes.replace('connection.close()', does));
      const timeline = await perform(lab, {
        ...tcpServer,
        program,
        steps: [...asks, 'expectConnections: { program: program, atMost: 0 }'],
      });
      expect(lastEnd(timeline)).toBe(end);
      expect(factsOf(timeline, 'sockets-held')).toMatchObject([{ connections }]);
    },
  );

  test.for([
    ['rests', 'server.accept()', false],
    ['spins', 'while True: pass', true],
  ] as const)('is told by the processor time of one that %s', { timeout: 60_000 }, async ([, does, uses], context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare('python', echoes.replace('connection.close()', does));
    const timeline = await perform(lab, { ...tcpServer, program, steps: [...asks, 'expectRest: program'] });
    const [used] = factsOf(timeline, 'cpu-used');
    if (used === undefined) throw new Error('Nothing was measured');
    expect(used.cpuMs > used.wallMs * 0.25).toBe(uses);
  });
});

describe('The children of a TCP server', () => {
  const forks = `
    import os, signal, socket, sys
    server = socket.create_server((sys.argv[1], int(sys.argv[2])))
    REAPS
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            connection.recv(1024)
            os._exit(0)
        connection.close()
  `;

  test.for([
    ['waited for', 'signal.signal(signal.SIGCHLD, signal.SIG_IGN)', 0],
    ['forgotten', 'pass', 1],
  ] as const)('are seen by ps to be %s', { timeout: 60_000 }, async ([, reaps, children], context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare('python', forks.replace('REAPS', reaps));
    const steps = ['start: program', 'connect: alice', 'halfClose: alice', 'expectNoZombies: program'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'children-unreaped')).toMatchObject([{ children }]);
  });
});

describe('A server whose answers nobody reads', () => {
  const steps = [
    'start: program',
    'connect: alice',
    'pause: alice',
    'send: { peer: alice, repeat: { text: hola, times: 65536 } }',
    'resume: alice',
    'expect: { peer: alice, length: 262144 }',
  ];

  test('stops reading, which the grader feels', async (context) => {
    await using lab = await labWithPs(context);
    const program = await lab.prepare('python', echoes);
    const timeline = await perform(lab, { ...tcpServer, buffers: 'tiny', program, steps });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'back-pressure')).toHaveLength(1);
  });
});
