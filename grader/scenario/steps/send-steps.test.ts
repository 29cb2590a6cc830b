/** The programs print how many bytes each read gave them: what they were given in pieces is not asked of the grader. */
import { describe, expect, test } from 'vitest';
import { toText } from '../../model/bytes.ts';
import { Lab } from '../../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform } from '../../testing/play.ts';

const tcpServer = { role: 'server', transport: 'tcp' } as const;
const udpServer = { role: 'server', transport: 'udp' } as const;

const printsTheLengths = `
  import socket, sys
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  connection, _ = server.accept()
  while chunk := connection.recv(65536):
      print(len(chunk))
`;

const printsTheDatagrams = `
  import socket, sys
  server = socket.socket(type=socket.SOCK_DGRAM)
  server.bind((sys.argv[1], int(sys.argv[2])))
  while True:
      bytes, sender = server.recvfrom(1024)
      print(len(bytes))
      server.sendto(bytes, sender)
`;

describe('Pieces of a stream', () => {
  test.for([
    ['of one byte', 'bytes', '1 '.repeat(16)],
    ['of equal lengths', '4', '4 4 4 4 '],
    ['of given lengths, the rest last', '[3, 10]', '3 10 3 '],
  ] as const)('%s are each a read of its own', async ([, pieces, lengths], context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', printsTheLengths),
      steps: [
        'start: program',
        'connect: alice',
        `send: { peer: alice, text: Hola Mundo Cruel, pieces: ${pieces} }`,
        'halfClose: alice',
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(outputOf(timeline).replaceAll('\n', ' ')).toBe(lengths);
    const read = factsOf(timeline, 'piece-read');
    expect(read).toHaveLength(lengths.split(' ').length - 1);
    expect(new Set(read.map(({ evidence }) => evidence))).toEqual(new Set(['kernel']));
    expect(lastEnd(timeline)).toBe('ended');
  });

  test('are apart for a program with threads that also computes between its reads', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys, threading, time
          def serve(connection):
              while chunk := connection.recv(65536):
                  print(len(chunk))
                  until = time.process_time() + 0.02
                  while time.process_time() < until:
                      pass
              connection.close()
          server = socket.create_server((sys.argv[1], int(sys.argv[2])))
          connection, _ = server.accept()
          thread = threading.Thread(target=serve, args=[connection])
          thread.start()
          thread.join()
        `,
      ),
      steps: [
        'start: program',
        'connect: alice',
        'send: { peer: alice, text: Hola Mundo Cruel, pieces: 8 }',
        'halfClose: alice',
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(outputOf(timeline)).toBe('2\n'.repeat(8));
  });

  test('stop where the program does not read on, and it is known what was left', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys
          server = socket.create_server((sys.argv[1], int(sys.argv[2])))
          connection, _ = server.accept()
          connection.recv(1024)
          input()
        `,
      ),
      steps: ['start: program', 'connect: alice', 'send: { peer: alice, text: Hola, pieces: bytes }'],
    });
    expect(factsOf(timeline, 'piece-read')).toHaveLength(1);
    expect(factsOf(timeline, 'piece-left-unread').map(({ unsent }) => toText(unsent))).toEqual(['la']);
    expect(factsOf(timeline, 'step-gave-up')).toMatchObject([
      { why: 'quiet', waits: [{ call: 'read', on: 'standard-input' }] },
    ]);
  });

  test('come only when the program has dealt with the one before, and no more once it has ended of it', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys, time
          server = socket.create_server((sys.argv[1], int(sys.argv[2])))
          connection, _ = server.accept()
          connection.recv(65536)
          connection.recv(65536)
          until = time.process_time() + 0.01
          while time.process_time() < until:
              pass
          sys.exit('That was too much')
        `,
      ),
      steps: ['start: program', 'connect: alice', 'send: { peer: alice, text: Hola, pieces: bytes }'],
    });
    expect(factsOf(timeline, 'sent').map(({ bytes }) => toText(bytes))).toEqual(['H', 'o']);
    expect(factsOf(timeline, 'piece-left-unread').map(({ unsent }) => toText(unsent))).toEqual(['la']);
  });

  test('come to a program that never rests as well', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys
          server = socket.create_server((sys.argv[1], int(sys.argv[2])))
          connection, _ = server.accept()
          connection.setblocking(False)
          while True:
              try:
                  chunk = connection.recv(65536)
              except BlockingIOError:
                  continue
              if not chunk:
                  break
              print(len(chunk))
        `,
      ),
      steps: [
        'start: program',
        'connect: alice',
        'send: { peer: alice, text: Hola, pieces: 2 }',
        'halfClose: alice',
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(outputOf(timeline)).toBe('2\n2\n');
  });

  test('stop when the program has closed the connection', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys
          server = socket.create_server((sys.argv[1], int(sys.argv[2])))
          connection, _ = server.accept()
          connection.recv(1024)
          connection.close()
          server.accept()
        `,
      ),
      steps: ['start: program', 'connect: alice', 'send: { peer: alice, text: Hola, pieces: bytes }'],
    });
    expect(factsOf(timeline, 'sent').length).toBeLessThan(4);
    expect(factsOf(timeline, 'piece-left-unread')).toHaveLength(1);
    expect(factsOf(timeline, 'peer-closed')).toHaveLength(1);
  });
});

describe('What is sent to a frozen program', () => {
  test('comes as one read when it is a stream', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', printsTheLengths),
      steps: [
        'start: program',
        'freeze: program',
        'connect: alice',
        'send: { peer: alice, text: uno }',
        'send: { peer: alice, text: dos }',
        'send: { peer: alice, text: tres }',
        'halfClose: alice',
        'thaw: program',
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(outputOf(timeline)).toBe('10\n');
  });

  test('queues up as three datagrams, and nothing is answered before it is thawed', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...udpServer,
      program: await lab.prepare('python', printsTheDatagrams),
      steps: [
        'start: program',
        'connect: alice',
        'freeze: program',
        'send: { peer: alice, text: uno }',
        "send: { peer: alice, text: '' }",
        'send: { peer: alice, text: cuatro }',
        'thaw: program',
        'expect: { peer: alice, text: uno }',
        "expect: { peer: alice, text: '' }",
        'expect: { peer: alice, text: cuatro, fromPort: same }',
      ],
    });
    expect(lastEnd(timeline)).toBe('ended');
    expect(outputOf(timeline)).toBe('3\n0\n6\n');
    const kinds = timeline
      .map(({ kind }) => kind)
      .filter((kind) => ['program-thawed', 'sent', 'received'].includes(kind));
    expect(kinds).toEqual(['sent', 'sent', 'sent', 'program-thawed', 'received', 'received', 'received']);
  });
});

describe('A datagram', () => {
  test('may come from another socket, or later', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...udpServer,
      program: await lab.prepare('python', printsTheDatagrams),
      steps: [
        'start: program',
        'connect: alice',
        'send: { peer: alice, text: extra, from: stranger }',
        'send: { peer: alice, text: uno, afterMs: 30 }',
        'expect: { peer: alice, text: uno }',
        'expectNothingMore: alice',
      ],
    });
    expect(lastEnd(timeline)).toBe('quiet');
    expect(outputOf(timeline)).toBe('5\n3\n');
    const [first, second] = factsOf(timeline, 'sent');
    expect(first).toMatchObject({ from: 'stranger' });
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(29);
  });
});

describe('A long message', () => {
  test('is written while the program answers it', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys
          server = socket.create_server((sys.argv[1], int(sys.argv[2])))
          connection, _ = server.accept()
          while chunk := connection.recv(65536):
              connection.sendall(chunk)
        `,
      ),
      steps: [
        'start: program',
        'connect: alice',
        'send: { peer: alice, repeat: { text: hola, times: 4000000 } }',
        "expect: { peer: alice, template: '{sent}' }",
      ],
    });
    expect(lastEnd(timeline)).toBe('ended');
  });

  test.for(['halfClose', 'close'])('that the program never reads holds nothing up: %s', async (verb, context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare(
        'python',
        `
          import socket, sys
          server = socket.create_server((sys.argv[1], int(sys.argv[2])))
          connection, _ = server.accept()
          input()
        `,
      ),
      steps: [
        'start: program',
        'connect: alice',
        'send: { peer: alice, repeat: { text: hola, times: 4000000 } }',
        `${verb}: alice`,
        'freeze: program',
      ],
    });
    expect(factsOf(timeline, 'step-gave-up')[0]).toMatchObject({ step: 2, why: 'quiet' });
    expect(lastEnd(timeline)).toBe('ended');
  });
});
