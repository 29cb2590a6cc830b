import { expect, test } from 'vitest';
import { keysFor } from './student-keys.ts';

test.each([
  ['José Ángel Núñez-Pérez', null, 'jose-angel-nunez-perez'],
  ['Pérez Gómez, Ana', '1234', 'perez-gomez-ana-1234'],
  ["Renata O'Higgins", null, 'renata-ohiggins'],
  ['Straße Ø', null, 'strasse-o'],
  ['Participante 1234', '1234', 'participante-1234'],
  ['aperez', 'aperez', 'aperez'],
  ['anon_aB3xZ', 'aB3xZ', 'anon-ab3xz'],
  ['🐍 👩🏽‍💻', null, 'student'],
  ['山田太郎', '77', 'student-77'],
  ['\u200fנועה', null, 'student'],
  ['CON', null, 'student-con'],
  ['com1', null, 'student-com1'],
  ['../../etc/passwd', null, 'etc-passwd'],
  ['=cmd()|x', null, 'cmd-x'],
  ['', '../1', 'student-1'],
])('the key of %j with %j', (name, id, key) => {
  expect(keysFor([{ name, id }])).toEqual([key]);
});

test('no two keys are alike, whatever the names', () => {
  const names = ['Ana', 'ana', 'Aña', 'ana 2', 'ana-2', '🦊', '🦊', 'a'.repeat(300), 'a'.repeat(301)];
  const keys = keysFor(names.map((name) => ({ name, id: null })));
  expect(new Set(keys).size).toBe(names.length);
  expect(keys.slice(0, 5)).toEqual(['ana', 'ana-2', 'ana-3', 'ana-2-2', 'ana-2-3']);
  for (const key of keys) expect(key).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);
});
