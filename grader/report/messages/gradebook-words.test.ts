import { describe, expect, test } from 'vitest';
import type { FillNote, FillProblem } from '../gradebook/filling.ts';
import { handedIn } from '../sample/class.ts';
import { tellFillNote, tellFillProblem } from './gradebook-words.ts';

const hostile = 'a\u001b[2J\u202e';
const who = handedIn(hostile, null, { source: hostile });

const notes: readonly FillNote[] = [
  { code: 'NO_ROW', handedIn: who },
  { code: 'AMBIGUOUS', handedIn: who, rows: [hostile, 'b'] },
  { code: 'SHARED_ROW', handedIn: who, row: hostile },
  { code: 'NOT_GRADED', handedIn: who, state: 'incomplete' },
  { code: 'NOT_GRADED', handedIn: who, state: 'ungradable' },
  { code: 'NOT_GRADED', handedIn: who, state: 'grader-error' },
  { code: 'EXCUSED', handedIn: who, cell: hostile },
  { code: 'LOCKED', handedIn: who },
  { code: 'OTHER_NAME', handedIn: who, row: hostile },
  { code: 'REPLACED', handedIn: who, before: hostile, after: '5' },
  { code: 'CAPPED', handedIn: who, points: '11', maximum: '10' },
];

const problems: readonly FillProblem[] = [
  { code: 'NOT_UTF8' },
  { code: 'EMPTY' },
  { code: 'UNCLOSED_QUOTE', line: 3 },
  { code: 'COLUMNS_MISSING', missing: [['Grade', 'Calificación']], found: [hostile] },
  { code: 'COLUMNS_MISSING', missing: [['Grade', 'Calificación']], found: [] },
  { code: 'NO_SUCH_COLUMN', wanted: null, columns: [hostile] },
  { code: 'NO_SUCH_COLUMN', wanted: hostile, columns: [] },
  { code: 'SEVERAL_COLUMNS', wanted: null, columns: [hostile, 'b'] },
  { code: 'SEVERAL_COLUMNS', wanted: hostile, columns: [hostile, 'b'] },
];

describe.each(['es', 'en'] as const)('in %s', (lang) => {
  const told = [
    ...notes.map((note) => tellFillNote(note, lang)),
    ...problems.map((problem) => tellFillProblem(problem, lang)),
  ];

  test('every note and every problem is a line of sentences of its own', () => {
    expect(new Set(told).size).toBe(told.length);
    for (const line of told) expect(line).toMatch(/^\S.*[.?]$/);
  });

  test('shows what strangers wrote, and nothing that means nothing', () => {
    for (const line of told) expect(line).not.toMatch(/[\p{Cc}\p{Cf}]|undefined|null|\[object/u);
    expect(told[0]).toContain('a\\x1b[2J\\u202e (a\\x1b[2J\\u202e)');
  });
});
