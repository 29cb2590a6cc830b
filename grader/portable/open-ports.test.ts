import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { lsofHere } from '../testing/needs.ts';
import { addressesIn, openPorts } from './open-ports.ts';

test('what lsof prints is understood, and connections are left out', () => {
  const printed = 'p42\nf3\nn127.0.0.1:5100\nf4\nn*:5001\nf5\nn[::1]:5002\nf6\nn127.0.0.1:5001->127.0.0.1:40000\n';
  expect(addressesIn(printed)).toEqual([
    { host: '127.0.0.1', port: 5100 },
    { host: '127.0.0.1', port: 5001 },
    { host: '::1', port: 5002 },
  ]);
  expect(addressesIn('')).toEqual([]);
});

describe('The ports of a program', () => {
  test.for([
    ['tcp', 'SOCK_STREAM', 'server.listen()'],
    ['udp', 'SOCK_DGRAM', ''],
  ] as const)('are found: %s', async ([transport, type, listens], context) => {
    await using lab = await Lab.open(context);
    lab.needs(lsofHere);
    const program = await lab.python(`
      import socket
      server = socket.socket(type=socket.${type})
      server.bind(('127.0.0.1', 0))
      ${listens}
      print(server.getsockname()[1], flush=True)
      input()
    `);
    const port = Number(await program.says(''));
    expect(await openPorts(transport, [program.pid])).toEqual([{ host: '127.0.0.1', port }]);
    expect(await openPorts(transport, [process.pid])).not.toContainEqual({ host: '127.0.0.1', port });
  });
});
