import { describe, expect, test } from 'vitest';
import { toText } from '../model/bytes.ts';
import type { Address } from '../model/observation.ts';
import { eventually } from '../testing/started.ts';
import { UdpSocket } from './udp-socket.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const anywhere = { host: '127.0.0.1', port: 0 };

type Datagram = { readonly text: string; readonly from: Address };

async function openAt(
  address: Address,
  answer?: string,
): Promise<{ socket: UdpSocket; heard: Datagram[] } & AsyncDisposable> {
  const heard: Datagram[] = [];
  const socket = await UdpSocket.open(address, (bytes, from) => {
    heard.push({ text: toText(bytes), from });
    if (answer !== undefined && !('error' in socket)) void socket.send(bytesOf(answer), from);
  });
  if ('error' in socket) throw new Error(socket.error);
  return { socket, heard, [Symbol.asyncDispose]: () => socket[Symbol.asyncDispose]() };
}

/** An address that was free a moment ago. */
async function nobody(): Promise<Address> {
  await using gone = await openAt(anywhere);
  return gone.socket.address;
}

describe('A UDP socket', () => {
  test('sends datagrams, and hears from where they come', async () => {
    await using alice = await openAt(anywhere);
    await using bob = await openAt(anywhere);
    expect(alice.socket.address.port).not.toBe(0);
    expect(await alice.socket.send(bytesOf('hola'), bob.socket.address)).toBeUndefined();
    expect(await alice.socket.send(new Uint8Array(), bob.socket.address)).toBeUndefined();
    await eventually(() => expect(bob.heard.map(({ text }) => text)).toEqual(['hola', '']));
    expect(bob.heard[0]?.from).toEqual(alice.socket.address);
  });

  test('says when a datagram is too long for the system', async () => {
    await using alice = await openAt(anywhere);
    await using bob = await openAt(anywhere);
    expect(await alice.socket.send(new Uint8Array(65_508), bob.socket.address)).toEqual({ error: 'EMSGSIZE' });
    expect(await alice.socket.send(new Uint8Array(65_507), bob.socket.address)).toBeUndefined();
    await eventually(() => expect(bob.heard[0]?.text).toHaveLength(65_507));
  });

  test('says EADDRINUSE where the port is taken', async () => {
    await using alice = await openAt(anywhere);
    expect(await UdpSocket.open(alice.socket.address, () => {})).toEqual({ error: 'EADDRINUSE' });
  });

  test('loses nothing of a burst of a thousand datagrams', async () => {
    await using alice = await openAt(anywhere);
    await using bob = await openAt(anywhere);
    const burst = Array.from({ length: 1000 }, () => alice.socket.send(new Uint8Array(1000), bob.socket.address));
    await Promise.all(burst);
    await eventually(() => expect(bob.heard).toHaveLength(1000));
  });

  test('learns that nobody is there, every time, and can still be used', async () => {
    await using alice = await openAt(anywhere);
    await using bob = await openAt(anywhere);
    const empty = await nobody();
    expect(await alice.socket.sendUnlessRefused(bytesOf('hola'), empty)).toBe(false);
    expect(await alice.socket.sendUnlessRefused(bytesOf('hola'), empty)).toBe(false);
    await alice.socket.send(bytesOf('todavía aquí'), bob.socket.address);
    await eventually(() => expect(bob.heard.map(({ text }) => text)).toEqual(['todavía aquí']));
  });

  test('learns that somebody is there, hears the answer, and then hears everybody again', async () => {
    await using alice = await openAt(anywhere);
    await using bob = await openAt(anywhere, 'eco');
    await using carol = await openAt(anywhere);
    expect(await alice.socket.sendUnlessRefused(bytesOf('hola'), bob.socket.address)).toBe(true);
    await eventually(() => expect(alice.heard.map(({ text }) => text)).toEqual(['eco']));
    await carol.socket.send(bytesOf('aquí Carol'), alice.socket.address);
    await eventually(() => expect(alice.heard.map(({ text }) => text)).toEqual(['eco', 'aquí Carol']));
    expect(bob.heard).toHaveLength(1);
  });

  test('does not care that nobody is there when it was not asked', async () => {
    await using alice = await openAt(anywhere);
    await using bob = await openAt(anywhere);
    const empty = await nobody();
    expect(await alice.socket.send(bytesOf('hola'), empty)).toBeUndefined();
    expect(await alice.socket.send(bytesOf('hola'), bob.socket.address)).toBeUndefined();
    await eventually(() => expect(bob.heard).toHaveLength(1));
  });

  test('that is closed has given its port back, and may be closed again', async () => {
    const alice = await openAt(anywhere);
    await alice.socket[Symbol.asyncDispose]();
    await alice.socket[Symbol.asyncDispose]();
    await using again = await openAt(alice.socket.address);
    expect(again.socket.address).toEqual(alice.socket.address);
  });
});
