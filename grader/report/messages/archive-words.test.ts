import { expect, test } from 'vitest';
import type { ArchiveProblem } from '../../model/archive-problem.ts';
import { tellArchive } from './archive-words.ts';

const hostile = 'a\u001b[2J\u202e.py';

const every: readonly ArchiveProblem[] = [
  { code: 'EMPTY_FILE' },
  { code: 'NOT_A_ZIP', format: 'rar' },
  { code: 'NOT_A_ZIP', format: 'unknown' },
  { code: 'TRUNCATED' },
  { code: 'DAMAGED', path: hostile },
  { code: 'DAMAGED', path: null },
  { code: 'ENCRYPTED' },
  { code: 'SPLIT' },
  { code: 'UNSUPPORTED_COMPRESSION', path: hostile },
  { code: 'NO_FILES' },
  { code: 'TOO_MANY_ENTRIES', limit: 2000, folder: 'node_modules' },
  { code: 'TOO_MANY_ENTRIES', limit: 2000, folder: null },
  { code: 'TOO_LARGE', limitBytes: 64 * 1024 * 1024 },
  { code: 'FILE_TOO_LARGE', path: hostile, limitBytes: 16 * 1024 * 1024 },
  { code: 'TOO_DENSE', path: hostile },
  { code: 'TOO_DENSE', path: null },
  { code: 'TOO_DEEP', path: hostile, limit: 20 },
  { code: 'PATH_TOO_LONG', path: hostile, limitBytes: 240 },
  { code: 'NO_PLAIN_FILE', path: hostile },
  { code: 'PATH_OUTSIDE', path: '../a.py' },
  { code: 'RESERVED_NAME', path: 'nul.py' },
  { code: 'UNPRINTABLE_NAME', path: hostile },
  { code: 'SAME_NAME', path: 'a.py', other: 'A.py' },
  { code: 'SAME_NAME', path: 'a.py', other: 'a.py' },
];

test.each(['es', 'en'] as const)('in %s, every refusal is one line of sentences that shows what it names', (lang) => {
  const told = every.map((problem) => tellArchive(problem, lang));
  expect(new Set(told).size).toBe(every.length);
  for (const words of told) {
    expect(words).toMatch(/^[\p{Lu}¿a.n].*\.$/u);
    expect(words).not.toMatch(/[\p{Cc}\p{Cf}]|undefined|null|\[object/u);
  }
});

test('a damaged archive is told in words a student can act on', () => {
  expect(tellArchive({ code: 'DAMAGED', path: null }, 'es')).toBe(
    'El archivo está dañado. Vuelve a crear el ZIP y entrégalo otra vez.',
  );
  expect(tellArchive({ code: 'NOT_A_ZIP', format: 'rar' }, 'es')).toBe(
    'No es un archivo ZIP, es un archivo RAR, se llame como se llame. Comprime tu carpeta en formato ZIP.',
  );
});
