/** A class for the tests of its lists: everything that may become of a submission. */
import type { SubmissionGrade } from '../../model/grade.ts';
import type { BatchResult, HandedIn } from '../../model/handed-in.ts';
import { inLab, mixedLab, nearlyAll, week2 } from './lab-grades.ts';
import { mixed } from './server-grades.ts';
import { tcpEcho } from './exercise.ts';
import type { Assignment } from '../class/standing.ts';

export const inWeek2: Assignment = { exercises: inLab, lab: week2 };
export const onlyEcho: Assignment = { exercises: [tcpEcho], lab: null };

/** The key is the name without blanks. */
export function handedIn(name: string, id: string | null = null, more: Partial<HandedIn> = {}): HandedIn {
  const key = name.replaceAll(/\W+/g, '-').toLowerCase();
  return { key, student: { name, id }, source: `${key}.zip`, late: false, superseded: [], ...more };
}

export function graded(who: HandedIn, grade: SubmissionGrade): BatchResult {
  return { handedIn: who, outcome: { kind: 'graded', grade } };
}

/** With full marks of 101, and none of what a person marks. */
export function withScore(who: HandedIn, score: number): BatchResult {
  const grade = { ...nearlyAll(), score };
  const lab = grade.lab === null ? null : { ...grade.lab, score, toBeMarked: 0 };
  return graded(who, { ...grade, lab });
}

export const aClass: readonly BatchResult[] = [
  graded(handedIn('Ana Pérez', '1001'), nearlyAll()),
  graded(handedIn("Luis O'Brien", '1002', { late: true, superseded: ['luis-1.zip', 'luis-2.zip'] }), mixedLab),
  withScore(handedIn('María José Núñez', '1003'), 40.4),
  graded(handedIn('Juan'), { ...nearlyAll(), grades: mixed.grades, complete: false }),
  {
    handedIn: handedIn('Eva Ruiz', '1005'),
    outcome: { kind: 'ungradable', because: { code: 'NOT_A_ZIP', format: 'rar' } },
  },
  {
    handedIn: handedIn('Leo Gil', '1006'),
    outcome: { kind: 'grader-error', message: 'the worker ended\n    at pool.ts:12' },
  },
];
