/** Reports in real folders, as they are handed in. */
import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ReportGrade } from '../model/lab-grade.ts';
import type { LabReport } from '../spec/lab.ts';
import { Folder } from '../testing/folder.ts';
import { Lab } from '../testing/lab.ts';
import { permissions } from '../testing/needs.ts';
import { gradeReport } from './grade-report.ts';

const report: LabReport = {
  file: 'REPORTE.md',
  template: 'template.md',
  sections: [{ heading: ['Experimento A'], points: 2, byHand: 3, evidence: true, words: 3 }],
};
const template = '# Reporte\n\n## Experimento A\n\n¿Qué pasó?\n';
const answer = 'El cliente avisó que perdió la conexión.';
const withOutput = `# Reporte\n\n## Experimento A\n\n${answer}\n\n\`\`\`\nConexión perdida\n\`\`\`\n`;

function withPicture(path: string): string {
  return `# Reporte\n\n## Experimento A\n\n${answer}\n\n![captura](${path})\n`;
}

function grade(folder: Folder): Promise<ReportGrade> {
  return gradeReport(folder.path, report, template);
}

const earned = { heading: 'Experimento A', points: 2, maxPoints: 2, byHand: 3, problem: null };

describe('the report', () => {
  test.each(['REPORTE.md', 'Reporte.MD', 'PracticaSockets_Ana/REPORTE.md', 'PracticaSockets_Ana/docs/reporte.md'])(
    'is found as %s',
    async (path) => {
      await using folder = await Folder.of({ [path]: withOutput });
      expect(await grade(folder)).toEqual({ file: path, problem: null, sections: [earned] });
    },
  );

  test('is the one nearest to the root', async () => {
    await using folder = await Folder.of({ 'borradores/REPORTE.md': '', 'reporte.md': withOutput });
    expect((await grade(folder)).file).toBe('reporte.md');
  });

  test('may have Windows line ends and a byte order mark', async () => {
    await using folder = await Folder.of({});
    await writeFile(folder.at('REPORTE.md'), `\uFEFF${withOutput.replaceAll('\n', '\r\n')}`);
    expect((await grade(folder)).sections).toEqual([earned]);
  });
});

describe('a picture', () => {
  test.each([
    ['beside the report', 'evidencia/a b.png', 'evidencia/a%20b.png'],
    ['in other capitals', 'Evidencia/A.PNG', 'evidencia/a.png'],
    ['with a path of Windows', 'evidencia/a.png', String.raw`evidencia\a.png`],
    ['with accents stored in another way', 'evidencia/conexio\u0301n.png', 'evidencia/conexi%C3%B3n.png'],
    ['from the root of what is handed in', 'evidencia/a.jpeg', '/evidencia/a.jpeg'],
  ])('counts %s', async (_, path, shown) => {
    await using folder = await Folder.of({ 'Ana/REPORTE.md': withPicture(shown), [`Ana/${path}`]: 'x' });
    expect((await grade(folder)).sections).toEqual([earned]);
  });

  test('counts in a folder beside that of the report', async () => {
    await using folder = await Folder.of({ 'docs/REPORTE.md': withPicture('../img/a.png'), 'img/a.png': 'x' });
    expect((await grade(folder)).sections).toEqual([earned]);
  });

  test.each([
    ['that is not there', 'a.png', {}],
    ['outside of what is handed in', '../a.png', {}],
    ['that is a text', 'notas.md', { 'entrega/notas.md': 'x' }],
    ['on the computer of its author', 'C:/Users/Ana/a.png', { 'entrega/a.png': 'x' }],
  ])('does not count %s', async (_, path, files) => {
    await using folder = await Folder.of({ 'a.png': 'x', 'entrega/REPORTE.md': withPicture(path), ...files });
    const { sections } = await gradeReport(folder.at('entrega'), report, template);
    expect(sections).toEqual([{ ...earned, points: 0, problem: { code: 'PICTURE_MISSING', path } }]);
  });
});

test('a picture that is empty does not count', async () => {
  await using folder = await Folder.of({ 'REPORTE.md': withPicture('a.png') });
  await writeFile(folder.at('a.png'), '');
  expect((await grade(folder)).sections[0]?.problem).toEqual({ code: 'PICTURE_MISSING', path: 'a.png' });
});

test('a picture may stand in the report itself, whatever its size', async () => {
  const picture = `data:image/png;base64,${'iVBORw0KGgo'.repeat(50_000)}`;
  const text = `# Reporte\n\n## Experimento A\n\n${answer}\n\n![][image1]\n\n[image1]: <${picture}>\n`;
  await using folder = await Folder.of({ 'REPORTE.md': text });
  expect((await grade(folder)).sections).toEqual([earned]);
});

const nothing = { heading: 'Experimento A', points: 0, maxPoints: 2, byHand: 0, problem: null };

describe('nothing is earned, and nothing is left to a person,', () => {
  test('without a report: it says which documents there were', async () => {
    await using folder = await Folder.of({
      'Reporte.docx': 'x',
      'python/tcp_server.py': '',
      'python/notas.txt': '',
      'template.md': '',
    });
    expect(await grade(folder)).toEqual({
      file: null,
      problem: { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: ['Reporte.docx', 'python/notas.txt'] },
      sections: [nothing],
    });
  });

  test('without a report: statements of the class are no documents of the student, one that was changed is', async () => {
    await using folder = await Folder.of({
      'class/README.md': 'El curso',
      'class/exercises/week-2/README.md': 'Enunciado\n',
      'class/exercises/week-2/informe.md': 'Mi informe',
      'ana/README.md': 'El curso',
      'ana/week-2/README.md': 'Enunciado\r\n',
      'ana/python/README.md': 'Enunciado, con mis respuestas',
    });
    const found = async (path: string): Promise<unknown> => {
      const { problem } = await gradeReport(folder.at(path), report, template, folder.at('class/exercises'));
      return problem?.code === 'REPORT_MISSING' && problem.found;
    };
    expect(await found('class/exercises/week-2')).toEqual(['informe.md']);
    expect(await found('ana')).toEqual(['python/README.md']);
  });

  test('by a folder or a link out of the submission of that name', async () => {
    await using folder = await Folder.of({ 'a/REPORTE.md/leeme.txt': '', 'secret.md': withOutput });
    await symlink(folder.at('secret.md'), folder.at('a/reporte.md'));
    await mkdir(folder.at('a/b'));
    const { file, problem } = await gradeReport(folder.at('a'), report, template);
    expect([file, problem?.code]).toEqual([null, 'REPORT_MISSING']);
  });

  test('by a text that is not UTF-8', async () => {
    await using folder = await Folder.of({});
    await writeFile(folder.at('REPORTE.md'), Buffer.from(withOutput, 'latin1'));
    expect(await grade(folder)).toEqual({
      file: 'REPORTE.md',
      problem: { code: 'REPORT_NOT_UTF8' },
      sections: [nothing],
    });
  });

  test('by more than anybody writes', async () => {
    await using folder = await Folder.of({});
    await writeFile(folder.at('REPORTE.md'), withOutput + 'x'.repeat(128 * 1024));
    expect((await grade(folder)).problem).toEqual({ code: 'REPORT_TOO_LARGE', limitBytes: 128 * 1024 });
    await truncate(folder.at('REPORTE.md'), 16 * 1024 * 1024 + 1);
    expect((await grade(folder)).problem).toEqual({ code: 'REPORT_TOO_LARGE', limitBytes: 16 * 1024 * 1024 });
  });

  test('by a file that may not be read', async (context) => {
    await using lab = await Lab.open(context);
    lab.needs(permissions);
    await using folder = await Folder.of({ 'REPORTE.md': withOutput });
    await chmod(folder.at('REPORTE.md'), 0);
    expect((await grade(folder)).problem).toEqual({ code: 'REPORT_UNREADABLE' });
  });
});
