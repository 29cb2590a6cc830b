/** Checks that were not performed or not decided: told together, by what they wait for or what stood in the way. */
import type { CheckResult } from '../../model/grade.ts';
import { firstOfEachReason } from '../cause-key.ts';
import { flow, paragraph, plain, toned } from '../layout.ts';
import { tellFinding } from '../messages/words.ts';
import { markOf, scored, settingOf, titleOf, type Rows, type View } from './view.ts';

/** Rows for the skipped, undecided and troubled checks among `results`, which are of one program and level. */
export function groupedRows(view: View, results: readonly CheckResult[]): Rows {
  return [
    ...undecidedRows(
      view,
      results.filter(({ verdict }) => verdict.kind === 'inconclusive'),
    ),
    ...results.flatMap((result) => troubleRows(view, result)),
    ...skippedRows(
      view,
      results.filter(({ verdict }) => verdict.kind === 'skipped'),
    ),
  ];
}

function undecidedRows(view: View, undecided: readonly CheckResult[]): Rows {
  const firsts = firstOfEachReason(undecided);
  return [...new Set(firsts.values())].flatMap((first) => {
    const group = undecided.filter((result) => firsts.get(result) === first);
    const title = view.words.labels.undecided(group.map((result) => titleOf(view, result)));
    const finding = first.verdict.kind === 'inconclusive' ? first.verdict.findings[0] : undefined;
    const told = finding === undefined ? undefined : tellFinding(view.words, finding, settingOf(view, first.program));
    return [
      flow(4, markOf('inconclusive'), [plain(title)], scored(group)),
      ...(told === undefined
        ? []
        : [paragraph(6, toned('dim', [told.what, told.why].filter((text) => text !== null).join(' ')))]),
    ];
  });
}

function troubleRows(view: View, result: CheckResult): Rows {
  const { verdict } = result;
  if (verdict.kind !== 'grader-error') return [];
  return [
    flow(4, markOf('grader-error'), [plain(titleOf(view, result))], scored([result])),
    paragraph(6, toned('dim', view.words.labels.graderTrouble(verdict.message))),
  ];
}

function skippedRows(view: View, skipped: readonly CheckResult[]): Rows {
  const groups = Map.groupBy(skipped, (result) =>
    roots(view, result)
      .map((root) => root.check)
      .join(' '),
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    const needed = first === undefined ? [] : roots(view, first).map((root) => titleOf(view, root));
    const text = view.words.labels.waitingFor(
      group.map((result) => titleOf(view, result)),
      needed,
    );
    return flow(4, markOf('skipped'), [toned('dim', text)], { ...scored(group), tone: 'dim' });
  });
}

/** The checks at the bottom of what a skipped check waits for: those that were performed and not passed. */
function roots(view: View, result: CheckResult): CheckResult[] {
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
function isOfSame(other: CheckResult, one: CheckResult, view: View): boolean {
  const ownHasIt = view.grade.checks.some((result) => result.check === other.check && result.program === one.program);
  return !ownHasIt || other.program === one.program;
}
