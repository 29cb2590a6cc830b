import { expect, test } from 'vitest';
import type { Observation, Transport } from '../model/observation.ts';
import { portUsed } from './port-used.ts';

function opens(port: number, transport: Transport = 'tcp'): Observation {
  const address = { host: '127.0.0.1', port };
  return { atMs: 0, kind: 'program-listening', program: 'server', transport, address, evidence: 'kernel' };
}

function isCalledOn(port: number): Observation {
  return { atMs: 0, kind: 'accepted', peer: 'server', at: { host: '127.0.0.1', port }, from: { host: '::1', port: 1 } };
}

test('the port a server opens is the one it was told, also when it opens another one before', () => {
  expect(portUsed([opens(9999), opens(5000)], 'tcp', 5000)).toBe(5000);
});

test('a server that does not open the port it was told uses the first it opens', () => {
  expect(portUsed([opens(9999), opens(9998)], 'tcp', 5000)).toBe(9999);
});

test('the port a client calls is the one it uses', () => {
  expect(portUsed([isCalledOn(5001)], 'tcp', 5000)).toBe(5001);
});

test('a port of the other transport does not count', () => {
  expect(portUsed([opens(5000, 'udp')], 'tcp', 5000)).toBeUndefined();
});
