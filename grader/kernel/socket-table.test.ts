import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createSocket } from 'node:dgram';
import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { ipv6, kernelFacts } from '../testing/needs.ts';
import { eventually } from '../testing/started.ts';
import { readSocketTable, rowsOf, socketInodes, type SocketRow } from './socket-table.ts';

const captured = {
  tcp: `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:07E8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1222 1 00000000c545a32f 100 0 0 10 0
   1: 0100007F:1388 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 81234 1 000000002d7a5d0e 100 0 0 10 0
   2: 0100007F:1388 0100007F:C350 01 00000000:00000010 00:00000000 00000000  1000        0 0 1 00000000f3a40c1f 20 4 30 10 -1
   3: 0100007F:C350 0100007F:1388 01 000003E8:00000000 01:00000014 00000000  1000        0 81300 2 000000007be1a6f5 20 4 30 10 -1
   4: 0A01A8C0:1388 3201A8C0:D431 06 00000000:00000000 03:0000176F 00000000     0        0 0 3 00000000a9d1c7be
`,
  tcp6: `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:1388 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 81400 1 000000001d5c9b1e 100 0 0 10 0
   1: 00000000000000000000000001000000:1389 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 81401 1 000000001d5c9b1e 100 0 0 10 0
   2: 0000000000000000FFFF00000100007F:1388 0000000000000000FFFF00000100007F:C352 08 00000000:00000001 00:00000000 00000000  1000        0 81402 1 000000001d5c9b1e 20 4 30 10 -1
   3: B80D0120000000000000000001000000:138A 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 81403 1 000000001d5c9b1e 100 0 0 10 0
`,
  udp: `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 1289: 0100007F:1389 00000000:0000 07 00000000:00000300 00:00000000 00000000  1000        0 81500 2 00000000ee1b0b7c 0
 2310: 0100007F:D903 0100007F:1389 01 00000000:00000000 00:00000000 00000000  1000        0 81501 2 00000000ee1b0b7c 0
`,
};

function row(known: Partial<SocketRow>): SocketRow {
  const listener = {
    transport: 'tcp',
    localHost: '127.0.0.1',
    localPort: 5000,
    remotePort: 0,
    state: 'listen',
  } as const;
  return { ...listener, sendQueue: 0, receiveQueue: 0, retransmits: 0, inode: 0, ...known };
}

describe('A captured table', () => {
  test('gives IPv4 addresses, ports, states, both queues and the inode', () => {
    expect(rowsOf('tcp', captured.tcp)).toEqual([
      row({ localHost: '0.0.0.0', localPort: 2024, inode: 1222 }),
      row({ receiveQueue: 2, inode: 81_234 }),
      row({ remotePort: 50_000, state: 'established', receiveQueue: 16 }),
      row({ localPort: 50_000, remotePort: 5000, state: 'established', sendQueue: 1000, inode: 81_300 }),
      row({ localHost: '192.168.1.10', remotePort: 54_321, state: 'time-wait' }),
    ]);
  });

  test('gives IPv6 addresses, with the IPv4 address where one is mapped', () => {
    expect(rowsOf('tcp', captured.tcp6)).toEqual([
      row({ localHost: '::', inode: 81_400 }),
      row({ localHost: '::1', localPort: 5001, inode: 81_401 }),
      row({ remotePort: 50_002, state: 'close-wait', receiveQueue: 1, inode: 81_402 }),
      row({ localHost: '2001:db8:0:0:0:0:0:1', localPort: 5002, inode: 81_403 }),
    ]);
  });

  test('gives UDP sockets, of which only connected ones have another end', () => {
    const bound = { transport: 'udp', localPort: 5001, state: 'close', receiveQueue: 768, inode: 81_500 } as const;
    expect(rowsOf('udp', captured.udp)).toEqual([
      row(bound),
      row({ ...bound, localPort: 55_555, remotePort: 5001, state: 'established', receiveQueue: 0, inode: 81_501 }),
    ]);
  });

  test('gives a state whose number is new as unknown', () => {
    const line = captured.tcp.replace(' 06 ', ' 1F ');
    expect(rowsOf('tcp', line).at(-1)?.state).toBe('unknown');
  });

  test('of which there is nothing but the heading, or nothing at all, has no rows', () => {
    expect([rowsOf('tcp', captured.tcp.split('\n').slice(0, 1).join('')), rowsOf('tcp', '')]).toEqual([[], []]);
  });
});

/** Does what standard input says, one word a line, and says when it is done. */
const obedientServer = `
  import socket, sys
  family = socket.AF_INET6 if ':' in sys.argv[1] else socket.AF_INET
  server = socket.socket(family)
  if sys.argv[1] == '::':
      server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
  server.bind((sys.argv[1], 0))
  server.listen()
  print('port', server.getsockname()[1], flush=True)
  for word in sys.stdin:
      if word == 'accept\\n':
          connection, _ = server.accept()
      if word == 'read\\n':
          connection.recv(1024)
      print('done', word, end='', flush=True)
`;

async function serverIn(lab: Lab, host: string) {
  lab.needs(kernelFacts);
  const server = await lab.python(obedientServer, host);
  const port = Number(await server.says('port '));
  const tell = async (word: string) => {
    server.program.type(new TextEncoder().encode(`${word}\n`));
    await server.says(`done ${word}`);
  };
  return { server, port, tell };
}

async function client(lab: Lab, port: number, host: string): Promise<Socket> {
  const socket = connect(port, host);
  lab.use({ [Symbol.dispose]: () => void socket.resetAndDestroy() });
  await once(socket, 'connect');
  return socket;
}

describe('The table of this machine', () => {
  test('shows connections that wait to be accepted, and bytes that wait to be read', async (context) => {
    await using lab = await Lab.open(context);
    const { server, port, tell } = await serverIn(lab, '127.0.0.1');
    const socket = await client(lab, port, '127.0.0.1');
    const rows = () => readSocketTable('tcp').filter(({ localPort }) => localPort === port);
    const listening = () => rows().find(({ state }) => state === 'listen');
    const connected = () => rows().find(({ state }) => state === 'established');

    await eventually(() => expect(listening()).toMatchObject({ localHost: '127.0.0.1', receiveQueue: 1 }));
    expect(connected()).toMatchObject({ inode: 0, remotePort: socket.localPort });

    socket.write('16 bytes of text');
    await eventually(() => expect(connected()?.receiveQueue).toBe(16));
    await tell('accept');
    expect(listening()?.receiveQueue).toBe(0);
    expect([...socketInodes(server.pid)]).toEqual(expect.arrayContaining([listening()?.inode, connected()?.inode]));
    await tell('read');
    expect(connected()?.receiveQueue).toBe(0);
  });

  test('shows a listener on every address as such, and who called it by IPv4', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(ipv6);
    const { port } = await serverIn(lab, '::');
    const socket = await client(lab, port, '127.0.0.1');
    const rows = readSocketTable('tcp').filter(({ localPort }) => localPort === port);
    expect(rows).toContainEqual(expect.objectContaining({ localHost: '::', state: 'listen' }));
    expect(rows).toContainEqual(expect.objectContaining({ localHost: '127.0.0.1', remotePort: socket.localPort }));
  });

  test('shows a listener on the loopback address of IPv6', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(ipv6);
    const { port } = await serverIn(lab, '::1');
    const rows = readSocketTable('tcp').filter(({ localPort }) => localPort === port);
    expect(rows).toEqual([expect.objectContaining({ localHost: '::1', state: 'listen' })]);
  });

  test('shows datagrams that wait in a bound socket, and is asked for one transport at a time', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const receiver = await lab.python(`
      import socket, sys
      receiver = socket.socket(type=socket.SOCK_DGRAM)
      receiver.bind(('127.0.0.1', 0))
      print('port', receiver.getsockname()[1], flush=True)
      sys.stdin.read()
    `);
    const port = Number(await receiver.says('port '));
    const sender = lab.use({ socket: createSocket('udp4'), [Symbol.dispose]: () => void sender.socket.close() });
    sender.socket.send('hola', port, '127.0.0.1');
    const rows = (transport: 'tcp' | 'udp') =>
      readSocketTable(transport).filter(
        ({ localPort, inode }) => localPort === port && socketInodes(receiver.pid).has(inode),
      );
    await eventually(() => expect(rows('udp')[0]?.receiveQueue).toBeGreaterThanOrEqual(4));
    expect(rows('udp')).toEqual([
      expect.objectContaining({ transport: 'udp', localHost: '127.0.0.1', state: 'close' }),
    ]);
    expect(rows('tcp')).toEqual([]);
  });
});
