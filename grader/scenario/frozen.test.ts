/** The programs say what they found when they went on; the facts, that it was put there before. */
import { describe, expect, test } from 'vitest';
import { stateOf } from '../kernel/process-tree.ts';
import { Lab } from '../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform, stageOf } from '../testing/play.ts';
import { eventually } from '../testing/started.ts';
import { freeze, start, thaw } from './steps/program-steps.ts';

const tcpServer = { role: 'server', transport: 'tcp' } as const;
const udpServer = { role: 'server', transport: 'udp' } as const;

/** Prints what each read of its first client gave, and the error that ended them. */
const tellsOfItsReads = `
  import socket, sys
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  connection, _ = server.accept()
  print('accepted', flush=True)
  try:
      while chunk := connection.recv(65536):
          print(len(chunk), flush=True)
      print('end')
  except OSError as error:
      print(type(error).__name__)
`;

const exits = 'expectExit: { program: program, code: 0 }';

function order(timeline: readonly { readonly kind: string }[], ...kinds: readonly string[]): string[] {
  return timeline.map(({ kind }) => kind).filter((kind) => kinds.includes(kind));
}

describe('A frozen server will find', () => {
  test('two messages in its queue, of which the first read gives both', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', tellsOfItsReads),
      steps: [
        'start: program',
        'connect: alice',
        'expectOutput: { program: program, text: accepted }',
        'freeze: program',
        'send: { peer: alice, text: uno }',
        'send: { peer: alice, text: cuatro }',
        'thaw: program',
        'halfClose: alice',
        exits,
      ],
    });
    expect(factsOf(timeline, 'queued').map(({ bytes }) => bytes)).toEqual([3, 6]);
    expect(order(timeline, 'queued', 'program-thawed')).toEqual(['queued', 'queued', 'program-thawed']);
    expect(outputOf(timeline)).toBe('accepted\n9\nend\n');
  });

  test('a connection it has not accepted, broken off', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', tellsOfItsReads),
      steps: ['start: program', 'freeze: program', 'connect: alice', 'reset: alice', 'thaw: program', exits],
    });
    expect(order(timeline, 'unaccepted', 'close-arrived', 'program-thawed')).toEqual([
      'unaccepted',
      'close-arrived',
      'program-thawed',
    ]);
    expect(factsOf(timeline, 'close-arrived')).toMatchObject([{ peer: 'alice', how: 'reset' }]);
    expect(outputOf(timeline)).toBe('accepted\nConnectionResetError\n');
  });

  test('bytes, and after them a connection broken off', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', tellsOfItsReads),
      steps: [
        'start: program',
        'connect: alice',
        'expectOutput: { program: program, text: accepted }',
        'freeze: program',
        'send: { peer: alice, random: { bytes: 3000, seed: 1 } }',
        'reset: alice',
        'thaw: program',
        exits,
      ],
    });
    expect(order(timeline, 'queued', 'close-arrived', 'program-thawed')).toEqual([
      'queued',
      'close-arrived',
      'program-thawed',
    ]);
    expect(factsOf(timeline, 'unaccepted')).toEqual([]);
    expect(outputOf(timeline)).toMatch(/^accepted\n(3000\n)?ConnectionResetError\n$/);
  });

  test.for(['halfClose', 'close'])(
    'a connection it has not accepted, with bytes and their end: %s',
    async (verb, context) => {
      await using lab = await Lab.open(context);
      const timeline = await perform(lab, {
        ...tcpServer,
        program: await lab.prepare('python', tellsOfItsReads),
        steps: [
          'start: program',
          'freeze: program',
          'connect: alice',
          'send: { peer: alice, text: hola }',
          `${verb}: alice`,
          'thaw: program',
          exits,
        ],
      });
      expect(factsOf(timeline, 'close-arrived')).toMatchObject([{ peer: 'alice', how: 'fin' }]);
      expect(outputOf(timeline)).toBe('accepted\n4\nend\n');
    },
  );

  test('as much of a message as there is room for', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', tellsOfItsReads),
      steps: [
        'start: program',
        'freeze: program',
        'connect: alice',
        'send: { peer: alice, repeat: { text: hola, times: 4000000 } }',
        'thaw: program',
        'halfClose: alice',
        exits,
      ],
    });
    const [queued] = factsOf(timeline, 'queued');
    expect(queued?.bytes).toBeGreaterThan(0);
    expect(queued?.bytes).toBeLessThan(16_000_000);
    expect(lastEnd(timeline)).toBe('ended');
  });

  test('every datagram, also an empty one', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...udpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys
          server = socket.socket(type=socket.SOCK_DGRAM)
          server.bind((sys.argv[1], int(sys.argv[2])))
          for _ in range(3):
              print(server.recv(1024))
        `,
      ),
      steps: [
        'start: program',
        'connect: alice',
        'freeze: program',
        'send: { peer: alice, text: uno }',
        "send: { peer: alice, text: '' }",
        'send: { peer: alice, text: cuatro }',
        'thaw: program',
        exits,
      ],
    });
    expect(factsOf(timeline, 'queued').map(({ bytes }) => bytes)).toEqual([3, 0, 6]);
    expect(outputOf(timeline)).toBe("b'uno'\nb''\nb'cuatro'\n");
  });
});

test('A frozen server that has closed the connection before needs to find nothing in it', async (context) => {
  await using lab = await Lab.open(context);
  const program = await lab.prepare(
    'python',
    `
      import socket, sys
      server = socket.create_server((sys.argv[1], int(sys.argv[2])))
      server.accept()[0].close()
      print('closed', flush=True)
      server.accept()
    `,
  );
  const steps = [
    'start: program',
    'connect: alice',
    'expectOutput: { program: program, text: closed }',
    'freeze: program',
    'send: { peer: alice, text: hola }',
    'thaw: program',
    'expectRunning: program',
  ];
  const timeline = await perform(lab, { ...tcpServer, program, steps });
  expect(factsOf(timeline, 'unproven')).toEqual([]);
  expect(lastEnd(timeline)).toBe('quiet');
});

test('A server that has closed the connection by itself is frozen afterwards, and nothing is left to prove', async (context) => {
  await using lab = await Lab.open(context);
  const program = await lab.prepare(
    'python',
    `
      import socket, sys
      server = socket.create_server((sys.argv[1], int(sys.argv[2])))
      while True:
          connection, _ = server.accept()
          connection.sendall(connection.recv(1024))
          connection.close()
    `,
  );
  const timeline = await perform(lab, {
    ...tcpServer,
    program,
    steps: [
      'start: program',
      'connect: alice',
      'send: { peer: alice, text: uno }',
      'expect: { peer: alice, text: uno }',
      'freeze: program',
      'send: { peer: alice, text: dos }',
      'reset: alice',
      'thaw: program',
      'connect: bob',
    ],
  });
  expect(factsOf(timeline, 'unproven')).toEqual([]);
  expect(factsOf(timeline, 'connected')).toHaveLength(2);
});

describe('Nothing is concluded from', () => {
  test('a datagram that found no room in the queue', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...udpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys
          server = socket.socket(type=socket.SOCK_DGRAM)
          server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
          server.bind((sys.argv[1], int(sys.argv[2])))
          server.recv(1024)
        `,
      ),
      steps: [
        'start: program',
        'connect: alice',
        'freeze: program',
        ...Array<string>(9).fill('send: { peer: alice, random: { bytes: 1400, seed: 1 } }'),
        'thaw: program',
      ],
    });
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ what: 'not-queued' }]);
    expect(factsOf(timeline, 'program-thawed')).toEqual([]);
  });

  test('a server that something else let go on', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', tellsOfItsReads);
    await using stage = stageOf(lab, {
      ...tcpServer,
      program,
      steps: ['start: program', 'freeze: program', 'thaw: program'],
    });
    const [starts, freezes, thaws] = stage.job.check.steps;
    if (starts?.do !== 'start' || freezes?.do !== 'freeze' || thaws?.do !== 'thaw') throw new Error('Other steps');
    await start(stage, starts);
    await freeze(stage, freezes);
    const { pid = 0 } = stage.program('program');
    process.kill(pid, 'SIGCONT');
    await eventually(() => expect(stateOf(pid)).not.toBe('T'));
    thaw(stage, thaws);
    expect(factsOf(stage.recorder.timeline, 'unproven')).toMatchObject([{ step: 2, what: 'not-frozen' }]);
  });
});
