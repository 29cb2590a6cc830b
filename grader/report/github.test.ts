import { describe, expect, test } from 'vitest';
import type { SubmissionGrade } from '../model/grade.ts';
import { fromText } from '../model/bytes.ts';
import { commandsObeyed, type RunnerCommand } from '../testing/actions-runner.ts';
import { renderAnnotations, renderSummary, resumeCommands, stopCommands } from './github.ts';
import type { Reported, ReportedAll } from './reported.ts';
import { tcpEcho } from './sample/exercise.ts';
import { connectionRefused, finding, splitCharacter } from './sample/findings.ts';
import {
  clientInPython,
  failed,
  gradeOf,
  passed,
  result,
  serverInPython,
  skipped,
  submissionOf,
} from './sample/grade-builder.ts';
import { hostileGrade } from './sample/hostile-grade.ts';
import { inLab, mixedLab, nearlyAll, week2, withProblem } from './sample/lab-grades.ts';
import { unready } from './sample/other-grades.ts';
import { mixed } from './sample/server-grades.ts';

const langs = ['es', 'en'] as const;

function reported(grade: SubmissionGrade): Reported {
  return {
    grade,
    lab: grade.lab === null ? undefined : week2,
    given: () => ['entregas/PracticaSockets_Ana'],
    inRepository: (file) => `entregas/${file}`,
  };
}

function all(grades: readonly SubmissionGrade[], lang: 'es' | 'en' = 'en'): ReportedAll {
  const exercises = grades.some(({ lab }) => lab !== null) ? inLab : [tcpEcho];
  return { submissions: grades.map(reported), exercises, lang };
}

function annotated(...grades: readonly SubmissionGrade[]): RunnerCommand[] {
  return commandsObeyed(renderAnnotations(all(grades)));
}

const crash = finding('CRASHED', { program: 'server', error: splitCharacter });
const silence = finding('NOTHING_SHOWN', { program: 'server' });

function ofServer(...checks: Parameters<typeof gradeOf>[0]): SubmissionGrade {
  return submissionOf(gradeOf(checks, [serverInPython, clientInPython]));
}

describe.each(langs)('annotations (%s)', (lang) => {
  test.each([
    ['mixed', mixed],
    ['unready', unready],
    ['lab', mixedLab],
  ])('of %s', async (name, grade) => {
    await expect(renderAnnotations(all([grade], lang))).toMatchFileSnapshot(`golden/github-${name}.${lang}.txt`);
  });
});

function about(grade: SubmissionGrade): RunnerCommand[] {
  return annotated(grade).filter(({ properties }) => properties['title']?.startsWith('Report') === true);
}

function namesOf(grade: SubmissionGrade): string[] {
  return annotated(grade).map(({ name }) => name);
}

describe('an annotation', () => {
  test('stands at the line that the finding names, of the program it is about', () => {
    const [one, ...others] = annotated(ofServer(failed('adds-nothing', [], crash)));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      name: 'error',
      properties: {
        file: 'entregas/python/tcp_server.py',
        line: String(splitCharacter.line),
        title: 'TCP echo · Python: Adds nothing to the echo',
      },
    });
  });

  test.each([
    ['a finding that names none', silence],
    [
      'a line of another file',
      finding('CRASHED', { program: 'server', error: { ...splitCharacter, file: '/usr/lib/python3/socket.py' } }),
    ],
  ])('stands at the file alone for %s', (_, found) => {
    const [one] = annotated(ofServer(failed('adds-nothing', [], found)));
    expect(one?.properties).toMatchObject({ file: 'entregas/python/tcp_server.py' });
    expect(one?.properties).not.toHaveProperty('line');
  });

  test("stands at the first error in a compiler's log", () => {
    const [one] = annotated(unready);
    expect(one?.properties).toMatchObject({ file: 'entregas/c/tcp_server.c', line: '12' });
  });

  test('names no file where there is none, or none that the repository has', () => {
    const grade = submissionOf(
      gradeOf(
        [failed('adds-nothing', [], finding('PROGRAM_MISSING', { program: 'server', lookedFor: ['a.py'], found: [] }))],
        [],
      ),
    );
    expect(annotated(grade)[0]?.properties).toEqual({ title: 'TCP echo · Python: TCP server' });
    const submissions = [{ ...reported(ofServer(failed('adds-nothing', [], crash))), inRepository: () => null }];
    const [outside] = commandsObeyed(renderAnnotations({ ...all([]), submissions, exercises: [tcpEcho] }));
    expect(outside?.properties).toEqual({ title: 'TCP echo · Python: Adds nothing to the echo' });
  });

  test('says what happened, why, and what to change', () => {
    const [one] = annotated(ofServer(failed('adds-nothing', [], crash)));
    expect(one?.data.split('\n')).toHaveLength(3);
    expect(one?.data).toMatch(
      /^Your server was stopped by an error: UnicodeDecodeError in tcp_server\.py, line 17\.\n/,
    );
  });

  test('is made once for each reason', () => {
    const grade = ofServer(
      failed('adds-nothing', [], crash),
      failed('echoes-accents', [], crash),
      failed('opens-its-port', [], silence),
    );
    expect(annotated(grade).map(({ properties }) => properties['title'])).toEqual([
      'TCP echo · Python: Adds nothing to the echo',
      'TCP echo · Python: Opens its port',
    ]);
  });

  test('warns of what is incomplete, after all errors, and says nothing of what is skipped', () => {
    const grade = ofServer(
      result('opens-its-port', { kind: 'inconclusive', findings: [finding('UNPROVEN', { what: 'not-queued' })] }),
      result('echoes-one-message', { kind: 'grader-error', message: 'EMFILE' }),
      skipped('echoes-accents', 'opens-its-port'),
      failed('adds-nothing', [], silence),
    );
    expect(namesOf(grade)).toEqual(['error', 'warning', 'warning']);
  });

  test('about a bonus, or a language that does not count, is no error', () => {
    const bonus = tcpEcho.checks.find(({ level }) => level === 'bonus');
    expect(namesOf(ofServer(failed(bonus?.id ?? '', [], silence)))).toEqual(['notice']);
    const titles = annotated(mixedLab)
      .filter(({ name }) => name === 'notice')
      .map(({ properties }) => properties['title']);
    expect(titles).toEqual(['TCP echo · C: TCP server']);
  });

  test('is made of every section of a report that has no answer, and one of a report that is not there', () => {
    expect(about(mixedLab).map(({ properties }) => properties['file'])).toEqual(
      Array(6).fill('entregas/docs/REPORTE.md'),
    );
    expect(about(withProblem(null, { code: 'REPORT_MISSING', lookedFor: 'REPORTE.md', found: [] }))).toHaveLength(1);
    expect(about(nearlyAll())).toEqual([]);
  });

  test('is not made when there is nothing to correct', () => {
    expect(renderAnnotations(all([ofServer(result('opens-its-port', passed))]))).toBe('');
  });

  test('says whose it is where there are several submissions', () => {
    expect(annotated(mixed, mixed)[0]?.properties['title']).toMatch(/^PracticaSockets_Ana: TCP echo/);
  });
});

const forgeries = [
  '::error file=exam.py::forged',
  '\n::set-output name=score::100\n',
  '\r\n::add-mask::a\r\n',
  '\u2028::warning::forged',
  '##[error]forged',
  '##[add-path]/tmp',
  '%0A::warning::forged%0A',
  'x,line=1,title=forged::forged',
  '::stop-commands::forged',
];

describe('what a student wrote', () => {
  test.each(forgeries)('issues no command of its own in an annotation: %j', (text) => {
    expect(namesOf(hostileGrade(text))).toEqual(namesOf(hostileGrade('hola')));
    for (const { properties } of annotated(hostileGrade(text))) {
      expect(Object.keys(properties).filter((key) => !['file', 'line', 'title'].includes(key))).toEqual([]);
      expect(properties['file'] ?? `entregas/${text}/${text}.py`).toBe(`entregas/${text}/${text}.py`);
      expect(properties['title']).toMatch(/^TCP echo · Python: /);
    }
  });

  test('is not obeyed between a stop and its token', () => {
    const printed = [stopCommands('one-that-nobody-knows'), ...forgeries.map((text) => `${text}\n`)].join('');
    expect(commandsObeyed(`${printed}${resumeCommands('one-that-nobody-knows')}::notice::ours\n`)).toEqual([
      { name: 'notice', properties: {}, data: 'ours' },
    ]);
    expect(commandsObeyed(forgeries.join('\n'))).not.toEqual([]);
  });
});

describe('the error of a client', () => {
  test('stands in the file of the client', () => {
    const raw = finding('RAW_ERROR', {
      program: 'client',
      error: { ...connectionRefused, file: '/tmp/x/tcp_client.py', line: 9 },
    });
    const [one] = annotated(ofServer(result('opens-its-port', passed), failed('reports-no-server', [], raw)));
    expect(one?.properties).toMatchObject({ file: 'entregas/python/tcp_client.py', line: '9' });
  });
});

test('a summary is at most as long as it may be', () => {
  const few = all([mixed, mixed]);
  const whole = fromText(renderSummary(few, 1024 * 1024)).length;
  for (const limit of [0, 100, 1000, 4000, whole - 1]) {
    expect(fromText(renderSummary(few, limit)).length).toBeLessThanOrEqual(limit);
  }
  expect(renderSummary(few, 4000)).toMatch(/\nThere is no room here for \d+ more parts of this summary\. .*\n$/);
});
