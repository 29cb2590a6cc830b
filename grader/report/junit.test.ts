import { describe, expect, test } from 'vitest';
import type { SubmissionGrade } from '../model/grade.ts';
import { elementsIn, readXml, type XmlElement } from '../testing/xml.ts';
import { renderJunit } from './junit.ts';
import { noPaint } from './layout.ts';
import type { Reported, ReportedAll } from './reported.ts';
import { tcpEcho } from './sample/exercise.ts';
import { finding } from './sample/findings.ts';
import { failed, gradeOf, passed, result, serverInPython, skipped, submissionOf } from './sample/grade-builder.ts';
import { hostileGrade } from './sample/hostile-grade.ts';
import { inLab, mixedLab, week2, withProblem } from './sample/lab-grades.ts';
import { mixed } from './sample/server-grades.ts';
import { renderTerminal } from './terminal.ts';

const langs = ['es', 'en'] as const;

function reported(grade: SubmissionGrade): Reported {
  return {
    grade,
    lab: grade.lab === null ? undefined : week2,
    given: () => ['entregas/PracticaSockets_Ana'],
    inRepository: (file) => `entregas/${file}`,
  };
}

function read(grades: readonly SubmissionGrade[], all: Partial<ReportedAll> = {}): XmlElement {
  const exercises = grades.some(({ lab }) => lab !== null) ? inLab : [tcpEcho];
  return readXml(renderJunit({ submissions: grades.map(reported), exercises, lang: 'en', ...all }));
}

function casesOf(grade: SubmissionGrade): XmlElement[] {
  return elementsIn(read([grade]), 'testcase');
}

function lastSuiteOf(grade: SubmissionGrade): XmlElement | undefined {
  return elementsIn(read([grade]), 'testsuite').at(-1);
}

describe.each(langs)('the JUnit document (%s)', (lang) => {
  test('of a server with a bit of everything', async () => {
    const all: ReportedAll = { submissions: [reported(mixed)], exercises: [tcpEcho], lang };
    await expect(renderJunit(all)).toMatchFileSnapshot(`golden/junit-mixed.${lang}.xml`);
  });

  test('tells a failure as the terminal does', () => {
    const terminal = renderTerminal(mixed, [tcpEcho], {
      lang,
      paint: noPaint,
      columns: 100,
      given: () => ['entregas/PracticaSockets_Ana'],
    });
    const told = new Set(terminal.split('\n').map((line) => line.trim()));
    const [failure] = elementsIn(read([mixed], { lang }), 'failure');
    const lines = (failure?.text ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !told.has(line.trim()))).toEqual([]);
  });
});

test.each([
  ['passed', result('adds-nothing', passed), []],
  [
    'a failure, of the student',
    failed('adds-nothing', [], finding('NOTHING_SHOWN', { program: 'server' })),
    ['failure'],
  ],
  [
    'an error, where the grader could not tell',
    result('adds-nothing', { kind: 'inconclusive', findings: [finding('UNPROVEN', { what: 'not-queued' })] }),
    ['error'],
  ],
  ['an error, where the grader failed', result('adds-nothing', { kind: 'grader-error', message: 'EMFILE' }), ['error']],
  ['skipped, where it waits for another', skipped('adds-nothing', 'opens-its-port'), ['skipped']],
])('a check is %s', (_, check, names) => {
  const [, read_] = casesOf(submissionOf(gradeOf([result('opens-its-port', passed), check], [serverInPython])));
  expect(read_?.children.map(({ name }) => name)).toEqual(names);
  expect(read_?.attributes).toEqual({
    name: 'Adds nothing to the echo',
    classname: 'tcp-echo.python.server',
    file: 'entregas/python/tcp_server.py',
    time: '0.012',
  });
});

test('all are counted, in every suite and in the whole', () => {
  const root = read([mixed, mixed]);
  const suites = elementsIn(root, 'testsuite');
  expect(suites).toHaveLength(2);
  for (const { attributes, ...suite } of [root, ...suites]) {
    const count = (name: string): string => String(elementsIn({ attributes, ...suite }, name).length);
    expect(attributes).toMatchObject({
      tests: count('testcase'),
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    });
    const times = elementsIn({ attributes, ...suite }, 'testcase').map((one) => Number(one.attributes['time']));
    expect(Number(attributes['time'])).toBeCloseTo(times.reduce((total, one) => total + one, 0));
  }
});

test('several submissions are told apart, in the names of suites and classes', () => {
  const root = read(['ana', 'juan.pérez'].map((name) => ({ ...mixed, submission: { name, path: name } })));
  expect(elementsIn(root, 'testsuite').map(({ attributes }) => attributes['name'])).toEqual([
    'ana: TCP echo · Python',
    'juan.pérez: TCP echo · Python',
  ]);
  const classes = elementsIn(root, 'testcase').map(({ attributes }) => attributes['classname']);
  expect(new Set(classes)).toEqual(
    new Set([
      'ana.tcp-echo.python.server',
      'juan_pérez.tcp-echo.python.server',
      'ana.tcp-echo.python.client',
      'juan_pérez.tcp-echo.python.client',
    ]),
  );
});

describe('the report of a lab', () => {
  test('is a suite of its own, a section a case', () => {
    const suite = lastSuiteOf(mixedLab);
    expect(suite?.attributes).toMatchObject({ tests: '7', failures: '6', errors: '0', skipped: '0' });
    expect(suite?.children.map(({ attributes }) => attributes['file'])).toEqual(
      Array(7).fill('entregas/docs/REPORTE.md'),
    );
    expect(elementsIn(read([mixedLab]), 'failure').map(({ attributes }) => attributes['type'])).toContain('TOO_SHORT');
  });

  test('is one failure when it cannot be read', () => {
    const suite = lastSuiteOf(withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: [] }));
    expect(suite?.children.map(({ children }) => children.map(({ attributes }) => attributes['type']))).toEqual([
      ['REPORT_MISSING'],
    ]);
  });
});

describe('whatever a student wrote', () => {
  const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  test.each([
    ['every byte', String.fromCharCode(...everyByte)],
    ['lone surrogates and characters that are none', '\ud800 \udfff \ufffe \uffff \ud83d'],
    ['the way out of the element', ']]></failure></testcase><testcase name="forged"/>'],
    ['quotes and references', `"'&#0;&lt;&unknown;`],
    ['a document of its own', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ])('the document is well-formed and has the same elements: %s', (_, text) => {
    const shape = (one: XmlElement): unknown => [one.name, ...one.children.map(shape)];
    const harmless = read([hostileGrade('hola')]);
    expect(shape(read([hostileGrade(text, everyByte)]))).toEqual(shape(harmless));
  });

  test('can still be read', () => {
    const [failure] = elementsIn(read([hostileGrade(']]></failure>\u0007')]), 'failure');
    expect(failure?.text).toContain(String.raw`]]></failure>\x07`);
  });
});
