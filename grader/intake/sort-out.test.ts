/** Names as platforms and people give them, and who they are taken for. */
import { describe, expect, test } from 'vitest';
import { treeOf, type Kind } from './branch.ts';
import { sortOut, type Sorted } from './sort-out.ts';

/** Paths; a `/` at the end makes a folder. */
function sorted(paths: readonly string[], labPrefix = ''): Sorted {
  const members = paths.map((name): { name: string; kind: Kind } => ({
    name,
    kind: name.endsWith('/') ? 'folder' : 'file',
  }));
  return sortOut(treeOf(members).branches, { labPrefix });
}

/** As Brightspace calls what Ana handed in. */
function anas(when: string): string {
  return `39786-640693 - Ana - ${when}`;
}

describe('one name', () => {
  test.each<[string, string, string, string, string | null]>([
    ['moodle', 'a folder', 'Ana Pérez_1234_assignsubmission_file/', 'Ana Pérez', '1234'],
    ['moodle', 'a folder of an older one', 'Ana Pérez_1234_assignsubmission_file_/a.py', 'Ana Pérez', '1234'],
    ['moodle', 'a folder without a number', 'Ana Pérez_assignsubmission_file_/a.py', 'Ana Pérez', null],
    ['moodle', 'two surnames', 'María José Núñez de la O_77_assignsubmission_file/', 'María José Núñez de la O', '77'],
    ['moodle', 'an apostrophe', "Renata O'Higgins_8_assignsubmission_file/", "Renata O'Higgins", '8'],
    ['moodle', 'a hyphen', 'Jean-Luc Pérez-Reverte_9_assignsubmission_file/', 'Jean-Luc Pérez-Reverte', '9'],
    ['moodle', 'an emoji', '🐍 Zoé 👩🏽‍💻_10_assignsubmission_file/', '🐍 Zoé 👩🏽‍💻', '10'],
    ['moodle', 'another script', 'נועה \u200fכהן_11_assignsubmission_file/', 'נועה \u200fכהן', '11'],
    ['moodle', 'accents that stand apart', 'Jose\u0301_12_assignsubmission_file/', 'José', '12'],
    ['moodle', 'a file', 'Ana Pérez_1234_assignsubmission_file_mi_servidor_tcp.py', 'Ana Pérez', '1234'],
    ['moodle', 'blind', 'Participant_1234_assignsubmission_file/', 'Participant 1234', '1234'],
    ['moodle', 'blind, in Spanish', 'Participante_1234_assignsubmission_file_a.zip', 'Participante 1234', '1234'],
    ['moodle', 'a team', 'Equipo A_77_assignsubmission_file/', 'Equipo A', '77'],
    ['moodle', 'one of a team', 'Equipo A-Ana Pérez_77_assignsubmission_file/', 'Equipo A-Ana Pérez', '77'],
    ['canvas', 'a file', 'perezana_12345_678901_tcp_server.py', 'perezana', '12345'],
    ['canvas', 'a file of a quiz', 'perezana_12345_question_7_678901_eco.zip', 'perezana', '12345'],
    ['canvas', 'anonymous', 'anon_aB3xZ_678901_servidor.py', 'anon_aB3xZ', 'aB3xZ'],
    ['brightspace', 'a folder', '39786-640693 - Ana Pérez - Oct 10, 2025 1022 AM/', 'Ana Pérez', '39786-640693'],
    ['brightspace', 'dashes', '1-2 - Ana - Sofía Pérez-Gil - 3 septiembre, 2025 2205/', 'Ana - Sofía Pérez-Gil', '1-2'],
    ['blackboard', 'a file', 'Práctica 1_aperez_attempt_2026-01-30-15-00-00_server.py', 'aperez', 'aperez'],
    ['blackboard', 'in Spanish', 'p_1_aperez_intento_2026-01-30-15-00-00_a_b.zip', 'aperez', 'aperez'],
    ['teams', 'a folder', 'Ana Pérez/Versión 1/a.py', 'Ana Pérez', null],
    ['teams', 'accents that stand apart', 'Ana Pérez/Versio\u0301n 1/a.py', 'Ana Pérez', null],
    ['teams', 'the assignment inside', 'Ana Pérez/Práctica 1/Version 1/a.py', 'Ana Pérez', null],
    ['plain', 'a folder', 'Pérez Gómez, Ana/a.py', 'Pérez Gómez, Ana', null],
    ['plain', 'an archive', 'ana_perez.tar.gz', 'ana_perez', null],
    ['plain', 'what is no archive though it should be', 'ana.rar', 'ana', null],
    ['plain', 'as npm run pack calls it', 'PracticaSockets_JuanPabloNúñez.zip', 'Juan Pablo Núñez', null],
    ['plain', 'as students write that', 'Práctica_sockets_Ana_Pérez.zip', 'sockets Ana Pérez', null],
    ['plain', 'of another lab', 'Eco_AnaPérez.zip', 'Ana Pérez', null],
    ['plain', 'a second download of it', 'PracticaSockets_Ana (1).zip', 'Ana (1)', null],
    ['plain', 'a program', 'ana.py', 'ana', null],
    ['plain', 'an emoji', '🦊.zip', '🦊', null],
  ])('%s, %s: %s', (preset, _, path, name, id) => {
    const { preset: found, handIns, leftOut } = sorted([path], 'Eco_');
    expect({ found, leftOut }).toEqual({ found: preset, leftOut: [] });
    expect(handIns).toMatchObject([{ student: { name, id }, late: false, superseded: [] }]);
  });

  test.each([
    ['online-text', 'Ana Pérez_1234_assignsubmission_onlinetext/onlinetext.html'],
    ['online-text', 'Ana Pérez_1234_assignsubmission_onlinetext_onlinetext.html'],
    ['receipt', 'Práctica 1_aperez_attempt_2026-01-30-15-00-00.txt'],
    ['no-submission', 'Calificaciones-SO-Práctica 1-1234.csv'],
    ['no-submission', 'index.html'],
  ])('left out, %s: %s', (because, path) => {
    const { handIns, leftOut } = sorted([path]);
    expect(handIns).toEqual([]);
    expect(leftOut).toEqual([{ source: path.split('/')[0], because }]);
  });
});

test.each([
  ['Brightspace', `1-2 - a - ${'2025 '.repeat(12_000)}-x`],
  ['Moodle', `${'_1'.repeat(30_000)}_assignsubmission`],
  ['Canvas', `${'a_1'.repeat(20_000)}_`],
  ['Blackboard', '_a_attempt_2026'.repeat(4000)],
  ['npm run pack', `practica${'_ '.repeat(30_000)}`],
])('a name made to look like one of %s without end is read at once', (_, name) => {
  expect(sorted([`${name}/`])).toMatchObject({ preset: 'plain', handIns: [{ student: { name: name.trim() } }] });
});

describe('several names', () => {
  test('of one student on one platform are one hand-in', () => {
    const { handIns } = sorted([
      'Ana Pérez_1234_assignsubmission_file_servidor.py',
      'Ana Pérez_1234_assignsubmission_file_cliente.py',
      'Ana Pérez_1235_assignsubmission_file_cliente.py',
    ]);
    expect(handIns.map(({ source, parts }) => ({ source, as: parts.map((one) => one.as) }))).toEqual([
      { source: 'Ana Pérez_1234_assignsubmission_file_*', as: ['cliente.py', 'servidor.py'] },
      { source: 'Ana Pérez_1235_assignsubmission_file_cliente.py', as: ['cliente.py'] },
    ]);
  });

  test('of Canvas are late together', () => {
    const { handIns } = sorted([
      'perezana_LATE_12345_1_a.py',
      'perezana_LATE_12345_2_b.py',
      'gomezbea_777_3_a.py',
      'anon_LATE_xY9_4_a.py',
      'notas.txt',
    ]);
    expect(handIns.map(({ student, late, source }) => [student.id, late, source])).toEqual([
      ['xY9', true, 'anon_LATE_xY9_4_a.py'],
      ['777', false, 'gomezbea_777_3_a.py'],
      ['12345', true, 'perezana_LATE_12345_*'],
    ]);
  });

  test('of Blackboard: only the latest attempt counts', () => {
    const { handIns, leftOut } = sorted([
      'ps1_bit_attempt_2016-01-30-15-00-00_problem1.py',
      'ps1_bit_attempt_2016-01-30-15-00-00.txt',
      'ps1_bit_attempt_2016-02-01-09-30-00_problem1.py',
      'ps1_bit_attempt_2016-02-01-09-30-00_problem2.py',
      'ps1_bit_attempt_2015-12-30-15-00-00_problem1.py',
    ]);
    expect(handIns).toMatchObject([
      {
        source: 'ps1_bit_attempt_2016-02-01-09-30-00_problem*',
        superseded: [
          'ps1_bit_attempt_2016-01-30-15-00-00_problem1.py',
          'ps1_bit_attempt_2015-12-30-15-00-00_problem1.py',
        ],
        parts: [{ as: 'problem1.py' }, { as: 'problem2.py' }],
      },
    ]);
    expect(leftOut).toEqual([{ source: 'ps1_bit_attempt_2016-01-30-15-00-00.txt', because: 'receipt' }]);
  });

  test.each([
    ['Oct 9, 2025 1159 PM', 'Oct 10, 2025 1022 AM'],
    ['Oct 10, 2025 1022 AM', 'Oct 10, 2025 122 PM'],
    ['Oct 10, 2025 1259 AM', 'Oct 10, 2025 101 AM'],
    ['9 diciembre, 2025 2359', '10 enero, 2026 8 05'],
    ['31 ago. 2025 10 22 p. m.', '1 sept. 2025 9 05 a. m.'],
  ])('of Brightspace: %s is before %s', (earlier, later) => {
    const { handIns } = sorted([`${anas(later)}/a.py`, `${anas(earlier)}/a.py`, 'index.html']);
    expect(handIns).toMatchObject([{ source: anas(later), superseded: [anas(earlier)] }]);
  });

  test('of Teams: the tenth version is later than the second', () => {
    const { handIns, leftOut } = sorted([
      'Ana/Versión 2/a.py',
      'Ana/Versión 10/a.py',
      'Ana/Versión 9/a.py',
      'Ana/notas.txt',
      'Beto/Version 1/PracticaSockets_Beto.zip',
      'Carla/servidor.py',
    ]);
    expect(handIns.map(({ source, superseded }) => [source, superseded])).toEqual([
      ['Ana/Versión 10', ['Ana/Versión 9', 'Ana/Versión 2']],
      ['Beto/Version 1', []],
      ['Carla', []],
    ]);
    expect(leftOut).toEqual([{ source: 'Ana/notas.txt', because: 'no-submission' }]);
  });

  test('that are the same are two students where no platform says who they are', () => {
    const { handIns } = sorted(['Ana Pérez/a.py', 'Ana Pérez.zip']);
    expect(handIns.map(({ student, source }) => [student.name, source])).toEqual([
      ['Ana Pérez', 'Ana Pérez'],
      ['Ana Pérez', 'Ana Pérez.zip'],
    ]);
  });

  test('that no platform gave beside some that one gave lose nothing', () => {
    const { preset, handIns, leftOut } = sorted([
      'Ana_1_assignsubmission_file/a.py',
      'Beto_2_assignsubmission_file/a.py',
      'enviado por correo.zip',
      'lista.csv',
      'juan_1_2_servidor.py',
    ]);
    expect(preset).toBe('moodle');
    expect(handIns.map(({ student }) => student.name)).toEqual([
      'Ana',
      'Beto',
      'enviado por correo',
      'juan_1_2_servidor',
    ]);
    expect(leftOut).toEqual([{ source: 'lista.csv', because: 'no-submission' }]);
  });

  test('come in the order of a class list', () => {
    const { handIns } = sorted(['Zoe/', 'ñandú/', 'Álvaro/', 'ana 10/', 'Ana 9/', 'nadia/', 'Óscar/']);
    const names = handIns.map(({ student }) => student.name);
    expect(names).toEqual(['Álvaro', 'Ana 9', 'ana 10', 'nadia', 'ñandú', 'Óscar', 'Zoe']);
  });
});
