import { describe, expect, test } from 'vitest';
import { actingTexts } from './acting.ts';

function caught({ stdout = '', grades = '', page = '' }): string[] {
  const pages = new Map([['students/ana.html', page]]);
  return actingTexts({ stdout }, { entries: [], verdicts: new Map(), files: [], grades, pages });
}

describe('text that does nothing', () => {
  test('is let be, in whatever language', () => {
    const grades = '\ufeff"key","name"\r\n"ana","Íñigo O\'Connor ::error::"\r\n"eve","\'=1+1"\r\n';
    expect(caught({ stdout: 'Núñez ::error::\n12/30  ::error::Ana\n', grades, page: '&lt;img src=x' })).toEqual([]);
  });
});

describe('text that acts is found', () => {
  test.each([
    ['an escape sequence', { stdout: 'a\u001b[2J' }, 'stdout: has a control character: a\u001b[2J'],
    ['what turns the reading direction', { stdout: '\u202eanA' }, 'stdout: has a control character: \u202eanA'],
    ['a workflow command', { stdout: 'a\n  ::error::b' }, 'stdout: has a workflow command: a\n  ::error::b'],
    ['an older workflow command', { stdout: '##[error]b' }, 'stdout: has a workflow command: ##[error]b'],
    ['a formula', { grades: '"ana","=1+1"' }, 'grades.csv: has a formula: "ana","=1+1"'],
    ['a formula at the beginning of a row', { grades: 'a\n"@x"' }, 'grades.csv: has a formula: a\n"@x"'],
    ['markup', { page: '<p><img src=x>' }, 'students/ana.html: has markup of a student: <p><img src=x>'],
  ])('%s', (_, texts, found) => {
    expect(caught(texts)).toEqual([found]);
  });
});
