import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromText } from '../model/bytes.ts';
import type { Exercise } from './exercise.ts';
import { loadExercise, loadExercises, readExercises } from './load-exercise.ts';
import { parseExercise } from './parse-exercise.ts';
import { sampleExercise, sampleWith } from './sample/exercise.ts';
import { formatSpecError } from './format-spec-error.ts';
import { SpecFileError, type SpecError } from './spec-error.ts';

function exerciseIn(text: string): Exercise {
  const parsed = parseExercise(text, 'exercise.yaml');
  if (!parsed.ok) throw new SpecFileError(parsed.errors);
  return parsed.exercise;
}

function errorsIn(text: string, folder?: string): readonly SpecError[] {
  const parsed = parseExercise(text, 'exercise.yaml', folder);
  return parsed.ok ? [] : parsed.errors;
}

function linesIn(text: string, folder?: string): string[] {
  return errorsIn(text, folder).map((error) => formatSpecError(error, 'en'));
}

describe('a right exercise file', () => {
  it('becomes an exercise, with defaults filled in', () => {
    const exercise = exerciseIn(sampleExercise);

    expect(exercise).toMatchObject({ id: 'sample', points: { basic: 60, robust: 40, bonus: 10 } });
    expect(exercise.programs).toMatchObject({
      server: { role: 'server', transport: 'tcp', host: '127.0.0.1', arguments: ['HOST', 'PORT', 'BUFFER'] },
      client: { role: 'client', transport: 'tcp', arguments: ['HOST', 'PORT'] },
      'udp-server': { role: 'server', transport: 'udp', port: 5001 },
    });
    expect(exercise.checks.map(({ id, of, level, weight, needs }) => [id, of, level, weight, needs])).toEqual([
      ['echoes-one-message', 'server', 'basic', 1, []],
      ['serves-a-crowd', 'server', 'robust', 2, ['echoes-one-message']],
      ['sends-a-message', 'client', 'basic', 1, []],
      ['echoes-a-datagram', 'udp-server', 'basic', 1, []],
    ]);
  });

  it('has steps that say what to do, whether they were written as a name or as an object', () => {
    expect(exerciseIn(sampleExercise).checks[0]?.steps).toEqual([
      { do: 'start', program: 'server', ready: true, flushing: 'immediate', port: 'own' },
      { do: 'connect', peer: 'alice' },
      {
        do: 'send',
        peer: 'alice',
        payload: { kind: 'bytes', bytes: fromText('Hola Mundo Cruel') },
        pieces: 8,
        wait: true,
      },
      {
        do: 'expect',
        peer: 'alice',
        expected: { kind: 'exactly', payload: { kind: 'template', template: '{sent}' } },
        as: 'echo',
      },
      {
        do: 'expectOutput',
        program: 'server',
        shown: { kind: 'contains', payload: { kind: 'template', template: '{echo}' } },
      },
      { do: 'halfClose', peer: 'alice' },
      { do: 'expectClose', peer: 'alice', how: 'fin' },
    ]);
  });

  it('has repeated steps written out, each round with peers of its own', () => {
    const steps = exerciseIn(sampleExercise).checks[1]?.steps ?? [];

    expect(steps.map((step) => ('peer' in step ? `${step.do} ${step.peer}` : step.do))).toEqual([
      'start',
      'connect crowd-1',
      'send crowd-1',
      'connect crowd-2',
      'send crowd-2',
      'connect crowd-3',
      'send crowd-3',
      'expect crowd-1',
      'close crowd-1',
      'expect crowd-2',
      'close crowd-2',
      'expect crowd-3',
      'close crowd-3',
      'signal',
      'expectExit',
    ]);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('may use a numbered peer outside repeat', () => {
    expect(linesIn(sampleWith('- signal:', '- expectClose: crowd-2\n      - signal:'))).toEqual([]);
  });

  it('may start a program again after it ended', () => {
    expect(linesIn(sampleWith('- halfClose: alice', '- stop: server\n      - start: server'))).toEqual([]);
  });

  it('may say a value once and refer to it', () => {
    const text = sampleExercise
      .replace('{ es: Devuelve un mensaje, en: Echoes one message }', '&title $&')
      .replace('{ es: Devuelve un datagrama, en: Echoes a datagram }', '*title');
    expect(exerciseIn(text).checks[3]?.title).toEqual({ es: 'Devuelve un mensaje', en: 'Echoes one message' });
  });

  it('may begin with a byte order mark and have Windows line ends', () => {
    const text = `\uFEFF${sampleExercise.replaceAll('\n', '\r\n')}`;
    expect(exerciseIn(text)).toEqual(exerciseIn(sampleExercise));
    expect(linesIn(text.replace('id: sample', 'id: Sample'))).toEqual([
      'exercise.yaml:2:5: id: must be lower-case words joined by hyphens, e.g. "alice", found "Sample"',
    ]);
  });
});

describe('an error', () => {
  it('has a code with arguments, a place, what was found and what is allowed', () => {
    expect(errorsIn(sampleWith('- connect: alice', '- connect: { per: alice, peer: alice }'))).toEqual([
      {
        file: 'exercise.yaml',
        line: 34,
        column: 20,
        path: 'checks[0].steps[1].connect',
        problem: { code: 'UNKNOWN_KEY', key: 'per' },
        found: { kind: 'value', text: '"per"' },
        allowed: ['peer', 'tls'],
        didYouMean: 'peer',
        seeLine: undefined,
      },
    ]);
  });

  it('about a value that an alias stands for is at the alias too', () => {
    const text = sampleExercise
      .replace('{ es: Devuelve un mensaje, en: Echoes one message }', '&title { es: Devuelve }')
      .replace('{ es: Devuelve un datagrama, en: Echoes a datagram }', '*title');
    expect(linesIn(text)).toEqual([
      'exercise.yaml:31:19: checks[0].title: has no `en`; write it in both languages, `es` and `en`',
      'exercise.yaml:80:12: checks[3].title: has no `en`; write it in both languages, `es` and `en`',
    ]);
  });

  it('does not keep the others from being told, in the order of the file', () => {
    const text = sampleWith('- connect: alice', '- conect: alice')
      .replace('port: 5001', 'port: 1')
      .replace('id: ', 'id: X');
    expect(errorsIn(text).map(({ line, problem }) => [line, problem.code])).toEqual([
      [2, 'WRONG_FORM'],
      [24, 'OUT_OF_RANGE'],
      [34, 'UNKNOWN_KEY'],
    ]);
  });

  it('is told once, however often its step is repeated', () => {
    expect(linesIn(sampleWith('close: crowd', 'send: { peer: crowd, template: "{x}" }'))).toHaveLength(1);
  });

  it('tells of a level that nobody wrote points for', () => {
    const text = sampleWith('points: { basic: 60, robust: 40 }\n', '').replace('level: robust', 'level: basic');
    expect(linesIn(text)).toEqual([
      'exercise.yaml:2:1: level "robust" is worth 30 points, but no check is of that level; write one, or move its points: `points: { basic: 100, robust: 0 }`',
    ]);
  });

  it('tells of an id that is not the name of the folder', () => {
    expect(linesIn(sampleExercise, 'tcp-echo')).toEqual([
      'exercise.yaml:2:5: id: must be the name of its folder, "tcp-echo", found "sample"',
    ]);
  });
});

describe('a file that is no exercise at all', () => {
  it.each([
    ['', 'exercise.yaml:1:1: the file is empty; write `id`, `title`, `programs` and `checks` in it'],
    [
      '# nothing but a comment\n',
      'exercise.yaml:1:1: the file is empty; write `id`, `title`, `programs` and `checks` in it',
    ],
    [
      'Hola Mundo Cruel',
      'exercise.yaml:1:1: expected an object with `id`, `title`, `programs` and `checks`, found "Hola Mundo Cruel"',
    ],
    ['- a\n', 'exercise.yaml:1:1: expected an object with `id`, `title`, `programs` and `checks`, found a list'],
    ['a: "b', 'exercise.yaml:1:4: not valid YAML: what was opened here is not closed with ", found "a: \\"b"'],
    [`${'['.repeat(60)}${']'.repeat(60)}`, 'exercise.yaml:1:52: more than 50 lists and objects inside one another'],
  ])('tells what is wrong with %j', (text, line) => {
    expect(linesIn(text)).toEqual([line]);
  });

  it('is refused when its aliases stand for more values than a computer can hold', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}]\n`,
    );
    expect(linesIn(`l0: &l0 [hola]\n${levels.join('')}`)).toEqual([
      'exercise.yaml:6:40: up to alias *l4, aliases stand for more than 100000 values',
    ]);
  });

  it('is refused when it is too deep for the parser', () => {
    expect(errorsIn('['.repeat(100_000)).map(({ problem }) => problem.code)).toContain('YAML_TOO_DEEP');
  });

  it('gets an answer, whatever its text is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), yamlLike), (text) => {
        expect(errorsIn(text).length).toBeGreaterThan(0);
      }),
    );
  });

  it('gets an answer, whatever becomes of a right one', () => {
    fc.assert(
      fc.property(fc.nat(sampleExercise.length), fc.nat(30), fc.oneof(yamlLike, fc.string()), (at, length, text) => {
        const parsed = parseExercise(sampleExercise.slice(0, at) + text + sampleExercise.slice(at + length), 'x');
        expect(parsed.ok || parsed.errors.length > 0).toBe(true);
      }),
    );
  });
});

const fileWords = ['id', 'checks', 'steps', 'repeat', 'connect', 'send', '__proto__', 'constructor', '<<', '1', '.nan'];
const yamlWords = [
  ': ',
  '- ',
  '? ',
  '\n',
  '\n  ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '&a ',
  '*a ',
  '!!set ',
  '!x ',
  '|',
  '>',
  '#',
];
const rareWords = ['"', "'", '---\n', '%YAML 1.1\n', '\t', '\r'];

/** Words that mean something in YAML or in exercise files, in any order. */
const yamlLike = fc
  .array(fc.constantFrom(...fileWords, ...yamlWords, ...rareWords), { maxLength: 40 })
  .map((words) => words.join(''));

describe('exercise files on disk', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'socklab-spec-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function write(id: string, content: string | Uint8Array): Promise<string> {
    await mkdir(join(folder, id), { recursive: true });
    const path = join(folder, id, 'exercise.yaml');
    await writeFile(path, content);
    return path;
  }

  async function errorsOf(loading: Promise<unknown>): Promise<string[]> {
    const error: unknown = await loading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof SpecFileError)) throw new Error('It was loaded, or failed in another way', { cause: error });
    return error.errors.map((one) => formatSpecError(one, 'en').replace(folder, 'exercises'));
  }

  it('are loaded one by one, whatever their folder is called', async () => {
    expect(await loadExercise(await write('elsewhere', sampleExercise))).toMatchObject({ id: 'sample' });
  });

  it('are loaded together, in the order of their names; other files and folders do not matter', async () => {
    await write('sample', sampleExercise);
    await write('another', sampleExercise.replace('id: sample', 'id: another'));
    await mkdir(join(folder, 'drafts'));
    await writeFile(join(folder, 'exercise.schema.json'), '{}');

    expect((await loadExercises(folder)).map(({ id }) => id)).toEqual(['another', 'sample']);
  });

  it('are refused together, with the errors of all of them', async () => {
    await write('one', sampleExercise);
    await write('two', 'id: two\n');
    await write('three', Uint8Array.of(0x69, 0x64, 0x3a, 0x20, 0xf1));

    expect(await errorsOf(loadExercises(folder))).toEqual([
      'exercises/one/exercise.yaml:2:5: id: must be the name of its folder, "one", found "sample"',
      'exercises/three/exercise.yaml:1:5: cannot be read: from here on it is not UTF-8 text; save it as UTF-8',
      'exercises/two/exercise.yaml:1:1: has no `title`',
      'exercises/two/exercise.yaml:1:1: has no `programs`',
      'exercises/two/exercise.yaml:1:1: has no `checks`',
    ]);
  });

  it('are read one without the other, where that is asked for', async () => {
    await write('sample', sampleExercise);
    await write('two', 'id: two\n');
    const { exercises, broken } = await readExercises(folder, join(folder, 'memory'));
    expect(exercises.map(({ id }) => id)).toEqual(['sample']);
    expect(broken.map(({ id, errors }) => [id, errors.length])).toEqual([['two', 3]]);
    expect(await readExercises(folder, join(folder, 'memory'))).toEqual({ exercises, broken });
  });

  it('must be there when one is asked for by name', async () => {
    expect(await errorsOf(loadExercise(join(folder, 'gone', 'exercise.yaml')))).toEqual([
      'exercises/gone/exercise.yaml:1:1: cannot be read: there is no such file',
    ]);
  });

  it('must be files', async () => {
    await mkdir(join(folder, 'sample', 'exercise.yaml'), { recursive: true });
    expect(await errorsOf(loadExercises(folder))).toEqual([
      'exercises/sample/exercise.yaml:1:1: cannot be read: it is a folder',
    ]);
  });

  it('must be in a folder that is there', async () => {
    expect(await errorsOf(loadExercises(join(folder, 'gone')))).toEqual([
      'exercises/gone:1:1: cannot be read: there is no such file',
    ]);
  });
});
