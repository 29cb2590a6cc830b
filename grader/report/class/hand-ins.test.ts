import { describe, expect, test } from 'vitest';
import type { HandedIn, WhyLeftOut } from '../../model/handed-in.ts';
import { displayWidth } from '../display-width.ts';
import { renderHandIns, type HandIns } from './hand-ins.ts';

function handedIn(key: string, name: string, more: Partial<HandedIn> & { readonly id?: string } = {}): HandedIn {
  const { id = null, ...rest } = more;
  return { key, student: { name, id }, source: name, late: false, superseded: [], ...rest };
}

const someClass: HandIns = {
  preset: 'moodle',
  submissions: [
    handedIn('ana-perez-12', 'Ana Pérez', { id: '12', source: 'Ana Pérez_12_assignsubmission_file' }),
    handedIn('student', '山田 🦊', {
      source: 'Yamada/Versión 10',
      superseded: ['Yamada/Versión 9', 'Yamada/Versión 2'],
    }),
    handedIn('jose-13', 'José', { id: '13', source: 'jose_LATE_13_4_eco.py', late: true }),
  ],
  leftOut: [{ source: 'Ana Pérez_12_assignsubmission_onlinetext', because: 'online-text' }],
};

test('a class in Spanish', () => {
  expect(renderHandIns(someClass, 'es')).toBe(
    [
      '3 entregas, según los nombres que pone Moodle.',
      '',
      'Clave         Estudiante  Id  Entrega',
      'ana-perez-12  Ana Pérez   12  Ana Pérez_12_assignsubmission_file',
      'student       山田 🦊         Yamada/Versión 10',
      '                              (antes, no cuenta: Yamada/Versión 9)',
      '                              (antes, no cuenta: Yamada/Versión 2)',
      'jose-13       José        13  jose_LATE_13_4_eco.py (tarde)',
      '',
      'No se califica:',
      '- Ana Pérez_12_assignsubmission_onlinetext: texto escrito en la plataforma, no un archivo',
      '',
    ].join('\n'),
  );
});

test('a class in English, without ids', () => {
  const submissions = [handedIn('ana', 'Ana'), handedIn('beto', 'Beto', { late: true, superseded: ['Beto (1)'] })];
  expect(renderHandIns({ preset: 'plain', submissions, leftOut: [] }, 'en')).toBe(
    [
      '2 submissions, told apart by the names of folders and files.',
      '',
      'Key   Student  Submission',
      'ana   Ana      Ana',
      'beto  Beto     Beto (late)',
      '               (earlier, does not count: Beto (1))',
      '',
    ].join('\n'),
  );
});

test.each([
  ['es', 'Ninguna entrega, según --names.\n'],
  ['en', 'No submissions, told apart by --names.\n'],
] as const)('nothing at all, in %s', (lang, text) => {
  expect(renderHandIns({ preset: 'names', submissions: [], leftOut: [] }, lang)).toBe(text);
});

describe('what strangers wrote', () => {
  const hostile = '::error::\u001b[2J\r\n::set-output\u202e';
  const escaped = '::error::\\x1b[2J\\r\\n::set-output\\u202e';

  test.each(['es', 'en'] as const)('does nothing and begins no line, in %s', (lang) => {
    const reasons: WhyLeftOut[] = [
      'online-text',
      'receipt',
      'no-submission',
      'no-match',
      'no-plain-file',
      'path-outside',
    ];
    const text = renderHandIns(
      {
        preset: 'canvas',
        submissions: [handedIn('error', hostile, { id: hostile, superseded: [hostile] })],
        leftOut: reasons.map((because) => ({ source: hostile, because })),
      },
      lang,
    );
    expect(text.split(escaped)).toHaveLength(5 + reasons.length);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text).not.toMatch(/^\s*:/mu);
  });

  test('is never cut, and moves no row but its own', () => {
    const long = 'x'.repeat(90);
    const submissions = [handedIn('ana', 'Ana'), handedIn('x', long), handedIn('beto', 'Beto')];
    const [, , , ana = '', wide, beto = ''] = renderHandIns({ preset: 'plain', submissions, leftOut: [] }, 'es').split(
      '\n',
    );
    expect(wide).toBe(`x      ${long}  ${long}`);
    expect(displayWidth(ana)).toBeLessThan(30);
    expect(beto.indexOf('Beto')).toBe(ana.indexOf('Ana'));
  });
});
