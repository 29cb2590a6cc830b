import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { isInside } from './inside.ts';

test.for([
  ['/', '/tarea.py', true],
  ['/', '/', true],
  ['/home/ana', '/home/ana/tarea.py', true],
  ['/home/ana', '/home/ana/..tarea.py', true],
  ['/home/ana', '/home/ana2/tarea.py', false],
  ['/home/ana', '/home', false],
  ['/home/ana', '/tarea.py', false],
] as const)('in %s, %s: %s', ([folder, path, inside]) => {
  expect(isInside(resolve(folder), resolve(path))).toBe(inside);
});
