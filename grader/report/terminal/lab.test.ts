import { describe, expect, test } from 'vitest';
import type { SubmissionGrade } from '../../model/grade.ts';
import { noPaint } from '../layout.ts';
import { inLab, mixedLab, nearlyAll, week2, withProblem } from '../sample/lab-grades.ts';
import { renderTerminal } from '../terminal.ts';

const langs = ['es', 'en'] as const;

function render(grade: SubmissionGrade, lang: 'es' | 'en', lab = week2): string {
  const options = { lang, paint: noPaint, columns: 90, given: () => ['ana'], lab };
  return renderTerminal(grade, inLab, options);
}

function labPart(report: string): string {
  return report.slice(report.search(/^(?:Práctica|Lab): /m));
}

describe.each(langs)('the report of a lab (%s)', (lang) => {
  test('has the lab after its exercises', async () => {
    await expect(render(mixedLab, lang)).toMatchFileSnapshot(`../golden/terminal-lab.${lang}.txt`);
  });

  test('says why a report cannot be read, and what to do', async () => {
    const reports = [
      withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: ['Reporte.docx', 'notas.txt'] }),
      withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: [] }),
      withProblem('REPORTE.md', { code: 'REPORT_UNREADABLE' }),
      withProblem('REPORTE.md', { code: 'REPORT_NOT_UTF8' }),
      withProblem('REPORTE.md', { code: 'REPORT_TOO_LARGE', limitBytes: 131_072 }),
    ].map((grade) => labPart(render(grade, lang)));
    await expect(reports.join('\n')).toMatchFileSnapshot(`../golden/lab-reports.${lang}.txt`);
  });
});

describe('what to do next', () => {
  test('is a section, once the programs that count have all their points', () => {
    const short = nearlyAll({ code: 'TOO_SHORT', words: 0, wanted: 5 });
    expect(render(short, 'es')).toContain('Muestras lo que pasó, pero falta tu respuesta.');
    expect(render(short, 'es')).toContain('Sigue con «Experimento A» del reporte (REPORTE.md).\n');
  });

  test('is nothing, though a person has yet to mark the report', () => {
    const words = render(nearlyAll(), 'es');
    expect(words).toContain('Puntaje: 94 de 101 (falta 1 punto por calificar a mano)\nSuperaste todo. ¡Buen trabajo!');
  });

  test('is the report when it is missing', () => {
    const { lab } = withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: [] });
    expect(render({ ...nearlyAll(), lab }, 'en')).toMatch(/Go on with the report, REPORTE\.md\.\n/);
  });

  test('is repeated with the exercise, not with the lab', () => {
    const grade = mixedLab.grades.slice(1, 2).map((one) => ({ ...one, language: 'python' }));
    expect(render({ ...mixedLab, grades: grade }, 'en')).not.toContain('--lab');
  });
});

test('what a student called things never reaches the terminal as a control sequence', () => {
  const hostile = '\u001b[2J\u202emal';
  const shown = nearlyAll({ code: 'PICTURE_MISSING', path: hostile });
  const reports = [
    shown,
    withProblem(hostile, { code: 'REPORT_NOT_UTF8' }),
    withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: [hostile] }),
  ];
  for (const grade of reports) {
    const report = render(grade, 'es');
    expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(report).toContain(String.raw`\x1b[2J\u202emal`);
  }
});

test('a lab that was not given is an error of the caller', () => {
  expect(() => renderTerminal(mixedLab, inLab, { lang: 'en', paint: noPaint, columns: 90, given: () => [] })).toThrow(
    'The lab week-2 of the grade was not given',
  );
});
