import { describe, expect, test } from 'vitest';
import { fromText, toText } from '../../model/bytes.ts';
import type { BatchResult } from '../../model/handed-in.ts';
import { standingOf } from '../class/standing.ts';
import { tellFillNote, tellFillProblem } from '../messages/gradebook-words.ts';
import type { Lang } from '../messages/words.ts';
import { aClass, graded, handedIn, inWeek2, withScore } from '../sample/class.ts';
import { mixedLab } from '../sample/lab-grades.ts';
import type { Filled } from './filling.ts';
import { fillMoodleWorksheet } from './moodle.ts';

function fill(sheet: string, results: readonly BatchResult[] = aClass, lang: Lang = 'es') {
  const standings = results.map((one) => standingOf(one, inWeek2.exercises));
  return fillMoodleWorksheet(fromText(sheet), standings, inWeek2, lang);
}

function filled(sheet: string, results?: readonly BatchResult[], lang?: Lang): Filled {
  const result = fill(sheet, results, lang);
  if (!result.ok) throw new Error(tellFillProblem(result.problem, 'en'));
  return result;
}

function rows(sheet: string, results?: readonly BatchResult[]): string[] {
  return toText(filled(sheet, results).bytes).split('\r\n');
}

function notes({ notes: all }: Filled, lang: Lang = 'en'): string[] {
  return all.map((note) => tellFillNote(note, lang));
}

const english = [
  'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"',
  '"Participant 1001","Ana Pérez",ana@x.org,"Submitted for grading - ",,100.00,Yes,"Friday, 20 November 2026",-,',
  '"Participant 1002","Luis O\'Brien",luis@x.org,"=cmd|\' /C calc\'!A0",10.00,100.00,Yes,-,-,"Ya te escribí"',
  '"Participant 1003","María José Núñez",mj@x.org,,,100.00,Yes,-,-,',
  '"Participant 1004",Nadie,n@x.org,"No submission",,100.00,Yes,-,-,',
  '"Participant 1005","Eva Ruiz",eva@x.org,,,100.00,Yes,-,-,',
  '"Participant 1006","Leo Gil",leo@x.org,,,100.00,Yes,-,-,',
  '',
].join('\r\n');

describe('a worksheet of Moodle in English', () => {
  const [before, after] = [english.split('\r\n'), rows(english)];

  test('gets the marks, scaled to its maximum, and what they are made of', () => {
    expect(after[1]).toBe(
      '"Participant 1001","Ana Pérez",ana@x.org,"Submitted for grading - ",93.07,100.00,Yes,"Friday, 20 November 2026",-,"Eco por TCP: 40 de 40. Eco por UDP: 40 de 40. Reporte: 14. Falta 1 punto por calificar a mano, que esta calificación todavía no incluye."',
    );
    expect(after[3]).toContain(',40,100.00,');
  });

  test('keeps every other byte, the rows of those who handed nothing in, and what a person wrote', () => {
    expect(after[0]).toBe(before[0]);
    expect(after[4]).toBe(before[4]);
    expect(after[2]).toBe(before[2]?.replace('10.00', '50.5'));
    expect(after).toHaveLength(before.length);
  });

  test('keeps the mark of what is not graded, and tells the student whose archive cannot be opened', () => {
    expect(after[5]).toMatch(
      /^"Participant 1005","Eva Ruiz",eva@x.org,,,100.00,Yes,-,-,"No se pudo calificar tu entrega\./,
    );
    expect(after[6]).toBe(before[6]);
  });

  test('says what was not entered, and what a mark has replaced', () => {
    expect(notes(filled(english))).toEqual([
      "Luis O'Brien (luis-o-brien.zip): the grade was 10.00 and is now 50.5.",
      'Juan (juan.zip): there is no row for this student.',
      'Eva Ruiz (eva-ruiz.zip): no grade was entered, because the submission cannot be graded.',
      'Leo Gil (leo-gil.zip): no grade was entered, because the grader failed.',
    ]);
    expect(filled(english).entered).toBe(3);
  });

  test('comes out byte for byte where nobody handed in', () => {
    expect(toText(filled(english, []).bytes)).toBe(english);
  });
});

describe('a worksheet of Moodle in Spanish', () => {
  const spanish = [
    '\ufeffIdentificador;Nombre completo;Calificación;Calificación máxima;Última modificación (calificación);Comentarios de retroalimentación',
    'Participante 1001;Ana Pérez;;20,00;-;',
    'Participante 7;"Núñez María José";"3,50";20,00;-;',
    '',
  ].join('\n');

  test('keeps separator, BOM and line ends, and writes numbers with its comma', () => {
    const text = toText(filled(spanish).bytes);
    expect(text.split('\n').slice(0, 3)).toEqual([
      spanish.split('\n')[0],
      'Participante 1001;Ana Pérez;18,61;20,00;-;Eco por TCP: 40 de 40. Eco por UDP: 40 de 40. Reporte: 14. Falta 1 punto por calificar a mano, que esta calificación todavía no incluye.',
      'Participante 7;"Núñez María José";"8";20,00;-;Eco por TCP: 40 de 40. Eco por UDP: 40 de 40. Reporte: 14.',
    ]);
  });
});

function oneRow(cells: string): string {
  return `Identifier,Grade,Maximum Grade,Last modified (grade)\r\nParticipant 1,${cells},-\r\n`;
}

describe('a mark', () => {
  const ana = handedIn('Ana', '1');

  test.each([
    [',100.00', 50.5, '50,100.00'],
    [',"100,00"', 25.25, '25,"100,00"'],
    [',"10,00"', 25.25, '"2,5","10,00"'],
    [',', 50.5, '50.5,'],
    [',Excellent', 50.5, '50.5,Excellent'],
    [',100', 0, '0,100'],
  ])('in %j for %d of 101', (cells, score, expected) => {
    expect(rows(oneRow(cells), [withScore(ana, score)])[1]).toBe(`Participant 1,${expected},-`);
  });

  test('above the maximum, which Moodle would skip, is entered as the maximum', () => {
    const result = filled(oneRow(',100'), [withScore(ana, 111.1)]);
    expect(toText(result.bytes)).toContain('Participant 1,100,100,-');
    expect(notes(result, 'es')).toEqual([
      'Ana (ana.zip): le corresponden 110, pero la plataforma acepta 100 como máximo: se anotó 100.',
    ]);
  });

  test('that takes the place of another, or goes by an id to somebody called otherwise, is told', () => {
    const named = 'Identifier,Full name,Grade,Last modified (grade)\r\nParticipant 1,Luis Gil,Excused,-\r\n';
    expect(notes(filled(named, [withScore(ana, 50.5)]))).toEqual([
      'Ana (ana.zip): the grade was entered by the id, but that row of the sheet is called “Luis Gil”. Is it the right sheet?',
      'Ana (ana.zip): the grade was Excused and is now 50.5.',
    ]);
  });

  test('that Moodle says can no longer be changed is left as it is', () => {
    const locked = 'Identifier,Grade,Grade can be changed,Last modified (grade)\r\nParticipant 1,5.00,No,-\r\n';
    const result = filled(locked, [withScore(ana, 50.5)]);
    expect(toText(result.bytes)).toBe(locked);
    expect(notes(result)).toEqual([
      'Ana (ana.zip): the sheet says that this grade can no longer be changed, and it was left as it was.',
    ]);
  });

  test('that stands there already is not told as replaced', () => {
    expect(filled(oneRow('50.00,100'), [withScore(ana, 50.5)]).notes).toEqual([]);
  });
});

test('feedback is HTML to Moodle: what a stranger called a file is no markup in it', () => {
  const path = '<img src=x onerror=alert(1)>';
  const eva: BatchResult = {
    handedIn: handedIn('Eva', '1'),
    outcome: { kind: 'ungradable', because: { code: 'NO_PLAIN_FILE', path } },
  };
  const text = toText(
    filled('Identifier,Grade,Last modified (grade),Feedback comments\nParticipant 1,,-,\n', [eva]).bytes,
  );
  expect(text).not.toContain('<');
  expect(text).toContain('&#60;img');
});

describe('a sheet that cannot be filled in', () => {
  test.each([
    [
      'ID,Note\n1,2\n',
      /^The sheet has no column “Identifier” or “Identificador”, “Grade” or “Calificación”, and “Last/,
    ],
    ['', /^The sheet is empty/],
    ['Identifier,Grade\nParticipant 1,"8\n', /line 2 is never closed/],
  ])('%j says why', (sheet, words) => {
    const result = fill(sheet);
    expect(result.ok ? '' : tellFillProblem(result.problem, 'en')).toMatch(words);
  });

  test('names the columns it has, escaped', () => {
    const result = fill('\u001b[2J,Nota\n');
    expect(result.ok ? '' : tellFillProblem(result.problem, 'es')).toContain('Sus columnas son: «\\x1b[2J», «Nota».');
  });
});

test('two submissions that could be the same row are listed, and none is entered', () => {
  const sheet =
    'Identifier,Full name,Grade,Last modified (grade)\nParticipant 1,Ana Pérez,,-\nParticipant 2,ANA PEREZ,,-\n';
  const result = filled(sheet, [graded(handedIn('Pérez, Ana'), mixedLab)]);
  expect(toText(result.bytes)).toBe(sheet);
  expect(notes(result)).toEqual([
    'Pérez, Ana (p-rez-ana.zip): it could be any of several rows, so none was filled in: “Ana Pérez”, “ANA PEREZ”.',
  ]);
});
