import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { watchMemory } from './memory-watch.ts';

const mebibyte = 2 ** 20;
/** Reading it well begins at 256 MiB: what is shared counts for each until then. */
const limitBytes = 300 * mebibyte;

test('tells once that a program and its children hold too much together', async (context) => {
  await using lab = await Lab.open(context);
  lab.needs(kernelFacts);
  const program = await lab.python(`
    import os
    os.fork()
    taken = bytearray(b'x') * ${180 * mebibyte}
    print('taken', flush=True)
    os.read(0, 1)
  `);
  let calls = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  using _ = watchMemory(program.pid, limitBytes, () => {
    calls += 1;
    resolve();
  });
  await promise;
  await setTimeout(100);
  expect(calls).toBe(1);
});

test('counts what they share only once', async (context) => {
  await using lab = await Lab.open(context);
  lab.needs(kernelFacts);
  const program = await lab.python(`
    import os
    taken = bytearray(b'x') * ${180 * mebibyte}
    os.fork()
    print('taken', flush=True)
    os.read(0, 1)
  `);
  await program.says('taken');
  let calls = 0;
  using _ = watchMemory(program.pid, limitBytes, () => {
    calls += 1;
  });
  await setTimeout(200);
  expect(calls).toBe(0);
});
