/** The command line parser speaks the user's language: its errors, and the help it shows after them. */
import { describe, expect, test } from 'vitest';
import { english, socklab, spanish } from '../testing/command.ts';

/** Words of the parser's own that must not be left over. */
const inEnglish =
  /Usage|Options|Arguments|Commands|\berror: (?!el |a |no |falta|sobran)|Did you mean|Allowed|choices|default|options|command\b/;

describe('in Spanish, a wrong command line is answered', () => {
  test.each([
    ['grade --foo', 'error: no existe la opción --foo\n'],
    ['grade --chekc x', 'error: no existe la opción --chekc\n(¿Quisiste decir --check?)\n'],
    [
      'grade --format x',
      'error: el valor «x» no sirve para la opción --format <format>. Puede ser: terminal, json, junit, github.\n',
    ],
    [
      'grade --format jnuit=a.xml',
      'error: el valor «jnuit=a.xml» no sirve para la opción --format <format>. Puede ser: terminal, json, junit, github. ¿Quisiste decir junit?\n',
    ],
    ['grade --output', 'error: a la opción --output <file> le falta su valor\n'],
    [
      'grade --workers 0',
      'error: el valor «0» no sirve para la opción --workers <count>. Debe ser un número entero de 1 a 64.\n',
    ],
    ['grad', 'error: no existe el comando grad\n(¿Quisiste decir grade?)\n'],
    ['generate todo ya', 'error: sobran argumentos: se esperaban 0 y llegaron 2 (todo, ya).\n'],
  ])('%s', async (line, words) => {
    const { exitCode, stderr } = await socklab(line.split(' '), { env: spanish });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/\nUso: socklab /);
    expect(stderr.slice(0, stderr.indexOf('\nUso'))).toBe(words);
    expect(stderr).not.toMatch(inEnglish);
  });

  test('without obeying what it quotes', async () => {
    const { stderr } = await socklab(['grade', '--\u001b[2J'], { env: spanish });
    expect(stderr).toContain('error: no existe la opción --\\x1b[2J');
  });
});

describe('the help', () => {
  test.each([[['--help']], [['grade', '--help']], [['calibrate', '--help']]])('is in Spanish: %s', async (args) => {
    const { exitCode, stdout } = await socklab(args, { env: spanish });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Uso: socklab /);
    expect(stdout).toMatch(/\nOpciones:\n[^]* muestra esta ayuda\n/);
    expect(stdout).not.toMatch(inEnglish);
  });

  test.each([
    [spanish, '(uno de: terminal, json, junit, github; si no se indica: terminal)'],
    [english, '(one of: terminal, json, junit, github; default: terminal)'],
  ])('says what an option can be and is; of an empty list it says nothing', async (env, words) => {
    const { stdout } = await socklab(['grade', '--help'], { env });
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(words);
    expect(stdout).not.toContain('[]');
    expect(stdout).not.toContain('false');
  });

  test.each([spanish, english])('names every kind of archive that is accepted', async (env) => {
    const { stdout } = await socklab(['grade', '--help'], { env });
    for (const ending of ['.zip', '.tar', '.tar.gz', '.tgz']) expect(stdout).toMatch(new RegExp(`\\${ending}[,) ;]`));
  });
});
