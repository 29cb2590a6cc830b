import { describe, expect, it } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { labsIn, loadLab } from './load-lab.ts';
import { parseLab } from './parse-lab.ts';
import { sampleLab } from './sample/lab.ts';
import { formatSpecError } from './format-spec-error.ts';
import { SpecFileError } from './spec-error.ts';

const exercises = ['tcp-chat', 'tcp-echo', 'udp-echo'];

function linesIn(text: string, folder = 'week-1'): string[] {
  const parsed = parseLab(text, 'lab.yaml', folder, exercises);
  return parsed.ok ? [] : parsed.errors.map((error) => formatSpecError(error, 'en'));
}

function sampleWith(found: string, replacement: string): string {
  expect(sampleLab.split(found)).toHaveLength(2);
  return sampleLab.replace(found, () => replacement);
}

describe('a right lab file', () => {
  it('becomes a lab, with defaults filled in', () => {
    const parsed = parseLab(sampleLab, 'lab.yaml', 'week-1', exercises);
    expect(parsed).toMatchObject({
      ok: true,
      lab: {
        parts: [
          { exercise: 'tcp-echo', points: 60, bonus: false, levels: { basic: 90, robust: 10, bonus: 0 } },
          { exercise: 'udp-echo', points: 20, bonus: false, folder: 'udp-echo' },
          { exercise: 'tcp-chat', points: 5, bonus: true },
        ],
        report: {
          sections: [
            { points: 8, byHand: 4, evidence: true, words: 12 },
            { points: 5, byHand: 3, evidence: false, words: 5 },
          ],
        },
      },
    });
  });

  it('may ask for no report', () => {
    expect(linesIn(sampleLab.replace(/report:\n(?: .*\n)+/, ''))).toEqual([]);
  });

  it('may begin with a byte order mark and have Windows line ends', () => {
    expect(linesIn(`\uFEFF${sampleLab.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });
});

describe('an error', () => {
  it.each([
    [
      'an exercise that does not exist',
      'exercise: udp-echo',
      'exercise: udp-ecko',
      'lab.yaml:5:17: parts[1].exercise: no exercise is called "udp-ecko"; did you mean "udp-echo"? Allowed: tcp-chat, tcp-echo, udp-echo',
    ],
    [
      'an exercise that is there twice',
      'exercise: udp-echo',
      'exercise: tcp-echo',
      'lab.yaml:5:17: parts[1].exercise: another part is "tcp-echo" already (see line 4)',
    ],
    [
      'a key that is misspelt',
      'byHand: 4',
      'byhand: 4',
      'lab.yaml:11:60: report.sections[0]: unknown key "byhand"; did you mean "byHand"? Allowed: heading, points, byHand, evidence, words',
    ],
    [
      'levels that are worth nothing',
      'basic: 90, robust: 10',
      'basic: 0, robust: 0',
      'lab.yaml:4:47: parts[0].levels: level "basic" or level "robust" must be worth something',
    ],
    [
      'a heading of two sections',
      '[Reflexión]',
      '[experimento a]',
      'lab.yaml:12:19: report.sections[1].heading[0]: another section has the heading "experimento a" already (see line 11)',
    ],
    [
      'a heading without words',
      '[Reflexión]',
      '["?"]',
      'lab.yaml:12:19: report.sections[1].heading[0]: must be a text with a letter or a digit, found "?"',
    ],
    [
      'a report in a folder',
      'file: REPORTE.md',
      'file: docs/REPORTE.md',
      'lab.yaml:8:9: report.file: must be the name of a Markdown file, e.g. "REPORTE.md", found "docs/REPORTE.md"',
    ],
    [
      'a folder outside what is handed in',
      'folder: udp-echo',
      'folder: ../udp-echo',
      'lab.yaml:5:47: parts[1].folder: must be a folder inside what is handed in, e.g. "tcp-echo", found "../udp-echo"',
    ],
    [
      'an archive without a place for the name',
      '"Semana1_{name}.zip"',
      'Semana1.zip',
      'lab.yaml:13:20: handIn.archive: must be like "Practica_{name}.zip", found "Semana1.zip"',
    ],
    [
      'a title in one language',
      '{ es: Semana 1, en: Week 1 }',
      '{ es: Semana 1 }',
      'lab.yaml:2:8: title: has no `en`; write it in both languages, `es` and `en`',
    ],
  ])('tells of %s, with its place', (_, found, replacement, line) => {
    expect(linesIn(sampleWith(found, replacement))).toEqual([line]);
  });

  it('tells of an id that is not the name of the folder', () => {
    expect(linesIn(sampleLab, 'week-2')).toEqual([
      'lab.yaml:1:5: id: must be the name of its folder, "week-2", found "week-1"',
    ]);
  });

  it('tells of a file that is no lab at all', () => {
    expect(linesIn('')).toEqual(['lab.yaml:1:1: the file is empty; write `id`, `title`, `parts` and `handIn` in it']);
    expect(linesIn('- a\n')).toEqual([
      'lab.yaml:1:1: expected an object with `id`, `title`, `parts` and `handIn`, found a list',
    ]);
  });
});

async function errorsOf(loading: Promise<unknown>, folder: Folder): Promise<string> {
  const error: unknown = await loading.catch((reason: unknown) => reason);
  if (!(error instanceof SpecFileError)) throw new Error('No SpecFileError', { cause: error });
  return error.errors.map((one) => formatSpecError(one, 'en').replace(folder.path, 'exercises')).join('\n');
}

describe('the labs of a folder', () => {
  it('are those with a lab file, in the order of their names', async () => {
    await using folder = await Folder.of({
      'week-2/lab.yaml': '',
      'tcp-echo/exercise.yaml': '',
      'course/lab.yaml': '',
      'lab.schema.json': '{}',
    });
    expect(await labsIn(folder.path)).toEqual(['course', 'week-2']);
  });

  it('come with the text of their template', async () => {
    await using folder = await Folder.of({ 'week-1/lab.yaml': sampleLab, 'week-1/template.md': '# Reporte\n' });
    const { lab, template } = await loadLab(folder.path, 'week-1', exercises);
    expect([lab.id, template]).toEqual(['week-1', '# Reporte\n']);
  });

  it('need no template where they ask for no report', async () => {
    await using folder = await Folder.of({ 'week-1/lab.yaml': sampleLab.replace(/report:\n(?: .*\n)+/, '') });
    expect((await loadLab(folder.path, 'week-1', exercises)).template).toBe('');
  });

  it('are refused without their template, and when they are not there', async () => {
    await using folder = await Folder.of({ 'week-1/lab.yaml': sampleLab });
    expect(await errorsOf(loadLab(folder.path, 'week-1', exercises), folder)).toBe(
      'exercises/week-1/lab.yaml:9:13: report.template: there is no file "template.md" beside lab.yaml',
    );
    expect(await errorsOf(loadLab(folder.path, 'week-3', exercises), folder)).toBe(
      'exercises/week-3/lab.yaml:1:1: cannot be read: there is no such file',
    );
  });
});
