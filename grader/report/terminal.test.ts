import { describe, expect, test } from 'vitest';
import { exerciseSchema, type Exercise } from '../spec/exercise.ts';
import type { SubmissionGrade } from '../model/grade.ts';
import { noPaint, type Paint } from './layout.ts';
import { tcpEcho } from './sample/exercise.ts';
import { done, exited, gaveUp, printed, sent, started, timeline } from './sample/facts.ts';
import { everyFinding, finding, hello } from './sample/findings.ts';
import { failed, gradeOf, result, serverInPython, skipped, submissionOf } from './sample/grade-builder.ts';
import { client, unready } from './sample/other-grades.ts';
import { full, mixed } from './sample/server-grades.ts';
import { renderTerminal } from './terminal.ts';

const langs = ['es', 'en'] as const;

function render(
  grade: SubmissionGrade,
  lang: 'es' | 'en',
  columns = 90,
  exercises: readonly Exercise[] = [tcpEcho],
  paint = noPaint,
  given: readonly string[] = ['entregas/PracticaSockets_Ana'],
): string {
  return renderTerminal(grade, exercises, { lang, paint, columns, given: () => given });
}

/** One check for every code a finding may have. */
const everyCode: Exercise = exerciseSchema.parse({
  ...tcpEcho,
  programs: { server: tcpEcho.programs['server'], client: tcpEcho.programs['client'] },
  checks: everyFinding.map(({ code, args }) => ({
    id: code.toLowerCase().replaceAll('_', '-'),
    of: 'program' in args ? args.program : 'server',
    level: 'basic',
    title: { es: code, en: code },
    steps: [{ start: 'server' }, { echo: 'alice' }],
  })),
});

const everyFailure: SubmissionGrade = submissionOf(
  gradeOf(
    everyFinding.map((one) =>
      result(one.code.toLowerCase().replaceAll('_', '-'), { kind: 'failed', findings: [one] }, [], everyCode),
    ),
    [serverInPython, { program: 'client', language: 'python', file: 'python/tcp_client.py' }],
  ),
);

describe.each(langs)('the terminal report (%s)', (lang) => {
  test.each([
    ['of a server with a bit of everything and no client', 'mixed', mixed],
    ['of a client', 'client', client],
    ['with nothing to correct', 'full', full],
    ['of programs that cannot be graded', 'unready', unready],
  ])('%s', async (_, name, grade) => {
    await expect(render(grade, lang)).toMatchFileSnapshot(`golden/terminal-${name}.${lang}.txt`);
  });

  test('of a failure of every kind', async () => {
    await expect(render(everyFailure, lang, 90, [everyCode])).toMatchFileSnapshot(
      `golden/terminal-every-code.${lang}.txt`,
    );
  });

  test('in a narrow terminal', async () => {
    await expect(render(mixed, lang, 30)).toMatchFileSnapshot(`golden/terminal-narrow.${lang}.txt`);
  });
});

function tag(name: string): (text: string) => string {
  return (text) => `\u001b[${name}m${text}\u001b[0m`;
}

describe('colour', () => {
  const colours: Paint = {
    title: tag('1'),
    strong: tag('1'),
    good: tag('32'),
    bad: tag('31'),
    warn: tag('33'),
    dim: tag('2'),
    code: tag('36'),
  };

  test.each([
    ['mixed', mixed],
    ['full', full],
    ['client', client],
  ])('changes nothing but the colour (%s)', (_, grade) => {
    const coloured = render(grade, 'es', 80, [tcpEcho], colours);
    expect(coloured).toContain('\u001b[31m');
    expect(coloured.replaceAll(/\p{Cc}\[\d+m/gu, '')).toBe(render(grade, 'es', 80));
  });
});

function reportFor(...given: readonly string[]): string {
  return render(mixed, 'es', 90, [tcpEcho], noPaint, given);
}

describe('what a student controls', () => {
  const hostile = '\u001b]0;x\u0007\u001b[2J\u202emal\u0000\r\u009b31m';

  test('never reaches the terminal as a control sequence', () => {
    const error = {
      runtime: 'python',
      type: 'OSError',
      message: hostile,
      code: null,
      file: `/tmp/${hostile}.py`,
      line: 3,
      source: hostile,
    } as const;
    const grade = submissionOf(
      gradeOf(
        [
          failed(
            'echoes-one-message',
            timeline(
              done(0, started('server', `${hostile}.py`, hostile)),
              done(1, { kind: 'connect-failed', peer: 'alice', to: { host: hostile, port: 1 }, error: hostile }),
              done(2, sent('alice', hostile)),
              gaveUp(
                3,
                'exited',
                [],
                printed('server', `${hostile}\n${hostile}`, 'stderr'),
                exited('server', null, hostile),
              ),
            ),
            finding('REPLY_DIFFERENT', {
              peer: 'alice',
              expected: hello,
              received: new TextEncoder().encode(hostile),
              differsAt: 0,
              difference: 'other',
            }),
            finding('CRASHED', { program: 'server', error }),
          ),
          result('opens-its-port', { kind: 'grader-error', message: hostile }),
          failed(
            'shows-the-echo',
            [],
            finding('PROGRAM_MISSING', { program: 'client', lookedFor: ['tcp_client.py'], found: [hostile] }),
          ),
        ],
        [{ program: 'server', language: hostile, file: `carpeta/${hostile}.py` }],
        [finding('PORT_IGNORED', { program: 'server', wanted: 1, used: 2 })],
      ),
    );
    const named = { ...grade, submission: { name: hostile, path: hostile } };
    for (const lang of langs) {
      const report = render(named, lang, 90, [tcpEcho], noPaint, [`./${hostile}'s`]);
      expect(report.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(report).toContain(String.raw`\x1b[2J`);
    }
  });

  test('a path with blanks or quotes is quoted in the command to repeat a check', () => {
    expect(reportFor('mis entregas/ana')).toContain('npm run grade -- "mis entregas/ana" --check adds-nothing\n');
    expect(reportFor("$HOME's")).toContain(String.raw`npm run grade -- '$HOME'\''s' --check adds-nothing`);
    expect(reportFor('~root')).toContain('npm run grade -- "~root" --check adds-nothing');
  });

  test('so are the options that led to the grade, a chosen file among them', () => {
    expect(reportFor('ana', '--program', 'server=$(x).py', '--isolation', 'bare')).toContain(
      "npm run grade -- ana --program 'server=$(x).py' --isolation bare --check adds-nothing\n",
    );
    expect(reportFor()).toContain('npm run grade -- --check adds-nothing\n');
  });
});

describe('a submission with several exercises', () => {
  test('names the exercise in the commands', () => {
    const other: Exercise = { ...tcpEcho, id: 'other-echo' };
    const both = submissionOf(...mixed.grades, ...full.grades.map((grade) => ({ ...grade, exercise: other.id })));
    expect(render(both, 'en', 90, [tcpEcho, other])).toContain('--exercise tcp-echo --check adds-nothing');
  });

  test('an exercise that was not given is an error of the caller', () => {
    expect(() => render(mixed, 'en', 90, [])).toThrow('The exercise tcp-echo of the grade was not given');
  });
});

describe('checks that wait for others', () => {
  test('are told by the check at the bottom of the chain', () => {
    const grade = submissionOf(
      gradeOf(
        [
          failed('opens-its-port', [], finding('EXITED_EARLY', { program: 'server', exitCode: 1, signal: null })),
          skipped('echoes-one-message', 'opens-its-port'),
          skipped('adds-nothing', 'echoes-one-message'),
          skipped('echoes-accents', 'echoes-one-message'),
        ],
        [serverInPython],
      ),
    );
    expect(render(grade, 'es')).toContain('– 3 comprobaciones más se harán cuando se supere «Abre su puerto»');
  });
});
