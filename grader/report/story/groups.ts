/** Checks that were not performed or not decided: told together, by what they wait for or what stood in the way. */
import type { CheckResult } from '../../model/grade.ts';
import { firstOfEachReason } from '../cause-key.ts';
import { tellFinding } from '../messages/words.ts';
import { settingOf, titleOf, type ExerciseView } from './view.ts';

export type Group = {
  readonly kind: 'inconclusive' | 'grader-error' | 'skipped';
  readonly results: readonly CheckResult[];
  readonly title: string;
  readonly because: string | null;
};

/** The undecided, troubled and skipped checks among `results`, which are of one program and level. */
export function groupsOf(view: ExerciseView, results: readonly CheckResult[]): Group[] {
  const of = (kind: Group['kind']) => results.filter(({ verdict }) => verdict.kind === kind);
  return [
    ...undecidedGroups(view, of('inconclusive')),
    ...of('grader-error').map((result) => trouble(view, result)),
    ...skippedGroups(view, of('skipped')),
  ];
}

function undecidedGroups(view: ExerciseView, undecided: readonly CheckResult[]): Group[] {
  const firsts = firstOfEachReason(undecided);
  return [...new Set(firsts.values())].map((first): Group => {
    const results = undecided.filter((result) => firsts.get(result) === first);
    const title = view.words.labels.undecided(results.map((result) => titleOf(view, result)));
    const finding = first.verdict.kind === 'inconclusive' ? first.verdict.findings[0] : undefined;
    const told = finding === undefined ? undefined : tellFinding(view.words, finding, settingOf(view, first.program));
    const because = told === undefined ? null : [told.what, told.why].filter((text) => text !== null).join(' ');
    return { kind: 'inconclusive', results, title, because };
  });
}

function trouble(view: ExerciseView, result: CheckResult): Group {
  const message = result.verdict.kind === 'grader-error' ? result.verdict.message : '';
  const because = view.words.labels.graderTrouble(message);
  return { kind: 'grader-error', results: [result], title: titleOf(view, result), because };
}

function skippedGroups(view: ExerciseView, skipped: readonly CheckResult[]): Group[] {
  const groups = Map.groupBy(skipped, (result) =>
    roots(view, result)
      .map((root) => root.check)
      .join(' '),
  );
  return [...groups.values()].map((results): Group => {
    const [first] = results;
    const needed = first === undefined ? [] : roots(view, first).map((root) => titleOf(view, root));
    const title = view.words.labels.waitingFor(
      results.map((result) => titleOf(view, result)),
      needed,
    );
    return { kind: 'skipped', results, title, because: null };
  });
}

/** The checks at the bottom of what a skipped check waits for: those that were performed and not passed. */
function roots(view: ExerciseView, result: CheckResult): CheckResult[] {
  const found = new Set<CheckResult>();
  const visited = new Set<CheckResult>();
  const visit = (one: CheckResult): void => {
    if (visited.has(one)) return;
    visited.add(one);
    if (one.verdict.kind !== 'skipped') found.add(one);
    else
      for (const id of one.verdict.because)
        view.grade.checks.filter((other) => other.check === id && isOfSame(other, one, view)).forEach(visit);
  };
  visit(result);
  return [...found].toSorted((a, b) => view.grade.checks.indexOf(a) - view.grade.checks.indexOf(b));
}

/** A check may need one of another program, but one of its own program with that name comes first. */
function isOfSame(other: CheckResult, one: CheckResult, view: ExerciseView): boolean {
  const ownHasIt = view.grade.checks.some((result) => result.check === other.check && result.program === one.program);
  return !ownHasIt || other.program === one.program;
}
