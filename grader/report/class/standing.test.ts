import { describe, expect, test } from 'vitest';
import type { SubmissionGrade } from '../../model/grade.ts';
import { aClass, graded, handedIn, inWeek2, onlyEcho } from '../sample/class.ts';
import { tcpEcho } from '../sample/exercise.ts';
import { mixedLab } from '../sample/lab-grades.ts';
import { mixed } from '../sample/server-grades.ts';
import { standingOf, withoutChecks, type Assignment, type Marked, type Performed } from './standing.ts';

function marked(grade: SubmissionGrade, { exercises }: Assignment): Marked & Performed {
  const standing = standingOf(graded(handedIn('Ana'), grade), exercises);
  if (!('passed' in standing)) throw new Error(standing.state);
  return standing;
}

describe('what is kept of a graded submission', () => {
  test('is its points, part by part, and what is open', () => {
    expect(marked(mixedLab, inWeek2)).toMatchObject({
      state: 'graded',
      score: 51,
      maxScore: 101,
      parts: [
        { exercise: 'tcp-echo', points: 44, maxPoints: 40 },
        { exercise: 'udp-echo', points: 0, maxPoints: 40 },
        { exercise: 'tcp-chat', points: 5, maxPoints: 5 },
      ],
      report: 2,
      toBeMarked: 7,
    });
  });

  test('is the best language of each exercise, where there is no lab', () => {
    const worse = mixed.grades.map((one) => ({ ...one, language: 'c', score: 5 }));
    const both = { ...mixed, grades: [...worse, ...mixed.grades] };
    expect(marked(both, onlyEcho).parts).toEqual([{ exercise: 'tcp-echo', points: 20, maxPoints: 120 }]);
  });

  test('says how much of it is not decided', () => {
    expect(marked(mixed, onlyEcho)).toMatchObject({ state: 'incomplete', undecided: 1, graderErrors: 1 });
  });

  test('are the checks that were performed, of programs that could be run', () => {
    const { passed, failed } = marked(mixed, onlyEcho);
    expect(passed.map(({ id }) => id)).toEqual(['opens-its-port', 'echoes-one-message']);
    expect(failed.map(({ id }) => id)).toEqual([
      'adds-nothing',
      'echoes-byte-by-byte',
      'survives-a-split-character',
      'survives-another-split',
      'serves-five-clients',
    ]);
    expect(tcpEcho.checks).toContain(passed[0]);
  });

  test('does without the checks in the lists of a class', () => {
    const { passed, failed, ...rest } = marked(mixed, onlyEcho);
    expect(passed.length + failed.length).toBe(7);
    expect(withoutChecks({ ...rest, passed, failed })).toEqual(rest);
  });

  test('are those of the language that counts', () => {
    expect(marked(mixedLab, inWeek2).failed).toEqual([]);
  });
});

test('what the grader says of its own fault is kept short', () => {
  const message = 'x'.repeat(100_000);
  const standing = standingOf({ handedIn: handedIn('Ana'), outcome: { kind: 'grader-error', message } }, []);
  expect(JSON.stringify(standing).length).toBeLessThan(1000);
});

test('a standing is small, whatever the timelines of the grade hold', () => {
  const small = aClass.map((one) => standingOf(one, inWeek2.exercises));
  const references = new Set<unknown>(inWeek2.exercises.flatMap(({ checks }) => checks));
  const sizes = small.map(
    (one) => JSON.stringify(one, (_, value: unknown) => (references.has(value) ? 0 : value)).length,
  );
  expect(Math.max(...sizes)).toBeLessThan(1500);
});
