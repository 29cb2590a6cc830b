/** On the network of this machine buffers have their usual sizes: what fills them is sent until they are full. */
import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform } from '../testing/play.ts';

const tcpServer = { role: 'server', transport: 'tcp', buffers: 'tiny' } as const;
const tcpClient = { role: 'client', transport: 'tcp', buffers: 'tiny' } as const;

const steps = [
  'start: program',
  'connect: alice',
  'pause: alice',
  'send: { peer: alice, random: { bytes: 262144, seed: 1 } }',
  'resume: alice',
  "expect: { peer: alice, template: '{sent}' }",
];

/** A server that answers each read of `connection` by `does`. */
function answersBy(does: string): string {
  return `
import socket, sys, threading, time
server = socket.create_server((sys.argv[1], int(sys.argv[2])))
connection, _ = server.accept()
def serve():
    while chunk := connection.recv(65536):
        ${does}
serve()
server.accept()`;
}

describe('A peer that does not read', () => {
  test('brings a server to a stop, which is proven before it reads on, and then gets everything', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', answersBy('connection.sendall(chunk)'));
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'back-pressure')).toMatchObject([{ peer: 'alice' }]);
    expect(factsOf(timeline, 'back-pressure')[0]?.queued).toBeGreaterThan(0);
    const kinds = timeline.map(({ kind }) => kind);
    expect(kinds.indexOf('back-pressure')).toBeLessThan(kinds.indexOf('reading-resumed'));
  });

  test('is not made to wait by a server that could send no longer than a moment', async (context) => {
    await using lab = await Lab.open(context);
    const source = answersBy('connection.settimeout(60)\n        connection.sendall(chunk)');
    const timeline = await perform(lab, { ...tcpServer, program: await lab.prepare('python', source), steps });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'back-pressure')).toHaveLength(1);
    const [resumed] = factsOf(timeline, 'reading-resumed');
    expect(resumed?.atMs).toBeLessThan(30_000);
  });

  test('finds out a server that loses what does not fit', async (context) => {
    await using lab = await Lab.open(context);
    const source = answersBy(`connection.setblocking(False)
        try:
            connection.send(chunk)
        except BlockingIOError:
            pass
        connection.setblocking(True)`);
    const timeline = await perform(lab, { ...tcpServer, program: await lab.prepare('python', source), steps });
    expect(factsOf(timeline, 'back-pressure')).toHaveLength(1);
    expect(lastEnd(timeline)).toBe('quiet');
  });

  test('proves nothing when the server has nothing to say', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', answersBy('pass'));
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ step: 4, what: 'no-back-pressure' }]);
    expect(factsOf(timeline, 'reading-resumed')).toHaveLength(1);
  });

  test('leaves it to the steps that follow to tell of a server that closed instead of waiting', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare('python', answersBy('connection.close()\n        return'));
    const timeline = await perform(lab, { ...tcpServer, program, steps });
    expect(factsOf(timeline, 'unproven')).toEqual([]);
    expect(factsOf(timeline, 'peer-closed')).toHaveLength(1);
    expect(factsOf(timeline, 'step-began').at(-1)).toMatchObject({ step: 5 });
  });

  test('brings a client to a stop too', async (context) => {
    await using lab = await Lab.open(context);
    const program = await lab.prepare(
      'python',
      `
        import socket, sys
        client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
        client.sendall(b'a' * 12_000_000)
        print('sent')
      `,
    );
    const timeline = await perform(lab, {
      ...tcpClient,
      program,
      steps: [
        'listen: { program: program }',
        'start: program',
        'accept: server',
        'pause: server',
        'resume: server',
        'expect: { peer: server, length: 12000000 }',
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'back-pressure')).toHaveLength(1);
    expect(outputOf(timeline)).toBe('sent\n');
  });
});
