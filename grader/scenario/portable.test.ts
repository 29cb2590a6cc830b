/** The portable way, taken where the kernel shows nothing: these tests need no Linux. */
import { describe, expect, test } from 'vitest';
import { freePort } from '../launch/ports.ts';
import { Lab } from '../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform } from '../testing/play.ts';

const tcpServer = { role: 'server', transport: 'tcp', kernel: false } as const;
const udpServer = { role: 'server', transport: 'udp', kernel: false } as const;
const tcpClient = { role: 'client', transport: 'tcp', kernel: false } as const;
const udpClient = { role: 'client', transport: 'udp', kernel: false } as const;

const asks = [
  'start: program',
  'connect: alice',
  'send: { peer: alice, text: hola }',
  'expect: { peer: alice, text: hola }',
];

/** Echoes the first datagram after a while, then counts all that have come. */
const echoesOneDatagram = `
  import socket, sys, time
  time.sleep(0.1)
  server = socket.socket(type=socket.SOCK_DGRAM)
  server.bind((sys.argv[1], int(sys.argv[2])))
  bytes, sender = server.recvfrom(1024)
  time.sleep(0.1)
  server.sendto(bytes, sender)
  count = 1
  while server.recvfrom(1024)[0] != b'end':
      count += 1
  print('datagrams', count)
`;

describe('A TCP server', () => {
  test('that accepts only once is not used up by finding out whether it listens', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys, time
        time.sleep(0.2)
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        connection, _ = server.accept()
        server.close()
        connection.sendall(connection.recv(1024))
      `,
    );
    const timeline = await perform(lab, { ...tcpServer, program, steps: [...asks, 'expectClose: alice'] });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'readiness-unknown')).toHaveLength(1);
    expect(factsOf(timeline, 'program-listening')).toMatchObject([{ evidence: 'portable' }]);
    expect(factsOf(timeline, 'connected')).toHaveLength(1);
  });

  test('that ends before it listens is not waited for', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', 'import sys\nsys.exit(3)');
    const timeline = await perform(lab, { ...tcpServer, program, steps: asks });
    expect(factsOf(timeline, 'connect-failed')).toMatchObject([{ error: 'ECONNREFUSED' }]);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: 3 }]);
    expect(factsOf(timeline, 'connect-failed')[0]?.atMs).toBeLessThan(4000);
  });

  test('with a port of its own is found there', async (context) => {
    await using lab = await Lab.open(context);
    const port = await freePort('tcp', '127.0.0.1');
    const program = await lab.prepare(
      'python',
      `
        import socket
        connection, _ = socket.create_server(('127.0.0.1', ${port})).accept()
        connection.sendall(connection.recv(1024))
      `,
    );
    const timeline = await perform(lab, { ...tcpServer, port, program, steps: asks });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'connected')).toMatchObject([{ to: { port } }]);
  });

  test('is given pieces apart in time, which is no proof that it read them apart', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        connection, _ = socket.create_server((sys.argv[1], int(sys.argv[2]))).accept()
        while chunk := connection.recv(1024):
            connection.sendall(chunk)
      `,
    );
    const steps = [
      'start: program',
      'connect: alice',
      'send: { peer: alice, text: hola, pieces: bytes }',
      "expect: { peer: alice, template: '{sent}' }",
    ];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'piece-read').map(({ evidence }) => evidence)).toEqual(Array(4).fill('portable'));
    const [first, second] = factsOf(timeline, 'sent');
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(20);
  });

  test('that does not answer is given its time, because its silence proves nothing', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        connection, _ = server.accept()
        server.accept()
      `,
    );
    const steps = [
      'start: program',
      'connect: alice',
      'expectNothingMore: alice',
      'expect: { peer: alice, any: true, withinMs: 100 }',
    ];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([
      { step: 2, why: 'deadline', waits: [] },
      { step: 3, why: 'deadline', waits: [] },
    ]);
  });

  test('is given as many times its time as patience says while it leaves no processor free', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import os, socket, sys
        for _ in range(os.cpu_count()):
            if os.fork() == 0:
                while True:
                    pass
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        input()
      `,
    );
    const steps = ['start: program', 'connect: alice', 'expect: { peer: alice, any: true, withinMs: 100 }'];
    const timeline = await perform(lab, { ...tcpServer, program, steps, patience: 3 });
    expect(factsOf(timeline, 'step-gave-up')[0]?.ownTimeMs).toBeGreaterThanOrEqual(300);
  });

  test('is not sent a signal before it is known to listen', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', 'input()');
    const steps = ['start: program', 'signal: { program: program, signal: SIGINT }'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ step: 1, what: 'needs-kernel-evidence' }]);
    expect(factsOf(timeline, 'program-signalled')).toEqual([]);
  });

  test('that does not open the port somebody else has is not blamed', async (context) => {
    await using lab = await Lab.open(context);
    const other = await lab.python(`
      import socket
      server = socket.create_server(('127.0.0.1', 0))
      print(server.getsockname()[1], flush=True)
      while True:
          connection, _ = server.accept()
    `);
    const port = Number(await other.says(''));
    const program = await lab.prepare('python', `import socket\nsocket.create_server(('127.0.0.1', ${port}))`);
    const timeline = await perform(lab, { ...tcpServer, program, steps: asks });
    expect(factsOf(timeline, 'connected')).toEqual([]);
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ step: 1, what: 'port-taken-by-another-program' }]);
  });
});

describe('A UDP server', () => {
  test('is seen to have bound its port, and gets one datagram, whose late answer arrives', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', echoesOneDatagram);
    const steps = [
      ...asks,
      'send: { peer: alice, text: end }',
      'expectOutput: { program: program, text: datagrams 1 }',
    ];
    const timeline = await perform(lab, { ...udpServer, program, steps });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'program-listening')).toMatchObject([{ transport: 'udp', evidence: 'portable' }]);
  });

  test('with a port of its own is found there, and peers opened earlier know it too', async (context) => {
    await using lab = await Lab.open(context);
    const port = await freePort('udp', '127.0.0.1');
    const program = await lab.prepare('python', echoesOneDatagram.replace('int(sys.argv[2])', String(port)));
    const steps = [
      'start: program',
      'connect: bob',
      ...asks.slice(1),
      'send: { peer: bob, text: end }',
      'expectOutput: { program: program, text: datagrams 1 }',
    ];
    const timeline = await perform(lab, { ...udpServer, port, program, steps });
    expect(factsOf(timeline, 'program-listening')).toMatchObject([{ address: { port } }]);
    expect(lastEnd(timeline)).toBe('ended');
  });

  test('that ends before it opens its port is not waited for', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', 'pass');
    const timeline = await perform(lab, { ...udpServer, program, steps: asks });
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([{ why: 'exited' }]);
    expect(factsOf(timeline, 'step-gave-up')[0]?.atMs).toBeLessThan(4000);
  });
});

function calls(address: string): string {
  return `import socket, sys\nclient = socket.create_connection(${address})\nclient.recv(9)`;
}

describe('A client', () => {
  const steps = ['listen: { program: program }', 'start: program', 'accept: server'];

  test.for([
    ['it is told', '(sys.argv[1], int(sys.argv[2]))', 'told'],
    ['the exercise names', "('127.0.0.1', int('1' + 'EXERCISE') % 100_000)", 'exercise'],
    ['its own source names', "('127.0.0.1', SOURCE)", 'source'],
  ] as const)('is met on the port that %s', async ([, address, which], context) => {
    await using lab = await Lab.open(context);
    const port = await freePort('tcp', '127.0.0.1');
    const other = await freePort('tcp', '127.0.0.1');
    const program = await lab.prepare(
      'python',
      calls(address.replace('EXERCISE', String(port)).replace('SOURCE', String(other))),
    );
    const timeline = await perform(lab, { ...tcpClient, port, program, steps });
    expect(lastEnd(timeline)).toBe('ended');
    const told = Number(factsOf(timeline, 'program-started')[0]?.command.at(-1));
    expect(factsOf(timeline, 'accepted')[0]?.at.port).toBe({ told, exercise: port, source: other }[which]);
  });

  test('that ends without calling is not waited for', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, { ...tcpClient, program: await lab.prepare('python', 'pass'), steps });
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([{ why: 'exited' }]);
  });

  test('that sends datagrams gets its echo, and has shown it before it ends', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        client = socket.socket(type=socket.SOCK_DGRAM)
        client.sendto(b'hola', (sys.argv[1], int(sys.argv[2])))
        print(client.recv(1024).decode())
      `,
    );
    const timeline = await perform(lab, {
      ...udpClient,
      program,
      steps: [...steps, 'echo: server', 'expectExit: { program: program, code: 0 }'],
    });
    expect(lastEnd(timeline)).toBe('ended');
    expect(outputOf(timeline)).toBe('hola\n');
  });
});
