import { describe, expect, test } from 'vitest';
import { fromText, toText } from '../../model/bytes.ts';
import type { BatchResult } from '../../model/handed-in.ts';
import { standingOf, type Assignment } from '../class/standing.ts';
import { tellFillNote, tellFillProblem } from '../messages/gradebook-words.ts';
import { handedIn, inWeek2, onlyEcho, withScore } from '../sample/class.ts';
import { fillCanvasGradebook } from './canvas.ts';
import type { Filled } from './filling.ts';

const handed: readonly BatchResult[] = [
  withScore(handedIn('perezana', '501'), 101),
  withScore(handedIn('Luis Gil'), 50.5),
  withScore(handedIn('Eva Ruiz', '503'), 10.1),
  withScore(handedIn('Nadie', '999'), 1),
];

function fill(sheet: string, wanted: string | null = null, assignment: Assignment = inWeek2) {
  const standings = handed.map((one) => standingOf(one, assignment.exercises));
  return fillCanvasGradebook(fromText(sheet), standings, assignment, wanted);
}

function filled(sheet: string, wanted: string | null = null): Filled {
  const result = fill(sheet, wanted);
  if (!result.ok) throw new Error(tellFillProblem(result.problem, 'en'));
  return result;
}

function refusal(sheet: string, wanted: string | null = null, assignment: Assignment = inWeek2): string {
  const result = fill(sheet, wanted, assignment);
  return result.ok ? 'filled' : tellFillProblem(result.problem, 'en');
}

const gradebook = [
  'Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (11),Week 2: TCP and UDP echo (12),Current Score',
  ',,,,,Manual Posting,,',
  '    Points Possible,,,,,10.0,20.0,(read only)',
  '"Pérez, Ana",501,A501,ana,"A ""1""",7.5,,75.0',
  '"Gil, Luis",502,A502,luis,B,8.0,3.0,80.0',
  '"Ruiz, Eva",503,A503,eva,B,,EX,',
  '"Student, Test",504,,x,B,,,',
  '',
].join('\n');

describe('a gradebook of Canvas', () => {
  test('gets the marks in one column, scaled to its points, and keeps every other byte', () => {
    const text = toText(filled(gradebook).bytes);
    expect(text).toBe(gradebook.replace('7.5,,75.0', '7.5,20,75.0').replace('8.0,3.0,80.0', '8.0,10,80.0'));
  });

  test('says what was replaced, left as it was, or not there', () => {
    expect(filled(gradebook).notes.map((note) => tellFillNote(note, 'es'))).toEqual([
      'Luis Gil (luis-gil.zip): tenía 3.0 y ahora tiene 10.',
      'Eva Ruiz (eva-ruiz.zip): el libro de calificaciones dice «EX», y así se dejó.',
      'Nadie (nadie.zip): no hay una fila para este estudiante.',
    ]);
  });

  test('may have semicolons, decimal commas, a BOM, and other line ends', () => {
    const sheet = [
      '\ufeffStudent;ID;SIS Login ID;Section;Week 2 (12)',
      '    Points Possible;;;;2,50',
      'Pérez, Ana;501;ana;A;',
      'Gil, Luis;502;luis;A;',
      '',
    ].join('\r\n');
    expect(toText(filled(sheet).bytes)).toBe(
      sheet.replace('501;ana;A;', '501;ana;A;2,5').replace('502;luis;A;', '502;luis;A;1,25'),
    );
  });

  test('takes more than its points: Canvas does', () => {
    const sheet = 'Student,ID,Week 2 (12)\n    Points Possible,,0\nA,501,\n';
    expect(toText(filled(sheet).bytes)).toContain('A,501,101');
  });
});

function columns(...names: readonly string[]): string {
  return `Student,ID,${names.join(',')}\nA,501,${names.map(() => '').join(',')}\n`;
}

function columnFilled(sheet: string, wanted: string | null): number {
  const cells = toText(filled(sheet, wanted).bytes).split('\n')[1]?.split(',') ?? [];
  return cells.slice(2).findIndex((text) => text !== '');
}

describe('the column of an assignment', () => {
  test.each([
    ['by its id', ['Week 2 (1)', 'Other (2)'], '2', 1],
    ['by its name', ['Week 2 (1)', 'Other (2)'], 'other', 1],
    ['by its whole header', ['Week 2 (1)', 'Week 2 (2)'], 'Week 2 (2)', 1],
    ['that has the title of the lab', ['X (1)', 'Semana 2: eco por TCP y UDP (2)', 'Week 2 extra (3)'], null, 1],
    ['that has its title and more', ['X (1)', 'Lab: semana 2 (2)', 'Week 20 (3)'], null, 1],
    ['that has its id', ['X (1)', 'week-2 (2)'], null, 1],
  ])('is found %s', (_, names, wanted, at) => {
    expect(columnFilled(columns(...names), wanted)).toBe(at);
  });

  test('is not guessed: those that could be it are listed', () => {
    expect(refusal(columns('Week 2 A (1)', 'Week 2 B (2)', 'Other (3)'))).toBe(
      'Several columns of the gradebook could be this lab. Choose one with --canvas-column and the number in its parentheses: “Week 2 A (1)”, “Week 2 B (2)”.',
    );
    expect(refusal(columns('Same (1)', 'Same (2)'), 'same')).toMatch(
      /^Several columns of the gradebook are called “same”/,
    );
    expect(refusal(columns('X (1)', 'Y (2)'))).toBe(
      'No column of the gradebook has the name of this lab. Choose one with --canvas-column: “X (1)”, “Y (2)”.',
    );
    expect(refusal(columns('X (1)'), 'Z')).toMatch(/^The gradebook has no column “Z”\./);
    expect(refusal(columns('Total'))).toMatch(/--canvas-column: \(none\)\.$/);
  });

  test('has the title of the exercise where there is no lab', () => {
    expect(refusal(columns('TCP echo (1)', 'UDP echo (2)'), null, onlyEcho)).toBe('filled');
    const two = { exercises: inWeek2.exercises, lab: null };
    expect(refusal(columns('TCP echo (1)'), null, two)).toMatch(/^No column/);
  });
});

test('a sheet that is no gradebook says which columns are missing', () => {
  expect(refusal('Name,Grade\nA,1\n')).toMatch(
    /^The sheet has no column “Student” and “ID”\. Its columns are: “Name”, “Grade”\./,
  );
});
