/** A small class for the tests of the batch. */
import type { HandedIn } from '../../model/handed-in.ts';
import type { FullStanding } from '../../report/class/standing.ts';
import { tcpEcho } from '../../report/sample/exercise.ts';
import type { BatchHeader } from '../header.ts';

export const exercises = [tcpEcho];

export const header: BatchHeader = {
  schema: 'socklab/batch/v1',
  socklab: '0.1.0',
  lab: 'week-2',
  checks: 'c0ffee',
  handedIn: 'facade',
  submissions: 3,
  isolation: 'sandbox',
  kernelEvidence: true,
};

export function handedIn(key: string, about: Partial<HandedIn> = {}): HandedIn {
  return { key, student: { name: key, id: null }, source: `${key}.zip`, late: false, superseded: [], ...about };
}

export const ana: FullStanding = {
  handedIn: handedIn('ana-perez', { student: { name: 'Ana Pérez', id: '1234' }, superseded: ['old/ana.zip'] }),
  state: 'graded',
  score: 87.54,
  maxScore: 100,
  parts: [{ exercise: 'tcp-echo', points: 87.54, maxPoints: 100 }],
  report: null,
  toBeMarked: 0,
  undecided: 0,
  graderErrors: 0,
  passed: tcpEcho.checks.slice(0, 2),
  failed: tcpEcho.checks.slice(2, 3),
};

/** Her name tries to say something to a terminal, and to end the line. */
export const eve: FullStanding = {
  handedIn: handedIn('eve', { student: { name: 'Eve\u001b[2J\n\u2028"}{', id: null }, late: true }),
  state: 'ungradable',
  because: { code: 'DAMAGED', path: 'a\nb.py' },
};

export const bob: FullStanding = {
  handedIn: handedIn('bob'),
  state: 'grader-error',
  message: 'Error: ñandú\n    at x',
};

export const everyone: readonly FullStanding[] = [ana, eve, bob];
