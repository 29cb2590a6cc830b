import { expect, test } from 'vitest';
import type { ChoiceProblem } from '../submission/choices.ts';
import { choiceProblemText } from './choice-words.ts';

const problems: readonly (readonly [problem: ChoiceProblem, en: string, es: string])[] = [
  [
    { kind: 'malformed', given: 'uno.py' },
    '--program uno.py: write the program, an equals sign and the file, e.g. server=server.py',
    '--program uno.py: escribe el programa, un signo igual y el archivo, por ejemplo server=servidor.py',
  ],
  [
    { kind: 'unknown-program', program: 'sever', known: ['server', 'client'] },
    'The exercise has no program called sever. It has: server, client.',
    'El ejercicio no tiene un programa llamado sever. Los que tiene: server, client.',
  ],
  [
    { kind: 'chosen-twice', program: 'server' },
    '--program names server twice.',
    '--program nombra dos veces a server.',
  ],
  [
    { kind: 'no-such-file', program: 'server', path: 'gone.py' },
    '--program server: there is no file gone.py.',
    '--program server: no existe el archivo gone.py.',
  ],
  [
    { kind: 'not-a-file', program: 'server', path: 'src' },
    '--program server: src is not a file.',
    '--program server: src no es un archivo.',
  ],
  [
    { kind: 'unknown-language', program: 'server', path: 'Main.java', endings: ['.py', '.c'] },
    '--program server: Main.java is not in a known language (.py, .c).',
    '--program server: Main.java no está en un lenguaje conocido (.py, .c).',
  ],
];

test.each(problems)('$kind is told in both languages', (problem, en, es) => {
  expect(choiceProblemText(problem, 'en')).toBe(en);
  expect(choiceProblemText(problem, 'es')).toBe(es);
});

test('a name that would move the cursor is shown instead', () => {
  const text = choiceProblemText({ kind: 'no-such-file', program: 'server', path: '\u001b[2J\u0007' }, 'en');
  expect(text).not.toMatch(/\p{Cc}/u);
});
