import { describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { countIdleSockets } from './idle-sockets.ts';

const sockets = [
  ['a bound TCP socket that does not listen', "made = socket.socket(); made.bind(('127.0.0.1', 0))", 1],
  ['what was only made', 'made = [socket.socket(), socket.socket(type=socket.SOCK_DGRAM)]', 2],
  ['not one that listens', "made = socket.create_server(('127.0.0.1', 0))", 0],
  ['not a bound UDP socket', "made = socket.socket(type=socket.SOCK_DGRAM); made.bind(('127.0.0.1', 0))", 0],
  ['not a pair of its own, nor its standard streams', 'made = socket.socketpair()', 0],
  ['not what an event loop needs', 'import asyncio; made = asyncio.new_event_loop()', 0],
] as const;

describe('Sockets that nobody can reach', () => {
  test.for(sockets)('are counted: %s', async ([, making, count], context) => {
    await using lab = await Lab.open(context);
    lab.needs(kernelFacts);
    const program = await lab.python(`import socket\n${making}\nprint('made', flush=True)\ninput()`);
    await program.says('made');
    expect(countIdleSockets(program.pid)).toBe(count);
  });
});
