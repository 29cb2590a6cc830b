import { describe, expect, test } from 'vitest';
import { parseExercise } from '../spec/parse-exercise.ts';
import type { Exercise } from '../spec/exercise.ts';
import type { ProgramSet } from './find-programs.ts';
import { meantOf } from './meant.ts';

function exercise(id: string, port: number, files: string): Exercise {
  const parsed = parseExercise(
    `
id: ${id}
title: { es: Ejercicio, en: Exercise }
points: { basic: 100, robust: 0, bonus: 0 }
programs:
  server: { title: { es: Servidor, en: Server }, role: server, transport: tcp, port: ${port}, files: [${files}] }
checks:
  - id: opens
    of: server
    level: basic
    title: { es: Abre, en: Opens }
    steps: [start: server]
`,
    id,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.exercise;
}

const echo = exercise('tcp-echo', 5000, 'tcp_server, servidor');
const chat = exercise('tcp-chat', 8000, 'chat_server, servidor_chat, tcp_server, servidor');
const greeting = exercise('tcp-greeting', 5000, 'greeting_server, tcp_server, servidor');
const all = [echo, chat, greeting];

function meant(path: string, source = ''): { exercises: string[]; contested: readonly string[] } {
  const set: ProgramSet = {
    language: 'python',
    programs: { server: { kind: 'found', path, language: 'python', by: 'name' } },
  };
  const { exercises, contested } = meantOf(
    all.map((one) => ({ exercise: one, sets: [set] })),
    all,
    () => source,
  );
  return { exercises: exercises.map((one) => one.exercise.id), contested };
}

describe('the exercise of a file that several could have is', () => {
  test.each([
    ['the one that lists its name first', 'python/TCP-Server.py', 'tcp-echo'],
    ['the only one that lists its name', 'servidorChat.py', 'tcp-chat'],
  ])('%s', (_, path, id) => {
    expect(meant(path)).toEqual({ exercises: [id], contested: [] });
  });

  test('the one whose port its source has, when the name says nothing', () => {
    expect(meant('servidor.py', 'bind(("0.0.0.0", 8000))')).toEqual({ exercises: ['tcp-chat'], contested: [] });
  });

  test('not to be told, when neither decides', () => {
    expect(meant('servidor.py', 'bind(("", 5000))')).toEqual({
      exercises: ['tcp-echo', 'tcp-greeting'],
      contested: ['servidor.py'],
    });
    expect(meant('servidor.py', 'puerto = int(argv[1])').exercises).toEqual(['tcp-echo', 'tcp-chat', 'tcp-greeting']);
  });
});

test('a number that only contains the port is not the port', () => {
  expect(meant('servidor.py', 'x = 80001; y = 0.8000; z = p8000').exercises).toHaveLength(3);
});
