/** Were facts wrongly said to be missing, most tests of running programs would be skipped: so this one is not. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kernelShowsFacts, showsFactsOf } from './evidence.ts';

function showsOwnSystemCall(): boolean {
  try {
    return readFileSync('/proc/self/syscall', 'utf8') !== '' && readFileSync('/proc/self/net/udp', 'utf8') !== '';
  } catch {
    return false;
  }
}

test('The kernel shows facts exactly where a thread can read its own system call and the socket tables', () => {
  expect(kernelShowsFacts()).toBe(showsOwnSystemCall() && ['x64', 'arm64'].includes(process.arch));
});

test('It is no evidence where nothing can be read of the process', () => {
  expect(showsFactsOf(process.pid)).toBe(showsOwnSystemCall());
  expect(showsFactsOf(2 ** 30)).toBe(false);
});
