import { describe, expect, test } from 'vitest';
import { readSocketTable } from '../../kernel/socket-table.ts';
import { freePort } from '../../launch/ports.ts';
import { Lab } from '../../testing/lab.ts';
import { factsOf, lastEnd, perform } from '../../testing/play.ts';

const tcpServer = { role: 'server', transport: 'tcp' } as const;
const tcpClient = { role: 'client', transport: 'tcp' } as const;

/** Done sending first, it reads until the other side is done too. */
const patientClient = `
  import socket, sys
  client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
  client.sendall(b'hola')
  client.shutdown(socket.SHUT_WR)
  while client.recv(1024):
      pass
`;

const patientServer = `
  import socket, sys
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  connection, _ = server.accept()
  connection.shutdown(socket.SHUT_WR)
  while connection.recv(1024):
      pass
`;

describe('After a program has ended its own direction', () => {
  test.for(['halfClose', 'close'])('%s ends the other one for a client that waits for it', async (verb, context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpClient,
      program: await lab.prepare('python', patientClient),
      steps: [
        'listen: { program: program }',
        'start: program',
        'accept: server',
        'expectClose: server',
        `${verb}: server`,
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'grader-closed')).toHaveLength(1);
  });

  test.for(['halfClose', 'close'])('%s ends the other one for a server that waits for it', async (verb, context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', patientServer),
      steps: [
        'start: program',
        'connect: alice',
        'expectClose: alice',
        `${verb}: alice`,
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'grader-closed')).toHaveLength(1);
  });

  test.for(['halfClose', 'close'])(
    '%s leaves the fixed port of a server free for its next start',
    async (verb, context) => {
      await using lab = await Lab.open(context);
      const port = await freePort('tcp', '127.0.0.1');
      const program = await lab.prepare(
        'python',
        `
        import socket
        server = socket.socket()
        server.bind(('127.0.0.1', ${port}))
        server.listen()
        connection, _ = server.accept()
        connection.close()
        server.accept()
      `,
      );
      const steps = ['start: program', 'connect: alice', 'expectClose: alice', `${verb}: alice`];
      const timeline = await perform(lab, { ...tcpServer, port, program, steps });
      expect(lastEnd(timeline)).toBe('ended');
      expect(factsOf(timeline, 'grader-closed')).toEqual([]);
      expect(readSocketTable('tcp').filter(({ localPort }) => localPort === port)).toEqual([]);
    },
  );
});

test('A direction that has been ended is not ended again', async (context) => {
  await using lab = await Lab.open(context);
  const timeline = await perform(lab, {
    ...tcpClient,
    program: await lab.prepare('python', patientClient),
    steps: ['listen: { program: program }', 'start: program', 'accept: server', 'echo: server', 'halfClose: server'],
  });
  expect(factsOf(timeline, 'grader-closed').map(({ how }) => how)).toEqual(['half-close']);
});
