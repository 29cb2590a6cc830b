import { describe, expect, test } from 'vitest';
import { smallExercise } from '../../grading/sample/exercise.ts';
import { expectedOf } from './expected.ts';

const server = new Set(['server']);
const ids = smallExercise.checks.map(({ id }) => id);

describe('what a specimen must come to', () => {
  test('that fails nothing: all points of the programs it has', () => {
    const { verdicts, score } = expectedOf({ fails: [] }, smallExercise, server);
    expect([...verdicts.values()].every((verdict) => verdict === 'passed')).toBe(true);
    expect(verdicts.size).toBe(smallExercise.checks.filter(({ of }) => of === 'server').length);
    expect(score).toBe(70);
    const both = expectedOf({ fails: [] }, smallExercise, new Set(['server', 'client']));
    expect({ score: both.score, checks: both.verdicts.size }).toEqual({ score: 105, checks: ids.length });
  });

  test('that fails a check: those that need it are skipped, and none of them has points', () => {
    const [first = ''] = ids;
    const { verdicts, score } = expectedOf({ fails: [first] }, smallExercise, server);
    const needing = smallExercise.checks.filter(({ needs }) => needs.includes(first)).map(({ id }) => id);
    expect(needing.length).toBeGreaterThan(0);
    expect(verdicts.get(`server ${first}`)).toBe('failed');
    for (const id of needing) expect(verdicts.get(`server ${id}`)).toBe('skipped');
    expect(score).toBeLessThan(70);
  });

  test('that holds none of the programs: nothing', () => {
    expect(expectedOf({ fails: [] }, smallExercise, new Set())).toEqual({
      kind: 'verdicts',
      score: 0,
      verdicts: new Map(),
    });
  });
});
