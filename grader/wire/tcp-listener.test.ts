import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { freePort } from '../launch/ports.ts';
import type { Address } from '../model/observation.ts';
import { eventually } from '../testing/started.ts';
import { TcpListener } from './tcp-listener.ts';

async function openOn(address: Address, onSocket: (socket: Socket) => void = () => {}): Promise<TcpListener> {
  const listener = await TcpListener.open(address, onSocket);
  if ('error' in listener) throw new Error(listener.error);
  return listener;
}

async function somewhere(): Promise<Address> {
  return { host: '127.0.0.1', port: await freePort('tcp', '127.0.0.1') };
}

describe('A listener', () => {
  test('hands over each connection unread, so that nothing is lost before somebody reads', async () => {
    const sockets: Socket[] = [];
    const address = await somewhere();
    await using listener = await openOn(address, (socket) => sockets.push(socket));
    expect(listener.address).toEqual(address);
    const client = connect(address.port, address.host);
    client.end('hola');
    await once(client, 'finish');
    const socket = await eventually(() => {
      expect(sockets).toHaveLength(1);
      return sockets[0];
    });
    let heard = '';
    socket?.on('data', (bytes: Uint8Array) => {
      heard += new TextDecoder().decode(bytes);
    });
    expect(heard).toBe('');
    socket?.resume();
    await eventually(() => expect(heard).toBe('hola'));
    client.destroy();
    socket?.destroy();
  });

  test('says EADDRINUSE where somebody listens already', async () => {
    const address = await somewhere();
    await using listener = await openOn(address);
    expect(await TcpListener.open(listener.address, () => {})).toEqual({ error: 'EADDRINUSE' });
  });

  test('says EADDRNOTAVAIL for an address of another machine', async () => {
    expect(await TcpListener.open({ host: '192.0.2.1', port: 5000 }, () => {})).toEqual({ error: 'EADDRNOTAVAIL' });
  });

  test('does not mind when a client breaks off a connection that nobody took', async () => {
    const sockets: Socket[] = [];
    const address = await somewhere();
    await using listener = await openOn(address, (socket) => sockets.push(socket));
    const first = connect(listener.address.port, listener.address.host);
    await eventually(() => expect(sockets).toHaveLength(1));
    first.resetAndDestroy();
    const second = connect(listener.address.port, listener.address.host);
    await eventually(() => expect(sockets).toHaveLength(2));
    second.destroy();
    expect(sockets[0]?.destroyed).toBe(false);
  });

  test('that is closed breaks off what nobody took, and its port is free', async () => {
    const sockets: Socket[] = [];
    const address = await somewhere();
    const listener = await openOn(address, (socket) => sockets.push(socket));
    const client = connect(address.port, address.host);
    const errors: string[] = [];
    client.on('error', (error: NodeJS.ErrnoException) => errors.push(String(error.code)));
    await eventually(() => expect(sockets).toHaveLength(1));
    await listener[Symbol.asyncDispose]();
    await eventually(() => expect(errors).toEqual(['ECONNRESET']));
    await using again = await openOn(address);
    expect(again.address).toEqual(address);
  });
});
