import { describe, expect, test } from 'vitest';
import { formatProblemText } from './format-words.ts';
import { placeFormats, readFormat, type Destination, type FormatProblem } from './formats.ts';

describe('a format', () => {
  test.each<[given: string, Destination]>([
    ['terminal', { format: 'terminal', file: null }],
    ['junit=results.xml', { format: 'junit', file: 'results.xml' }],
    ['json=a=b.json', { format: 'json', file: 'a=b.json' }],
  ])('%s', (given, destination) => {
    expect(readFormat(given)).toEqual({ kind: 'destination', destination });
  });

  test.each<[given: string, FormatProblem]>([
    ['xml', { kind: 'unknown', given: 'xml', meant: undefined }],
    ['jnuit=a.xml', { kind: 'unknown', given: 'jnuit', meant: 'junit' }],
    ['JSON', { kind: 'unknown', given: 'JSON', meant: 'json' }],
    ['junit=', { kind: 'no-file', format: 'junit' }],
    ['', { kind: 'unknown', given: '', meant: undefined }],
  ])('that is wrong: %j', (given, problem) => {
    expect(readFormat(given)).toEqual({ kind: 'problem', problem });
  });
});

const terminal: Destination = { format: 'terminal', file: null };
const json: Destination = { format: 'json', file: null };
const github: Destination = { format: 'github', file: null };
const junitFile: Destination = { format: 'junit', file: 'a.xml' };

describe('the reports go', () => {
  test.each<[string, asked: Destination[], output: string | undefined, Destination[]]>([
    ['to the screen when nothing is said', [], undefined, [terminal]],
    ['into a file when only that is said', [], 'a.txt', [{ format: 'terminal', file: 'a.txt' }]],
    ['into the file of the only format', [json], 'a.json', [{ format: 'json', file: 'a.json' }]],
    ['each to its place', [terminal, junitFile], undefined, [terminal, junitFile]],
    ['only into a file when that is all there is', [junitFile], undefined, [junitFile]],
    ['to the screen and to the runner', [github, terminal], undefined, [github, terminal]],
  ])('%s', (_, asked, output, destinations) => {
    expect(placeFormats(asked, output)).toEqual({ kind: 'destinations', destinations });
  });

  test.each<[string, asked: Destination[], output: string | undefined, FormatProblem]>([
    ['two to the screen', [terminal, json], undefined, { kind: 'both-on-output', formats: ['terminal', 'json'] }],
    ['one twice to the screen', [json, json], undefined, { kind: 'both-on-output', formats: ['json', 'json'] }],
    ['a document among commands', [json, github], undefined, { kind: 'both-on-output', formats: ['json', 'github'] }],
    [
      'three to the screen',
      [terminal, github, json],
      undefined,
      { kind: 'both-on-output', formats: ['terminal', 'json'] },
    ],
    [
      'two into one file, however it is written',
      [junitFile, { format: 'json', file: './a.xml' }],
      undefined,
      { kind: 'same-file', file: './a.xml' },
    ],
    ['--output with several', [terminal, junitFile], 'b.xml', { kind: 'whose-output', format: 'terminal' }],
    ['--output with one that has a file', [junitFile], 'b.xml', { kind: 'whose-output', format: 'junit' }],
  ])('nowhere: %s', (_, asked, output, problem) => {
    expect(placeFormats(asked, output)).toEqual({ kind: 'problem', problem });
  });
});

test.each<[FormatProblem, es: string, en: string]>([
  [
    { kind: 'unknown', given: 'jnuit', meant: 'junit' },
    'Puede ser: terminal, json, junit, github. ¿Quisiste decir junit?',
    'It can be: terminal, json, junit, github. Did you mean junit?',
  ],
  [
    { kind: 'no-file', format: 'junit' },
    'Después del signo igual va un archivo, por ejemplo junit=result.xml.',
    'After the equals sign comes a file, e.g. junit=result.xml.',
  ],
  [
    { kind: 'both-on-output', formats: ['terminal', 'json'] },
    'Los formatos terminal y json no pueden ir los dos a la pantalla. Di a qué archivo va uno, por ejemplo: --format json=result.json',
    'The formats terminal and json cannot both go to the screen. Say which file one goes to, for example: --format json=result.json',
  ],
  [
    { kind: 'same-file', file: 'a\u001b[2J' },
    'Dos formatos irían al archivo a\\x1b[2J: dale a cada uno el suyo.',
    'Two formats would go to the file a\\x1b[2J: give each one its own.',
  ],
  [
    { kind: 'whose-output', format: 'json' },
    '--output solo se usa con un formato, y sin =ARCHIVO. Con varios, di el archivo con cada uno, por ejemplo: --format json=result.json',
    '--output goes with one format only, and without =FILE. With several, say the file with each of them, for example: --format json=result.json',
  ],
])('$kind is told in both languages', (problem, es, en) => {
  expect(formatProblemText(problem, 'es')).toBe(es);
  expect(formatProblemText(problem, 'en')).toBe(en);
});
