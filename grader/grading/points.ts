/**
 * What each check is worth: a level's points, shared among its checks by weight, in whole hundredths. So every number of
 * points that is ever shown is exact, and those of the checks add up to those of the level without rounding again.
 */
import type { Check, Exercise } from '../spec/exercise.ts';

/**
 * A check's share ends where the shares up to it, added up before rounding, end: equal weights may differ by a hundredth
 * (three checks share 10 points as 3.33, 3.34 and 3.33), and the shares of a level always give the level again.
 */
export function maxPointsOf(exercise: Exercise, check: Check): number {
  const level = exercise.checks.filter((one) => one.level === check.level);
  const total = weightOf(level);
  const at = level.findIndex(({ id, of }) => id === check.id && of === check.of);
  const end = (count: number): number =>
    Math.round((exercise.points[check.level] * 100 * weightOf(level.slice(0, count))) / total);
  return (end(at + 1) - end(at)) / 100;
}

function weightOf(checks: readonly Check[]): number {
  return checks.reduce((sum, { weight }) => sum + weight, 0);
}

/** Points in whole hundredths again, after adding some up in binary. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
