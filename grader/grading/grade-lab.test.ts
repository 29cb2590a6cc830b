import { describe, expect, test } from 'vitest';
import type { CheckResult, Environment, ExerciseGrade, SubmissionGrade } from '../model/grade.ts';
import type { ReportGrade } from '../model/lab-grade.ts';
import type { Lab, LabPart } from '../spec/lab.ts';
import { exercisesOf, withLab } from './grade-lab.ts';
import { smallExercise } from './sample/exercise.ts';

const environment: Environment = { isolation: 'bare', kernelEvidence: true, socklab: '1', node: 'v24', os: 'linux' };

function graded(score: number, about: Partial<ExerciseGrade> = {}): ExerciseGrade {
  const programs = { programs: [], checks: [], notes: [] };
  return { exercise: 'tcp-echo', language: 'python', ...programs, score, maxScore: 100, complete: true, ...about };
}

/** In another language, with a check of 30 points that nobody could decide. */
function undecided(score: number): ExerciseGrade {
  const open: CheckResult = {
    check: 'echoes',
    program: 'server',
    level: 'basic',
    points: 0,
    maxPoints: 30,
    verdict: { kind: 'inconclusive', findings: [] },
    timeline: [],
    wallMs: 1,
  };
  return graded(score, { language: 'c', complete: false, checks: [open] });
}

function part(exercise: string, points: number, about: Partial<LabPart> = {}): LabPart {
  return { exercise, points, bonus: false, ...about };
}

function labOf(parts: readonly LabPart[], sections?: NonNullable<Lab['report']>['sections']): Lab {
  const report = sections === undefined ? {} : { report: { file: 'REPORTE.md', template: 'template.md', sections } };
  const handIn = { archive: 'Practica_{name}.zip', folder: 'python' };
  return { id: 'week-2', title: { es: 'Semana 2', en: 'Week 2' }, parts: [...parts], handIn, ...report };
}

function inLab(
  lab: Lab,
  grades: readonly ExerciseGrade[],
  report: ReportGrade | null = null,
  contested?: ReadonlySet<string>,
): SubmissionGrade {
  const submission = { name: 'ana', path: 'ana' };
  const one = { submission, environment, grades, lab: null, score: 0, maxScore: 0 };
  return withLab({ ...one, complete: grades.every(({ complete }) => complete) }, lab, report, contested);
}

const both = labOf([part('tcp-echo', 60), part('udp-echo', 40)]);

describe('the grade of a lab', () => {
  test('weighs the exercises, whatever they are worth by themselves', () => {
    const grade = inLab(both, [graded(50), graded(15, { exercise: 'udp-echo', maxScore: 20 })]);
    expect(grade).toMatchObject({ score: 60, maxScore: 100, lab: { lab: 'week-2', toBeMarked: 0, report: null } });
    expect(grade.lab?.parts.map(({ points, maxPoints }) => [points, maxPoints])).toEqual([
      [30, 60],
      [30, 40],
    ]);
  });

  test('counts the best language of each exercise', () => {
    const udp = { exercise: 'udp-echo' };
    const grade = inLab(both, [graded(70), graded(80, { language: 'c' }), graded(90, udp)]);
    expect(grade.lab?.parts.map(({ language, points }) => [language, points])).toEqual([
      ['c', 48],
      ['python', 36],
    ]);
  });

  test('has nothing for an exercise that was not handed in', () => {
    expect(inLab(both, [graded(100)]).lab?.parts[1]).toEqual({
      exercise: 'udp-echo',
      language: '',
      points: 0,
      maxPoints: 40,
      bonus: false,
    });
  });

  test('has the bonus of an exercise on top, and whole parts that are a bonus', () => {
    const lab = labOf([part('tcp-echo', 40), part('udp-echo', 10, { bonus: true })]);
    expect(inLab(lab, [graded(110), graded(50, { exercise: 'udp-echo' })])).toMatchObject({ score: 49, maxScore: 40 });
  });

  test('is in whole hundredths', () => {
    const thirds = labOf([part('tcp-echo', 10), part('udp-echo', 10)]);
    const grade = inLab(thirds, [graded(1, { maxScore: 3 }), graded(1, { maxScore: 3, exercise: 'udp-echo' })]);
    expect([grade.lab?.parts[0]?.points, grade.score]).toEqual([3.33, 6.66]);
  });

  test('has the report on top, and says how much of it a person has yet to give', () => {
    const section = { heading: ['A'], points: 2, byHand: 3, evidence: false, words: 5 };
    const lab = labOf([part('tcp-echo', 10)], [section, { ...section, heading: ['B'] }]);
    const missing = { code: 'HEADING_MISSING' } as const;
    const report: ReportGrade = {
      file: 'REPORTE.md',
      problem: null,
      sections: [
        { heading: 'A', points: 2, maxPoints: 2, byHand: 3, problem: null },
        { heading: 'B', points: 0, maxPoints: 2, byHand: 3, problem: missing },
      ],
    };
    expect(inLab(lab, [graded(100)], report)).toMatchObject({ score: 12, maxScore: 20, lab: { toBeMarked: 6 } });
  });
});

describe('a lab is complete', () => {
  const echo = labOf([part('tcp-echo', 60)]);

  test.each([
    ['when nothing is left undecided', true, [graded(50)]],
    ['not when the language that counts has something undecided', false, [undecided(50)]],
    ['not when another language may yet be the best', false, [graded(70), undecided(50)]],
    ['when no other language can be better any more', true, [graded(80), undecided(50)]],
  ])('%s', (_, complete, grades) => {
    expect(inLab(echo, grades).complete).toBe(complete);
  });
});

describe('the exercises of a lab', () => {
  const levels = { basic: 90, robust: 10, bonus: 0 };

  test('have the points that the lab gives to their levels, in its order', () => {
    const other = { ...smallExercise, id: 'udp-echo' };
    const lab = labOf([part('udp-echo', 1), part(smallExercise.id, 1, { levels })]);
    expect(exercisesOf(lab, [smallExercise, other])).toEqual([other, { ...smallExercise, points: levels }]);
  });

  test('must be there: a lab without them was not checked', () => {
    expect(() => exercisesOf(both, [])).toThrow('The lab week-2 has an unknown exercise, tcp-echo');
  });
});

describe('a file that several exercises have taken', () => {
  const file = 'server.py';

  /** Its server earns the points, its client 10 more. */
  function served(exercise: string, points: number): ExerciseGrade {
    const check = { check: 'echoes', level: 'basic', maxPoints: 90, timeline: [], wallMs: 1 } as const;
    return graded(points + 10, {
      exercise,
      programs: [
        { program: 'server', language: 'python', file },
        { program: 'client', language: 'python', file: `${exercise}/client.py` },
      ],
      checks: [
        { ...check, program: 'server', points, verdict: { kind: 'passed' } },
        { ...check, program: 'client', points: 10, verdict: { kind: 'passed' } },
      ],
    });
  }

  test('counts where it earns most, and is told of where it would have earned', () => {
    const grades = [served('tcp-echo', 40), served('udp-echo', 80)];
    const { lab, grades: told, score } = inLab(both, grades, null, new Set([file]));
    expect(lab?.parts.map(({ points }) => points)).toEqual([6, 36]);
    expect(score).toBe(42);
    expect(told.map(({ notes }) => notes)).toEqual([
      [{ code: 'COUNTED_ELSEWHERE', args: { program: 'server', file, exercise: 'udp-echo' }, evidence: [] }],
      [],
    ]);
  });

  test('counts for the first of equals, and last for a bonus', () => {
    const grades = [served('tcp-echo', 40), served('udp-echo', 40)];
    expect(inLab(both, grades, null, new Set([file])).lab?.parts.map(({ points }) => points)).toEqual([30, 4]);
    const bonusFirst = labOf([part('tcp-echo', 60, { bonus: true }), part('udp-echo', 40)]);
    expect(inLab(bonusFirst, grades, null, new Set([file])).lab?.parts.map(({ points }) => points)).toEqual([6, 20]);
  });

  test('counts for both where it only has the same name', () => {
    const grades = [served('tcp-echo', 40), served('udp-echo', 80)];
    expect(inLab(both, grades).lab?.parts.map(({ points }) => points)).toEqual([30, 36]);
  });
});
