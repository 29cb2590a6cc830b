import { afterEach, expect, test, vi } from 'vitest';
import { NoRoom } from '../batch/no-room.ts';
import { explain } from './explain-error.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ['results', 'es', 'guardar /out/a\\x1b.csv', 'repite el comando con --resume'],
  ['temporary', 'es', 'en /out/a\\x1b.csv', 'la variable TMPDIR'],
  ['results', 'en', 'room on the disk for /out/a\\x1b.csv', 'repeat the command with --resume'],
  ['temporary', 'en', 'while grading, in /out/a\\x1b.csv', 'the variable TMPDIR'],
] as const)('A full disk is told as such, with the place and what to do: %s, %s', async (purpose, lang, ...words) => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await explain(new NoRoom(purpose, '/out/a\u001b.csv'), lang);
  expect(code).toBe(3);
  for (const one of words) expect(said.mock.calls.flat().join('')).toContain(one);
});
