import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SectionProblem } from '../model/lab-grade.ts';
import type { LabSection } from '../spec/lab.ts';
import { checkWriteup } from './check-writeup.ts';

const section: LabSection = { heading: ['Experimento A'], points: 2, byHand: 3, evidence: false, words: 3 };
const shown: LabSection = { ...section, evidence: true };
const template = '# Reporte\n\n## Experimento A\n\n> ¿Qué pasó?\n\nRespuesta:\n\n```\npega aquí la salida\n```\n';

function problem(text: string, wanted: LabSection = section, files: readonly string[] = []): SectionProblem | null {
  const [result] = checkWriteup(text, template, [wanted], (path) => files.includes(path));
  if (result === undefined) throw new Error('No result');
  expect(result.points).toBe(result.problem === null ? 2 : 0);
  expect(result).toMatchObject({ heading: 'Experimento A', maxPoints: 2 });
  expect(result.byHand).toBe(unanswered.has(result.problem?.code) ? 0 : 3);
  return result.problem;
}

/** There is nothing that a person could mark. */
const unanswered: ReadonlySet<string | undefined> = new Set(['HEADING_MISSING', 'EMPTY', 'TEMPLATE_ONLY']);

const answer = 'El cliente avisó que perdió la conexión.';

describe('a section is answered under a heading', () => {
  test.each([
    ['as the lab writes it', '## Experimento A'],
    ['in capitals, with numbering, emphasis and a colon', '### 2.1) **EXPERIMENTO A**:'],
    ['that goes on', '# Experimento A: se pierde la conexión'],
    ['underlined', 'Experimento A\n-------------'],
    ['with other accents', '## Éxperimento a ##'],
  ])('%s', (_, heading) => {
    expect(problem(`${heading}\n\n${answer}\n`)).toBeNull();
  });

  test('of any level, with what stands under its own sub-headings', () => {
    expect(problem(`# Experimento A\n\n### Qué observé\n\n- ${answer}\n\n# Otra cosa\n`)).toBeNull();
  });

  test('or under several that begin with it', () => {
    const output = '```\nConexión perdida\n```';
    expect(
      problem(
        `## Experimento A\n\n### Experimento A: salida\n\n${output}\n\n## Experimento A (qué vi)\n\n${answer}`,
        shown,
      ),
    ).toBeNull();
  });

  test('with Windows line ends and a byte order mark', () => {
    expect(problem(`\uFEFF## Experimento A\r\n\r\n${answer}\r\n`)).toBeNull();
  });

  test('after the words of the template', () => {
    expect(problem(`## Experimento A\n\n> ¿Qué pasó?\n\nRespuesta: ${answer}`)).toBeNull();
  });
});

describe('a section is not answered', () => {
  test('when its heading is missing', () => {
    expect(problem(`## Experimento B\n\n${answer}`)).toEqual({ code: 'HEADING_MISSING' });
    expect(problem(`Experimento A: ${answer}`)).toEqual({ code: 'HEADING_MISSING' });
    expect(problem('')).toEqual({ code: 'HEADING_MISSING' });
  });

  test('by what stands under another heading', () => {
    expect(problem(`## Experimento A\n\n## Experimento B\n\n${answer}`)).toEqual({ code: 'EMPTY' });
  });

  test('by the words of the template, however they are set', () => {
    expect(problem(template)).toEqual({ code: 'TEMPLATE_ONLY' });
    expect(problem(template.replace('Respuesta:', '**Respuesta**'))).toEqual({ code: 'TEMPLATE_ONLY' });
  });

  test('by a comment', () => {
    expect(problem(`## Experimento A\n\n<!-- ${answer} -->\n`)).toEqual({ code: 'EMPTY' });
  });

  test('by too few words', () => {
    expect(problem('## Experimento A\n\nRespuesta: ni idea')).toEqual({ code: 'TOO_SHORT', words: 2, wanted: 3 });
  });
});

describe('what happened is shown', () => {
  test.each([
    ['by a block of output', '```\n$ python3 tcp_client.py\nConexión perdida\n```', []],
    ['by indented output in a list', `1. Así:\n\n       ConnectionResetError\n`, []],
    ['by a picture', '![captura](evidencia/a%20b.png)', ['evidencia/a b.png']],
    ['by a picture with a reference', '![captura][uno]\n\n[uno]: a.png', ['a.png']],
    ['by a picture in HTML', '<img width="300" src="a.png">', ['a.png']],
    ['by a picture in a table', '| antes |\n| --- |\n| ![x](a.png) |', ['a.png']],
  ])('%s', (_, evidence, files) => {
    expect(problem(`## Experimento A\n\n${answer}\n\n${evidence}\n`, shown, files)).toBeNull();
  });

  test.each([
    ['by nothing at all', '', { code: 'EVIDENCE_MISSING' }],
    ['by the block of the template', '```\npega aquí la salida\n```', { code: 'EVIDENCE_MISSING' }],
    ['by an empty block', '```\n\n```', { code: 'EVIDENCE_MISSING' }],
    ['by a picture that was not handed in', '![x](otra.png)', { code: 'PICTURE_MISSING', path: 'otra.png' }],
    [
      'by a picture somewhere else',
      '![x](https://example.com/a.png)',
      { code: 'PICTURE_MISSING', path: 'https://example.com/a.png' },
    ],
  ])('but not %s', (_, evidence, expected) => {
    expect(problem(`## Experimento A\n\n${answer}\n\n${evidence}\n`, shown, ['a.png'])).toEqual(expected);
  });
});

test('every section of the lab has a result, in the order of the lab', () => {
  const sections = ['Uno', 'Dos', 'Tres'].map((heading): LabSection => ({ ...section, heading: [heading] }));
  const text = `# Dos\n\n${answer}\n\n## Uno\n\n${answer}`;
  const results = checkWriteup(text, '', sections, () => false);
  expect(results.map(({ heading, problem: one }) => [heading, one?.code ?? null])).toEqual([
    ['Uno', null],
    ['Dos', null],
    ['Tres', 'HEADING_MISSING'],
  ]);
});

test('a heading that is that of another section belongs to that one only', () => {
  const sections = ['Experimento A', 'Experimento A dos'].map((heading) => ({ ...section, heading: [heading] }));
  const results = checkWriteup(`# Experimento A\n\n# Experimento A dos\n\n${answer}`, '', sections, () => false);
  expect(results.map(({ problem: one }) => one?.code ?? null)).toEqual(['EMPTY', null]);
});

test('quotes inside quotes, without end, are read', () => {
  expect(problem(`## Experimento A\n\n${'> '.repeat(2000)}${answer}\n`)).toBeNull();
});

test('whatever is handed in gets an answer', () => {
  const pieces = [
    '# Experimento A',
    '\n',
    '\r\n',
    '> ',
    '- ',
    '```',
    '|',
    '![a](',
    ')',
    '<img src=',
    '[x]: ',
    '\t',
    '&#0;',
    answer,
  ];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })), { maxLength: 30 });
  fc.assert(
    fc.property(text, fc.boolean(), (parts, isThere) => {
      const [result] = checkWriteup(parts.join(''), template, [shown], () => isThere);
      expect(result?.points).toBe(result?.problem === null ? 2 : 0);
    }),
  );
});
