import { describe, expect, test } from 'vitest';
import { fromText } from '../model/bytes.ts';
import { addressShown } from './address-shown.ts';

const address = { host: '127.0.0.1', port: 43_210 };

describe('an address in an output', () => {
  test.each([
    ["Conexión desde: ('127.0.0.1', 43210)", 'both'],
    ['Client ::ffff:127.0.0.1:43210 is here', 'both'],
    ['puerto 43210 de 127.0.0.1', 'both'],
    ['IP: 127.0.0.1\nPuerto: 43210\n', 'both'],
    ['Conexión desde: 127.0.0.1', 'host-only'],
    ['Conexión desde: 127.0.0.1:4321', 'host-only'],
    ['Conexión desde: 127.0.0.1:143210', 'host-only'],
    ['localhost:43210', 'port-only'],
    ['127.0.0.11:43210', 'port-only'],
    ['127.0.0.1:51880', 'port-swapped'],
    ['Esperando...', 'neither'],
    ['', 'nothing'],
  ])('%s: %s', (output, shows) => {
    expect(addressShown(fromText(output), address)).toBe(shows);
  });

  test('of the other family', () => {
    expect(addressShown(fromText('[::1]:43210'), { host: '::1', port: 43_210 })).toBe('both');
  });

  test('of a peer nobody knows is not shown', () => {
    expect(addressShown(fromText('127.0.0.1'), undefined)).toBe('neither');
  });
});
