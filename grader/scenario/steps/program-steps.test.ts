import { describe, expect, test } from 'vitest';
import { freePort } from '../../launch/ports.ts';
import { toText } from '../../model/bytes.ts';
import { Lab } from '../../testing/lab.ts';
import { kernelFacts } from '../../testing/needs.ts';
import { factsOf, lastEnd, outputOf, perform } from '../../testing/play.ts';
import { TcpListener } from '../../wire/tcp-listener.ts';

const tcpServer = { role: 'server', transport: 'tcp' } as const;
const tcpClient = { role: 'client', transport: 'tcp' } as const;

const waits = `
  import socket, sys
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  while True:
      server.accept()
`;

describe('A start', () => {
  test('waits until the server listens, and finds its addresses without calling it', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys, time
        time.sleep(0.1)
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        server.setblocking(False)
        input()
        try:
            server.accept()
        except BlockingIOError:
            print('nobody called', flush=True)
      `,
    );
    const steps = [
      'start: program',
      "type: { program: program, line: '' }",
      'expectOutput: { program: program, text: nobody called }',
    ];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(lastEnd(timeline)).toBe('ended');
    const [started] = factsOf(timeline, 'program-started');
    const [host, port] = started?.command.slice(-2) ?? [];
    expect(factsOf(timeline, 'program-listening')).toMatchObject([
      { transport: 'tcp', address: { host, port: Number(port) }, evidence: 'kernel' },
    ]);
  });

  test('also waits for the port the server is told when it opens another one before', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys, time
        other = socket.create_server((sys.argv[1], 0))
        time.sleep(0.05)
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        server.accept()
      `,
    );
    const steps = ['start: program', 'connect: alice', 'expectExit: { program: program, code: 0 }'];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'program-listening')).toHaveLength(2);
    expect(lastEnd(timeline)).toBe('ended');
  });

  test('gives host, port and buffer as arguments and in the environment, or what the step says', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      "import os, sys\nprint(*sys.argv[1:], os.environ['HOST'], os.environ['PORT'], sep='|')",
    );
    const ask = async (step: string) => {
      const timeline = await perform(lab, { ...tcpClient, program, steps: [step, 'expectExit: { program: program }'] });
      const port =
        factsOf(timeline, 'program-started')[0]
          ?.command.join(' ')
          .match(/\d{4,5}/)?.[0] ?? '';
      return outputOf(timeline).trim().replaceAll(port, 'PORT');
    };
    expect(await ask('start: program')).toBe('127.0.0.1|PORT|127.0.0.1|PORT');
    expect(await ask('start: { program: program, buffer: 8 }')).toBe('127.0.0.1|PORT|8|127.0.0.1|PORT');
    expect(await ask("start: { program: program, arguments: ['-p', '{port}', 'a {host} b'] }")).toBe(
      '-p|PORT|a 127.0.0.1 b|127.0.0.1|PORT',
    );
  });

  test('ends at once when the server ends instead of listening, with its last words', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', "import sys\nsys.exit('no hay puerto')");
    const timeline = await perform(lab, { ...tcpServer, program, steps: ['start: program'] });
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ code: 1, signal: null, stoppedByGrader: false }]);
    expect(outputOf(timeline, 'stderr')).toBe('no hay puerto\n');
    expect(factsOf(timeline, 'program-listening')).toEqual([]);
  });

  test('shows that a server opened the other kind of socket', async (context) => {
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
    const timeline = await perform(lab, { ...tcpServer, program, steps: ['start: program'] });
    expect(factsOf(timeline, 'program-listening')).toMatchObject([{ transport: 'udp' }]);
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([{ why: 'quiet' }]);
  });

  test('that fails says so', async (context) => {
    await using lab = await Lab.open(context);
    const program = { ...(await lab.prepare('python', 'pass')), command: ['/nowhere/python3', 'program.py'] };
    const timeline = await perform(lab, { ...tcpServer, program, steps: ['start: program'] });
    expect(factsOf(timeline, 'program-not-started').map(({ reason }) => reason)).toEqual([
      expect.stringContaining('ENOENT'),
    ]);
  });

  test('with the port taken finds it taken by the grader', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', waits);
    const steps = [
      'start: { program: program, port: taken, ready: false }',
      'expectExit: { program: program, code: non-zero }',
    ];
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(outputOf(timeline, 'stderr')).toContain('Address already in use');
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'unproven')).toEqual([]);
  });
});

function listensOn(port: number): string {
  return `
  import socket
  server = socket.create_server(('127.0.0.1', ${port}))
  server.accept()
`;
}

describe('A port of its own', () => {
  test('that another program of this machine holds is no fault of the server', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const port = await freePort('tcp', '127.0.0.1');
    const holder = await TcpListener.open({ host: '127.0.0.1', port }, () => {});
    if ('error' in holder) throw new Error(holder.error);
    lab.use(holder);
    const program = await lab.prepare('python', listensOn(port));
    const timeline = await perform(lab, { ...tcpServer, port, program, steps: ['start: program', 'connect: alice'] });
    expect(factsOf(timeline, 'port-unavailable')).toMatchObject([{ address: { port }, reason: 'EADDRINUSE' }]);
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ step: 0, what: 'port-taken-by-another-program' }]);
    expect(timeline.at(-1)).toMatchObject({ kind: 'unproven' });
  });

  test('that nobody holds is used, whatever the program was told', async (context) => {
    await using lab = await Lab.open(context);
    const port = await freePort('tcp', '127.0.0.1');
    const program = await lab.prepare('python', listensOn(port));
    const timeline = await perform(lab, { ...tcpServer, port, program, steps: ['start: program', 'connect: alice'] });
    expect(factsOf(timeline, 'connected')).toMatchObject([{ to: { host: '127.0.0.1', port } }]);
    expect(factsOf(timeline, 'unproven')).toEqual([]);
  });

  test('that another program holds is no fault of the client that calls it', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const port = await freePort('tcp', '127.0.0.1');
    const holder = await TcpListener.open({ host: '127.0.0.1', port }, () => {});
    if ('error' in holder) throw new Error(holder.error);
    lab.use(holder);
    const program = await lab.prepare(
      'python',
      `import socket\nsocket.create_connection(('127.0.0.1', ${port})).recv(9)`,
    );
    const steps = ['listen: { program: program }', 'start: program', 'accept: server'];
    const timeline = await perform(lab, { ...tcpClient, port, program, steps });
    expect(factsOf(timeline, 'port-unavailable')).toMatchObject([{ address: { port }, reason: 'EADDRINUSE' }]);
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ step: 2, what: 'port-taken-by-another-program' }]);
  });
});

/** Greets, and closes first, so that its own port is the one that lingers. */
function greets(reuse: number): string {
  return `
  import socket, sys
  server = socket.socket()
  server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, ${reuse})
  server.bind((sys.argv[1], int(sys.argv[2])))
  server.listen()
  while True:
      connection, _ = server.accept()
      connection.sendall(b'hola')
      connection.close()
`;
}

describe('A restart', () => {
  const steps = [
    'start: program',
    'connect: alice',
    'expect: { peer: alice, text: hola }',
    'stop: program',
    'start: program',
    'connect: bob',
    'expect: { peer: bob, text: hola }',
  ];

  test('works for a server with SO_REUSEADDR while the end of a connection lingers', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, { ...tcpServer, program: await lab.prepare('python', greets(1)), steps });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'step-ended')).toHaveLength(steps.length);
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ signal: 'SIGKILL', stoppedByGrader: true }]);
  });

  test('fails for a server without it', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, { ...tcpServer, program: await lab.prepare('python', greets(0)), steps });
    expect(outputOf(timeline, 'stderr')).toContain('Address already in use');
    expect(factsOf(timeline, 'unproven')).toEqual([]);
    expect(factsOf(timeline, 'step-began').at(-1)).toMatchObject({ step: 4 });
  });

  test('proves nothing when no connection was there to linger', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', waits);
    const timeline = await perform(lab, {
      ...tcpServer,
      program,
      steps: ['start: program', 'stop: program', 'start: program'],
    });
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ step: 2, what: 'time-wait-absent' }]);
  });
});

describe('The keyboard', () => {
  test('is typed on, also with names for what was received, and comes to an end', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      'import sys\nfor line in sys.stdin:\n    print(repr(line), flush=True)',
    );
    const steps = [
      'start: program',
      'type: { program: program, line: Señal de 5 € }',
      'type: { program: program, text: sin fin }',
      'endInput: program',
      'expectExit: { program: program, code: 0 }',
    ];
    const timeline = await perform(lab, { ...tcpClient, program, steps });
    expect(outputOf(timeline)).toBe("'Señal de 5 €\\n'\n'sin fin'\n");
    expect(factsOf(timeline, 'typed').map(({ bytes }) => toText(bytes))).toEqual(['Señal de 5 €\n', 'sin fin']);
    expect(factsOf(timeline, 'input-ended')).toHaveLength(1);
  });
});

describe('A signal', () => {
  test.for([
    ['ends a program that lets it', 'pass', { code: null, signal: 'SIGTERM' }],
    [
      'is heard by a program that handles it',
      'signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))',
      { code: 5, signal: null },
    ],
  ] as const)('%s', async ([, does, end], context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `import signal, sys\n${does}\nprint("ready", flush=True)\nsignal.pause()`,
    );
    const steps = [
      'start: program',
      'expectOutput: { program: program, pattern: ready }',
      'signal: { program: program, signal: SIGTERM }',
      'expectExit: { program: program, signal: allowed }',
    ];
    const timeline = await perform(lab, { ...tcpClient, program, steps });
    expect(factsOf(timeline, 'program-exited')).toMatchObject([{ ...end, stoppedByGrader: false }]);
  });
});
