/** Only in a network of its own may a worker change the sizes of buffers. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { kernelFacts, ownNetwork } from '../testing/needs.ts';
import { exerciseOf, factsOf, lastEnd, outputOf } from '../testing/play.ts';
import { WorkerProcess } from './worker-process.ts';

const steps = [
  'start: program',
  'connect: alice',
  'pause: alice',
  'send: { peer: alice, random: { bytes: 262144, seed: 1 } }',
  'resume: alice',
  "expect: { peer: alice, template: '{sent}' }",
];

async function performIn(lab: Lab, source: string) {
  lab.needs(ownNetwork);
  lab.needs(kernelFacts);
  const exercise = exerciseOf({ role: 'server', transport: 'tcp', buffers: 'tiny' }, steps);
  const worker = lab.use(await WorkerProcess.start('network', [exercise], true));
  const prepared = await lab.prepare('python', source);
  const perform = () => worker.perform('made-up', 'made-up', { prepared, fixedPort: undefined });
  return [(await perform()).timeline, (await perform()).timeline] as const;
}

const echoes = `
  import socket, sys
  print(open('/proc/sys/net/ipv4/tcp_wmem').read())
  server = socket.create_server((sys.argv[1], int(sys.argv[2])))
  connection, _ = server.accept()
  while chunk := connection.recv(1024):
      connection.sendall(chunk)
`;

describe('With tiny buffers', () => {
  test('a few KiB stop a server that is sent to once, and it gets on when it is read', async (context) => {
    await using lab = await Lab.open(context);
    for (const timeline of await performIn(lab, echoes)) {
      expect(lastEnd(timeline)).toBe('ended');
      expect(factsOf(timeline, 'sent')).toHaveLength(1);
      const [pressure] = factsOf(timeline, 'back-pressure');
      expect(pressure?.queued).toBeGreaterThan(0);
      expect(pressure?.queued).toBeLessThan(8192);
    }
  });

  test('send() takes a part of what a program reads 1024 bytes at a time', async (context) => {
    await using lab = await Lab.open(context);
    const [timeline] = await performIn(
      lab,
      `
        import socket, sys
        server = socket.create_server((sys.argv[1], int(sys.argv[2])))
        connection, _ = server.accept()
        while chunk := connection.recv(1024):
            try:
                if connection.send(chunk, socket.MSG_DONTWAIT) < len(chunk):
                    print('short', flush=True)
            except BlockingIOError:
                pass
      `,
    );
    expect(outputOf(timeline)).toContain('short');
    expect(lastEnd(timeline)).toBe('quiet');
  });

  test('only the network of the worker is changed', async (context) => {
    await using lab = await Lab.open(context);
    const before = await readFile('/proc/sys/net/ipv4/tcp_wmem', 'latin1');
    const [timeline] = await performIn(lab, echoes);
    expect(outputOf(timeline)).toBe('4096\t4096\t4096\n\n');
    expect(await readFile('/proc/sys/net/ipv4/tcp_wmem', 'latin1')).toBe(before);
  });
});
