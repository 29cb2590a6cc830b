import { expect, test } from 'vitest';
import { workerMemory } from '../launch/sandbox-system.ts';
import { workerEnvironment } from './worker-environment.ts';

test('a worker is told what the grader was told, but nothing that changes Node', () => {
  const own = {
    PATH: '/usr/bin',
    HOME: '/home/me',
    NODE_OPTIONS: '--use-system-ca',
    NODE_EXTRA_CA_CERTS: '/certs.pem',
  };
  const told = workerEnvironment(own, 'network');
  expect(told).toMatchObject({ PATH: '/usr/bin', HOME: '/home/me' });
  expect(told).not.toHaveProperty('NODE_OPTIONS');
  expect(told).not.toHaveProperty('NODE_EXTRA_CA_CERTS');
});

test('only in a sandbox do temporary files stand in the memory of the worker', () => {
  expect(workerEnvironment({ TMPDIR: '/var/tmp' }, 'network').TMPDIR).toBe('/var/tmp');
  expect(workerEnvironment({ TMPDIR: '/var/tmp' }, 'sandbox').TMPDIR).toBe(workerMemory.path);
});
