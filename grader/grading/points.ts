/** What each check is worth: a level's points, shared among its checks by weight. */
import type { Check, Exercise } from '../spec/exercise.ts';

export function maxPointsOf(exercise: Exercise, check: Check): number {
  const level = exercise.checks.filter((one) => one.level === check.level);
  const weights = level.reduce((total, one) => total + one.weight, 0);
  return (exercise.points[check.level] * check.weight) / weights;
}

/** Points in hundredths: adding shares of a level must give the level again. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
