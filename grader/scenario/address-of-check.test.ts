import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import type { Need } from '../testing/needs.ts';
import { factsOf, lastEnd, perform } from '../testing/play.ts';

const tcpServer = { role: 'server', transport: 'tcp', host: '127.0.0.2' } as const;
const tcpClient = { role: 'client', transport: 'tcp', host: '127.0.0.2' } as const;

function serverOn(host: string): string {
  return `
    import socket, sys
    server = socket.create_server((${host}, int(sys.argv[2])))
    while True:
        server.accept()
  `;
}

function clientOf(host: string): string {
  return `
    import socket, sys
    socket.create_connection((${host}, int(sys.argv[2]))).recv(1)
  `;
}

/** Every address that begins with 127 is one of the computer's own on Linux. */
const manyLoopbacks: Need = { what: 'the address 127.0.0.2', isHere: () => process.platform === 'linux' };

/** The way that asks the kernel, and the portable one. */
const ways = [true, false];

describe.each(ways)('A check at an address of its own (by what the kernel shows: %s)', (kernel) => {
  const calling = ['start: program', 'connect: alice'];

  const hosts = [{ host: 'sys.argv[1]' }, { host: "'0.0.0.0'" }];

  test.for(hosts)('calls a server there that listens on $host', async ({ host }, context) => {
    await using lab = await Lab.open(context);
    lab.needs(manyLoopbacks);
    const program = await lab.prepare('python', serverOn(host));
    const timeline = await perform(lab, { ...tcpServer, program, kernel, steps: calling });
    expect(factsOf(timeline, 'connected')).toMatchObject([{ to: { host: '127.0.0.2' } }]);
  });

  test('does not reach a server that listens on another', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(manyLoopbacks);
    const program = await lab.prepare('python', serverOn("'127.0.0.1'"));
    const timeline = await perform(lab, { ...tcpServer, program, kernel, steps: calling });
    expect(factsOf(timeline, 'connect-failed')).toMatchObject([{ to: { host: '127.0.0.2' }, error: 'ECONNREFUSED' }]);
    expect(factsOf(timeline, 'program-listening')).toMatchObject([{ address: { host: '127.0.0.1' } }]);
  });

  test.for([
    { host: 'sys.argv[1]', end: 'ended' },
    { host: "'127.0.0.1'", end: 'exited' },
  ])('waits there for a client that calls $host', async ({ host, end }, context) => {
    await using lab = await Lab.open(context);
    lab.needs(manyLoopbacks);
    const program = await lab.prepare('python', clientOf(host));
    const steps = ['listen: program', 'start: program', 'accept: server'];
    expect(lastEnd(await perform(lab, { ...tcpClient, program, kernel, steps }))).toBe(end);
  });

  test('is not decided where the computer does not have it', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(manyLoopbacks);
    const program = await lab.prepare('python', serverOn("'127.0.0.1'"));
    const timeline = await perform(lab, { ...tcpServer, host: '192.0.2.1', program, kernel, steps: calling });
    expect(factsOf(timeline, 'unproven')).toMatchObject([{ what: 'address-missing' }]);
    expect(factsOf(timeline, 'program-started')).toEqual([]);
  });
});
