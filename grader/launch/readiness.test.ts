import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { ipv6, kernelFacts } from '../testing/needs.ts';
import { eventually, type Started } from '../testing/started.ts';
import { freePort } from './ports.ts';
import { offersOf } from './readiness.ts';

function programIn(lab: Lab, source: string, ...args: string[]): Promise<Started> {
  lab.needs(kernelFacts);
  return lab.python(`import os, socket, sys, threading\n${source}`, ...args);
}

describe('A program offers', () => {
  test('a TCP port once it listens, not when it is only bound', async (context) => {
    await using lab = await Lab.open(context);
    const program = await programIn(
      lab,
      `
server = socket.socket()
server.bind(('127.0.0.1', 0))
print('port', server.getsockname()[1], flush=True)
input()
server.listen()
print('listening', flush=True)
input()
`,
    );
    const port = Number(await program.says('port '));
    expect(offersOf(program.pid)).toEqual([]);
    program.program.type(new TextEncoder().encode('\n'));
    await program.says('listening');
    expect(offersOf(program.pid)).toEqual([{ transport: 'tcp', address: { host: '127.0.0.1', port } }]);
  });

  test('a UDP port once it is bound, not when it has only been sent from', async (context) => {
    await using lab = await Lab.open(context);
    const program = await programIn(
      lab,
      `
server = socket.socket(type=socket.SOCK_DGRAM)
client = socket.socket(type=socket.SOCK_DGRAM)
client.connect(('127.0.0.1', 9))
print('ready', flush=True)
input()
server.bind(('0.0.0.0', 0))
print('port', server.getsockname()[1], flush=True)
input()
`,
    );
    await program.says('ready');
    expect(offersOf(program.pid)).toEqual([]);
    program.program.type(new TextEncoder().encode('\n'));
    const port = Number(await program.says('port '));
    expect(offersOf(program.pid)).toEqual([{ transport: 'udp', address: { host: '0.0.0.0', port } }]);
  });

  test('every port of several, those of its children and threads too', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(ipv6);
    const program = await programIn(
      lab,
      `
def serve(family, host):
    server = socket.create_server((host, 0), family=family)
    os.write(1, b'%d\\n' % server.getsockname()[1])
    os.read(0, 1)
threading.Thread(target=serve, args=(socket.AF_INET, '127.0.0.1')).start()
if os.fork() == 0:
    serve(socket.AF_INET6, '::1')
serve(socket.AF_INET, '0.0.0.0')
`,
    );
    await eventually(() => expect([offersOf(program.pid).length, program.stdout.split('\n').length]).toEqual([3, 4]));
    const hosts = offersOf(program.pid).map(({ transport, address }) => `${transport} ${address.host}`);
    expect(hosts.toSorted()).toEqual(['tcp 0.0.0.0', 'tcp 127.0.0.1', 'tcp ::1']);
    const ports = program.stdout.trim().split('\n');
    expect(
      offersOf(program.pid)
        .map(({ address }) => String(address.port))
        .toSorted(),
    ).toEqual(ports.toSorted());
  });

  test('nothing of what another program holds, nor its connections', async (context) => {
    await using lab = await Lab.open(context);
    const server = await programIn(
      lab,
      `
server = socket.create_server(('127.0.0.1', 0))
print('port', server.getsockname()[1], flush=True)
input()
`,
    );
    const port = await server.says('port ');
    const client = await programIn(
      lab,
      `
client = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
print('connected', flush=True)
input()
`,
      port,
    );
    await client.says('connected');
    expect(offersOf(client.pid)).toEqual([]);
    expect(offersOf(server.pid)).toHaveLength(1);
  });
});

describe('A free port', () => {
  test.for(['tcp', 'udp'] as const)('can be bound, and is another each time: %s', async (transport, context) => {
    await using lab = await Lab.open(context);
    const port = await freePort(transport, '127.0.0.1');
    const kind = transport === 'tcp' ? 'SOCK_STREAM' : 'SOCK_DGRAM';
    const program = await lab.python(`
      import socket
      holder = socket.socket(type=socket.${kind})
      holder.bind(('127.0.0.1', ${port}))
      print('bound', flush=True)
      input()
    `);
    await program.says('bound');
    const ports = await Promise.all([1, 2, 3].map(() => freePort(transport, '127.0.0.1')));
    expect(ports).not.toContain(port);
    expect(Math.min(...ports)).toBeGreaterThan(1023);
  });
});
