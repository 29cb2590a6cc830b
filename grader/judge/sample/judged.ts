/** For the tests of the judge: checks of a few steps, written as in YAML, and what became of them. */
import type { Finding } from '../../model/finding.ts';
import type { Address, Timeline, Unstamped } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import { timeline } from '../../report/sample/facts.ts';
import { exerciseSchema, type Check, type Exercise, type ProgramSpec } from '../../spec/exercise.ts';
import { judgeCheck } from '../judge-check.ts';
import { Ledger } from '../ledger.ts';

export type Played = 'tcp-server' | 'tcp-client' | 'udp-server' | 'udp-client';

/** An exercise with one program, called `program`, and one check of these steps. */
export function exerciseOf(played: Played, steps: readonly unknown[]): Exercise {
  const [transport, role] = played.split('-');
  return exerciseSchema.parse({
    id: 'sample',
    title: { es: 'Muestra', en: 'Sample' },
    programs: {
      program: {
        title: { es: 'Programa', en: 'Program' },
        role,
        transport,
        port: 5000,
        folder: 'own',
        files: ['program'],
      },
    },
    checks: [{ id: 'the-check', of: 'program', level: 'basic', title: { es: 'Prueba', en: 'Check' }, steps }],
  });
}

export function checkOf(exercise: Exercise): Check {
  const [check] = exercise.checks;
  if (check === undefined) throw new Error('The exercise has no check');
  return check;
}

export function specOf(played: Played): ProgramSpec {
  const spec = exerciseOf(played, [{ expectRunning: 'program' }]).programs['program'];
  if (spec === undefined) throw new Error('The exercise has no program');
  return spec;
}

/** The verdict on a check of these steps after these facts. */
export function judged(
  played: Played,
  steps: readonly unknown[],
  ...facts: readonly (Unstamped | readonly Unstamped[])[]
): Verdict {
  const exercise = exerciseOf(played, steps);
  return judgeCheck(exercise, checkOf(exercise), timeline(...facts));
}

export function ledgerAfter(...facts: readonly (Unstamped | readonly Unstamped[])[]): Ledger {
  const ledger = new Ledger();
  for (const fact of timeline(...facts)) ledger.observe(fact);
  return ledger;
}

export const passed: Verdict = { kind: 'passed' };

export function failed(first: Finding, ...others: readonly Finding[]): Verdict {
  return { kind: 'failed', findings: [first, ...others] };
}

/** Indexes from `first` to `last`, as evidence. */
export function indexes(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
}

export function receivedFrom(peer: string, bytes: Uint8Array, from: Address): Unstamped {
  return { kind: 'received', peer, bytes, from };
}

export function closed(peer: string, how: 'fin' | 'reset'): Unstamped {
  return { kind: 'peer-closed', peer, how };
}

/** The facts up to each of them, the whole timeline last. */
export function beginnings(whole: Timeline): Timeline[] {
  return whole.map((_, index) => whole.slice(0, index + 1));
}
