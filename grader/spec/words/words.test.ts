import { describe, expect, test } from 'vitest';
import type { Lang } from '../../model/lang.ts';
import type { Found, Problem } from '../fault.ts';
import { everyProblem } from '../sample/problems.ts';
import { formatSpecError } from '../format-spec-error.ts';
import { faultTables, faultWords } from './words.ts';

const languages: readonly Lang[] = ['es', 'en'];
const found: Found = { kind: 'value', text: '"Hola"' };

function told(problem: Problem, lang: Lang): string {
  return faultWords(lang).problem(problem, found);
}

test.each(languages)('every problem of a file of an author is told in words of its own (%s)', async (lang) => {
  const lines = everyProblem.map((problem) => `${problem.code}: ${told(problem, lang)}\n`);
  await expect(lines.join('')).toMatchFileSnapshot(`golden/problems.${lang}.txt`);
  // A text that is no regular expression is told alike wherever it stands.
  expect(new Set(everyProblem.map((problem) => told(problem, lang))).size).toBe(everyProblem.length - 1);
});

test.each(languages)('what is told is a part of one line, without what nobody has written (%s)', (lang) => {
  for (const problem of everyProblem) {
    expect(told(problem, lang)).toMatch(/^[^\p{Cc}]*[^.\s]$/u);
    expect(told(problem, lang)).not.toMatch(/undefined|null|\[object|NaN| {2}|, ,/);
  }
});

test('no problem is told in Spanish with the English words', () => {
  const same = everyProblem.filter((problem) => told(problem, 'es') === told(problem, 'en'));
  expect(same).toEqual([]);
  const english = everyProblem
    .map((problem) => told(problem, 'es'))
    .filter((words) => /\b(?:the|is|and|must)\b/.test(words));
  expect(english.filter((words) => !words.includes('"words of the library"'))).toEqual([]);
});

test('both languages have the same words', () => {
  expect(Object.keys(faultTables.es.problems)).toEqual(Object.keys(faultTables.en.problems));
});

describe('what else is said of an error', () => {
  const error = { file: 'exercise.yaml', line: 3, column: 4, path: 'checks[0]' };
  const more = { seeLine: 9, didYouMean: 'alice', allowed: ['alice', 'bob'] };
  const problem: Problem = { code: 'UNKNOWN_KEY', key: 'alise' };

  test.each<[Lang, string]>([
    [
      'es',
      'exercise.yaml:3:4: checks[0]: clave desconocida «alise» (mira la línea 9); ¿quisiste decir «alice»? Se permite: alice, bob',
    ],
    ['en', 'exercise.yaml:3:4: checks[0]: unknown key "alise" (see line 9); did you mean "alice"? Allowed: alice, bob'],
  ])('follows it (%s)', (lang, line) => {
    expect(formatSpecError({ ...error, ...more, problem }, lang)).toBe(line);
  });

  test.each<[Found, es: string, en: string]>([
    [{ kind: 'nothing' }, '; se encontró nada', ', found nothing'],
    [{ kind: 'list' }, '; se encontró una lista', ', found a list'],
    [{ kind: 'object' }, '; se encontró un objeto', ', found an object'],
    [{ kind: 'value', text: '"á"' }, '; se encontró "á"', ', found "á"'],
  ])('tells what was found: %j', (what, es, en) => {
    expect(languages.map((lang) => faultTables[lang].found(what))).toEqual([es, en]);
  });
});
