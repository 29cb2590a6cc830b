import { describe, expect, test } from 'vitest';
import { Lab } from '../../testing/lab.ts';
import { factsOf, lastEnd, outputOf, perform, type Part } from '../../testing/play.ts';

const tcpServer: Part = { role: 'server', transport: 'tcp' };
const tcpClient: Part = { role: 'client', transport: 'tcp' };

/** Tells how many bytes each recv() brought, and echoes them. */
const echoServer = `
  import socket, ssl, sys
  context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
  context.load_cert_chain(sys.argv[3], sys.argv[4])
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  raw, _ = server.accept()
  with context.wrap_socket(raw, server_side=True) as connection:
      while data := connection.recv(1024):
          print(len(data))
          connection.sendall(data)
`;

const plainServer = `
  import socket, sys
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  connection, _ = server.accept()
  connection.sendall(b'Hola, soy texto')
  connection.recv(1024)
  connection.recv(1024)
`;

const client = (context: string) => `
  import socket, ssl, sys
  context = ssl.create_default_context(cafile=sys.argv[3])
  ${context}
  raw = socket.create_connection((sys.argv[1], int(sys.argv[2])))
  connection = context.wrap_socket(raw, server_hostname='127.0.0.1')
  connection.sendall(b'secreto')
  connection.recv(1024)
`;

const startServer = "start: { program: program, arguments: ['{host}', '{port}', '{certificate}', '{key}'] }";
const startClient = "start: { program: program, arguments: ['{host}', '{port}', '{ca}'] }";

describe('Calling a server inside TLS', () => {
  test('each piece is a record of its own, and one record can come in pieces', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', echoServer),
      steps: [
        startServer,
        'connect: { peer: alice, tls: { certificate: trusted } }',
        'send: { peer: alice, text: hola, pieces: 2 }',
        'expect: { peer: alice, text: hola }',
        'send: { peer: alice, text: adiós, pieces: bytes, cut: record }',
        'expect: { peer: alice, text: adiós }',
        'halfClose: alice',
        'expectExit: { program: program, code: 0 }',
      ],
    });
    expect(lastEnd(timeline)).toBe('ended');
    expect(outputOf(timeline)).toBe('2\n2\n6\n');
    expect(factsOf(timeline, 'tls-established')).toMatchObject([{ peer: 'alice', version: 'TLSv1.3', distrust: null }]);
    expect(factsOf(timeline, 'piece-read').length).toBeGreaterThan(20);
  });

  test('what came instead of TLS is known', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', plainServer),
      steps: ['start: program', 'connect: { peer: alice, tls: {} }'],
    });
    const [failed] = factsOf(timeline, 'tls-failed');
    expect(new TextDecoder().decode(failed?.raw)).toBe('Hola, soy texto');
  });

  test('a version that is too old is to be refused', async (context) => {
    await using lab = await Lab.open(context);
    const timeline = await perform(lab, {
      ...tcpServer,
      program: await lab.prepare('python', echoServer),
      steps: [startServer, 'connect: { peer: alice, tls: { offer: TLSv1.1, handshake: refused } }'],
    });
    expect(lastEnd(timeline)).toBe('ended');
    expect(factsOf(timeline, 'tls-failed')).toHaveLength(1);
  });
});

describe('Being called inside TLS', () => {
  test.for(['untrusted', 'expired', 'other-name'])(
    'a client that verifies does not talk to a server with a certificate that is %s',
    async (kind, context) => {
      await using lab = await Lab.open(context);
      const timeline = await perform(lab, {
        ...tcpClient,
        program: await lab.prepare('python', client('')),
        steps: [
          `listen: { program: program, tls: { certificate: ${kind} } }`,
          startClient,
          'accept: server',
          'expectNever: { peer: server, text: secreto }',
          'expectExit: { program: program, code: non-zero }',
        ],
      });
      expect(lastEnd(timeline)).toBe('ended');
      expect(factsOf(timeline, 'received')).toEqual([]);
      expect(factsOf(timeline, 'tls-failed')).toHaveLength(1);
    },
  );

  test('one that does not verify is seen to give its secret away', async (context) => {
    await using lab = await Lab.open(context);
    const careless = 'context.check_hostname = False; context.verify_mode = ssl.CERT_NONE';
    const timeline = await perform(lab, {
      ...tcpClient,
      program: await lab.prepare('python', client(careless)),
      steps: [
        'listen: { program: program, tls: { certificate: untrusted } }',
        startClient,
        'accept: server',
        'expectNever: { peer: server, text: secreto }',
        'expectRunning: program',
      ],
    });
    expect(factsOf(timeline, 'received')).toHaveLength(1);
    expect(timeline.filter(({ kind }) => kind === 'step-began')).toHaveLength(4);
  });
});
