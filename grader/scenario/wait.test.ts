import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform } from '../testing/play.ts';

const tcpServer = { role: 'server', transport: 'tcp' } as const;
const udpServer = { role: 'server', transport: 'udp' } as const;
const tcpClient = { role: 'client', transport: 'tcp' } as const;

/** A TCP server whose variable `connection` is its first client. */
function serverThat(does: string): string {
  const lines = does.replace(/^\n/, '').split('\n');
  const indent = lines[0]?.search(/\S/) ?? 0;
  return `
import os, socket, sys, threading, time
server = socket.create_server((sys.argv[1], int(sys.argv[2])))
connection, _ = server.accept()
${lines.map((line) => line.slice(indent)).join('\n')}`;
}

const asks = ['start: program', 'connect: alice', 'send: { peer: alice, text: hola }'];

describe('A wait ends at once, and says what the program waits for,', () => {
  test.for([
    ['when it reads on from a client', 'connection.recv(9)\nconnection.recv(9)', [{ call: 'recv', on: 'alice' }]],
    ['when it accepts the next client', 'connection.recv(9)\nserver.accept()', [{ call: 'accept', on: 'listener' }]],
    ['when it reads its keyboard', 'connection.recv(9)\ninput()', [{ call: 'read', on: 'standard-input' }]],
    [
      'when it writes more than anybody reads',
      'one, other = socket.socketpair()\none.sendall(bytes(9_000_000))',
      [{ call: 'send', on: 'unknown' }],
    ],
    [
      'when threads of it wait, leaving out those that wait for each other',
      'threading.Thread(target=server.accept).start()\nthreading.Lock().acquire() and connection.recv(9)\nthreading.Event().wait()',
      [{ call: 'accept', on: 'listener' }],
    ],
    [
      'when it waits for itself',
      'connection.recv(9)\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()',
      [{ call: 'lock', on: 'unknown' }],
    ],
    [
      'when it waits with a timeout that is longer than anybody waits',
      'connection.settimeout(60)\nconnection.recv(9)\nconnection.recv(9)',
      [{ call: 'poll', on: 'unknown', limitMs: 60_000 }],
    ],
    [
      'when a child of it waits',
      'if os.fork() == 0:\n    connection.recv(9)\n    connection.recv(9)\nos.wait()',
      [
        { call: 'wait-child', on: 'unknown' },
        { call: 'recv', on: 'alice' },
      ],
    ],
  ] as const)('%s', async ([, does, waits], context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', serverThat(does));
    const timeline = await perform(lab, {
      ...tcpServer,
      program,
      steps: [...asks, 'expect: { peer: alice, any: true }'],
    });
    const [gaveUp] = factsOf(timeline, 'step-gave-up');
    expect(gaveUp).toMatchObject({ step: 3, why: 'quiet', waits });
    expect(gaveUp?.ownTimeMs).toBeLessThan(2000);
  });

  test('when it waits for a datagram', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        server = socket.socket(type=socket.SOCK_DGRAM)
        server.bind((sys.argv[1], int(sys.argv[2])))
        while server.recvfrom(1024):
            pass
      `,
    );
    const timeline = await perform(lab, {
      ...udpServer,
      program,
      steps: [...asks, 'expect: { peer: alice, any: true }'],
    });
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([
      { why: 'quiet', waits: [{ call: 'recv', on: 'listener' }] },
    ]);
  });

  test('when it is a Node server', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'javascript',
      `
        const [host, port] = process.argv.slice(2);
        require('node:net').createServer((socket) => socket.resume()).listen(Number(port), host);
      `,
    );
    const timeline = await perform(lab, {
      ...tcpServer,
      program,
      steps: [...asks, 'expect: { peer: alice, any: true }'],
    });
    const [gaveUp] = factsOf(timeline, 'step-gave-up');
    expect(gaveUp?.why).toBe('quiet');
    expect(new Set(gaveUp?.waits.map(({ call }) => call))).toEqual(new Set(['poll']));
  });

  test('when it does not open its port', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', 'input()');
    const timeline = await perform(lab, { ...tcpServer, program, steps: ['start: program'] });
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([
      { step: 0, why: 'quiet', waits: [{ call: 'read', on: 'standard-input' }] },
    ]);
  });

  test('when it does not read what fills its buffers', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', serverThat('input()'));
    const steps = ['start: program', 'connect: alice', 'send: { peer: alice, repeat: { text: hola, times: 4000000 } }'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(lastEnd(timeline)).toBe('quiet');
  });
});

function serverWithAQueueOfOne(does: string): string {
  return `
    import socket, sys, time
    server = socket.socket()
    server.bind((sys.argv[1], int(sys.argv[2])))
    server.listen(1)
    ${does}
  `;
}

describe('A call that is not answered', () => {
  const calls = ['start: program', 'connect: alice', 'connect: bob', 'connect: carla', 'connect: dora'];

  test('is given up when it was repeated while the program had nothing to do', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', serverWithAQueueOfOne('input()'));
    const timeline = await perform(lab, { ...tcpServer, program, steps: calls, patience: 1000 });
    const [failed] = factsOf(timeline, 'connect-failed');
    expect(failed).toMatchObject({ peer: 'carla', error: 'ETIMEDOUT' });
  });

  test('is waited for when the program has made room meanwhile', async (context) => {
    await using lab = await Lab.open(context);
    const serves = 'time.sleep(0.3); kept = [server.accept() for _ in range(4)]; input()';
    const program = await lab.prepare('python', serverWithAQueueOfOne(serves));
    const timeline = await perform(lab, { ...tcpServer, program, steps: calls });
    expect(factsOf(timeline, 'connected').map(({ peer }) => peer)).toEqual(['alice', 'bob', 'carla', 'dora']);
  });
});

describe('A wait goes on', () => {
  test.for([
    [
      'while a timeout of the program runs',
      'connection.settimeout(0.2)\ntry:\n    connection.recv(9)\nexcept OSError:\n    pass',
    ],
    ['while the program sleeps', 'time.sleep(0.2)'],
    ['while a server with a timeout of a second sleeps', 'connection.settimeout(1.0)\ntime.sleep(0.8)'],
    ['while the program computes for two seconds', 'while time.thread_time() < 2:\n    pass'],
    [
      'while a thread of the program sleeps',
      'sleeper = threading.Thread(target=time.sleep, args=[0.2])\nsleeper.start()\nsleeper.join()',
    ],
    ['while a child of the program sleeps', 'if os.fork() == 0:\n    time.sleep(0.2)\n    os._exit(0)\nos.wait()'],
    ['while the program computes', 'while time.thread_time() < 0.2:\n    pass'],
  ])('%s', async ([, does], context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      serverThat(`connection.recv(9)\n${does}\nconnection.sendall(b'eco')\ninput()`),
    );
    const timeline = await perform(lab, {
      ...tcpServer,
      program,
      steps: [...asks, 'expect: { peer: alice, text: eco }'],
    });
    expect(factsOf(timeline, 'step-gave-up')).toEqual([]);
    expect(lastEnd(timeline)).toBe('ended');
  });

  test('while a client sleeps between two messages', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys, time
        client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        client.sendall(b'uno')
        time.sleep(0.5)
        client.sendall(b'dos')
        input()
      `,
    );
    const steps = [
      'listen: { program: program }',
      'start: program',
      'accept: server',
      'expect: { peer: server, text: uno }',
      'expect: { peer: server, text: dos }',
      'expectNothingMore: server',
    ];
    const timeline = await perform(lab, { ...tcpClient, program, steps });
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([{ step: 5, why: 'quiet' }]);
  });

  test('while a timer runs that the kernel does not show', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      serverThat(`
        import struct
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('@ll', 0, 200_000))
        connection.recv(9)
        try:
            connection.recv(9)
        except BlockingIOError:
            connection.sendall(b'eco')
        input()
      `),
    );
    expect(program.hiddenTimers).toBe(true);
    const timeline = await perform(lab, {
      ...tcpServer,
      program,
      steps: [...asks, 'expect: { peer: alice, text: eco }'],
    });
    expect(factsOf(timeline, 'step-gave-up')).toEqual([]);
  });
});

describe('A wait ends because', () => {
  test('the program has ended', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        server = socket.socket(type=socket.SOCK_DGRAM)
        server.bind((sys.argv[1], int(sys.argv[2])))
        server.recvfrom(1024)
      `,
    );
    const timeline = await perform(lab, {
      ...udpServer,
      program,
      steps: [...asks, 'expect: { peer: alice, any: true }'],
    });
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([{ why: 'exited', waits: [] }]);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: 0, stoppedByGrader: false }]);
  });

  test('the program has had its time, which is its own', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', serverThat('time.sleep(60)'));
    const steps = [...asks, 'expect: { peer: alice, any: true, withinMs: 200 }'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    const [gaveUp] = factsOf(timeline, 'step-gave-up');
    expect(gaveUp).toMatchObject({ why: 'deadline', waits: [] });
    expect(gaveUp?.ownTimeMs).toBeGreaterThanOrEqual(200);
    expect(gaveUp?.ownTimeMs).toBeLessThan(1000);
  });

  test('the program has had its time, even if it never stops talking', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      serverThat("while True:\n    os.write(1, b'.')\n    time.sleep(0.0001)"),
    );
    const steps = [...asks, 'expect: { peer: alice, any: true, withinMs: 100 }'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(outputOf(timeline).length).toBeGreaterThan(100);
    const [gaveUp] = factsOf(timeline, 'step-gave-up');
    expect(gaveUp).toMatchObject({ why: 'deadline' });
    expect(gaveUp?.ownTimeMs).toBeLessThan(1000);
  });

  test('the program has had its time, even if it never stops sending', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      serverThat("while True:\n    connection.send(b'.')\n    time.sleep(0.0001)"),
    );
    const steps = [...asks, 'expectClose: { peer: alice, withinMs: 100 }'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    const [gaveUp] = factsOf(timeline, 'step-gave-up');
    expect(gaveUp).toMatchObject({ why: 'deadline' });
    expect(gaveUp?.ownTimeMs).toBeLessThan(1000);
  });
});
