/** Faults of `needs`: the checks that must be passed before another one makes sense. */
import type { WrittenCheck } from './exercise.ts';
import { notAmong, type Fault, type Path } from './fault.ts';

/** Of `programs` only; says nothing while two checks have one id, since it cannot know which is meant. */
export function needsFaults(checks: readonly WrittenCheck[], programs: readonly string[]): Fault[] {
  if (new Set(checks.map(({ id }) => id)).size < checks.length) return [];
  const single = checks.flatMap((check, index) =>
    check.needs.flatMap((id, position) => needFault(id, check, ['checks', index, 'needs', position], checks, programs)),
  );
  return [...single, ...cycleFaults(checks)];
}

function needFault(
  id: string,
  check: WrittenCheck,
  path: Path,
  checks: readonly WrittenCheck[],
  programs: readonly string[],
): Fault[] {
  if (id === check.id) return [{ path, problem: { code: 'NEEDS_ITSELF', id } }];
  const needed = checks.find((other) => other.id === id);
  if (needed === undefined) {
    const others = checks.map((other) => other.id).filter((other) => other !== check.id);
    const { didYouMean } = notAmong(id, others);
    // There may be dozens of them: they are listed only where none of them seems to be meant.
    const hint = didYouMean === undefined ? { allowed: others } : { didYouMean };
    return [{ path, problem: { code: 'UNKNOWN_CHECK', id }, ...hint }];
  }
  // A program that nobody knows is misspelt, which has been said.
  if (needed.of === check.of || [needed, check].some(({ of }) => !programs.includes(of))) return [];
  return [{ path, problem: { code: 'NEEDS_OTHER_PROGRAM', id, program: needed.of, of: check.of } }];
}

/** One fault for each cycle, at the first check of the file that is part of it. */
function cycleFaults(checks: readonly WrittenCheck[]): Fault[] {
  const reported = new Set<string>();
  return checks.flatMap(({ id, needs }, index) => {
    const cycle = reported.has(id) ? undefined : cycleFrom(id, checks);
    const second = cycle?.[1];
    if (cycle === undefined || second === undefined) return [];
    for (const member of cycle) reported.add(member);
    return [{ path: ['checks', index, 'needs', needs.indexOf(second)], problem: { code: 'NEEDS_CYCLE', cycle } }];
  });
}

/** The shortest way along `needs` from a check back to itself, over at least one other check. */
function cycleFrom(start: string, checks: readonly WrittenCheck[]): string[] | undefined {
  const needsOf = new Map(checks.map(({ id, needs }) => [id, needs]));
  const visited = new Set<string>();
  let ways = [[start]];
  while (ways.length > 0) {
    const longer = ways.flatMap((way) => (needsOf.get(way.at(-1) ?? '') ?? []).map((next) => [...way, next]));
    const back = longer.find((way) => way.at(-1) === start && way.length > 2);
    if (back !== undefined) return back;
    ways = longer.filter((way) => way.at(-1) !== start && isNew(way.at(-1) ?? '', visited));
  }
  return undefined;
}

function isNew(id: string, visited: Set<string>): boolean {
  if (visited.has(id)) return false;
  visited.add(id);
  return true;
}
