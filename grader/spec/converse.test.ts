import { describe, expect, test } from 'vitest';
import { parseExercise } from './parse-exercise.ts';
import { formatSpecError } from './format-spec-error.ts';

const opened = ['listen: client', 'start: client', 'accept: server'];

/** The errors of a client's check that has the step after it has accepted a connection, without their places. */
function errorsOf(converse: string, steps: readonly string[] = opened): string[] {
  const text = `
id: made-up
title: { es: Inventado, en: Made up }
points: { basic: 100, robust: 0, bonus: 0 }
programs:
  client: { title: { es: Cliente, en: Client }, role: client, transport: tcp, port: 5000, files: [client] }
checks:
  - id: made-up
    of: client
    level: basic
    title: { es: Inventado, en: Made up }
    steps:
${[...steps, `converse: ${converse}`].map((step) => `      - ${step}\n`).join('')}`;
  const parsed = parseExercise(text, 'exercise.yaml');
  return parsed.ok ? [] : parsed.errors.map((error) => formatSpecError(error, 'en').replace(/^.*?checks\[0\]\S* /, ''));
}

describe('A conversation at the keyboard', () => {
  test.each([
    '{ program: client, until: connected, lines: [hola] }',
    "{ program: client, until: connected, lines: ['{host}'], answers: [{ to: puerto, line: '{port}' }] }",
    '{ program: client, until: sent, with: server, text: hola, lines: [hola], answer: recibido }',
    '{ program: client, until: ended, on: salir, lines: [salir, exit], endInput: true }',
  ])('may be %s', (converse) => {
    expect(errorsOf(converse)).toEqual([]);
  });

  test.each([
    ['types nothing', '{ program: client, until: ended }'],
    ['needs `text` with `until: sent`', '{ program: client, until: sent, with: server, lines: [hola] }'],
    ['needs `text` with `until: sent`', '{ program: client, until: ended, with: server, text: hola, lines: [hola] }'],
    ['has `on` without `until: ended`', '{ program: client, until: connected, on: salir, lines: [salir] }'],
    ['needs `with`', '{ program: client, until: ended, lines: [salir], answer: recibido }'],
    [
      'not a regular expression: a ( has no ) after it, found "("',
      "{ program: client, until: ended, lines: [a], answers: [{ to: '(', line: a }] }",
    ],
    ['{hots}', "{ program: client, until: connected, lines: ['{hots}'] }"],
    ['{prot}', "{ program: client, until: ended, lines: [a], answers: [{ to: a, line: '{prot}' }] }"],
    ['no earlier step has `accept: sever`', '{ program: client, until: ended, with: sever, lines: [salir] }'],
  ])('says that it %s: %s', (words, converse) => {
    expect(errorsOf(converse).join('\n')).toContain(words);
  });

  test('needs a keyboard that is still there', () => {
    const errors = errorsOf('{ program: client, until: ended, lines: [salir] }', [...opened, 'endInput: client']);
    expect(errors).toHaveLength(1);
  });

  test('needs a port to connect to', () => {
    const errors = errorsOf('{ program: client, until: connected, lines: [hola] }', ['start: client']);
    expect(errors).toHaveLength(1);
  });
});
