/** Checks that were not performed or not decided, as rows of a terminal. */
import type { CheckResult } from '../../model/grade.ts';
import { flow, paragraph, plain, toned } from '../layout.ts';
import { groupsOf, type Group } from '../story/groups.ts';
import { markOf, scored, type Rows, type View } from './view.ts';

/** Rows for the skipped, undecided and troubled checks among `results`, which are of one program and level. */
export function groupedRows(view: View, results: readonly CheckResult[]): Rows {
  return groupsOf(view, results).flatMap(groupRows);
}

function groupRows({ kind, results, title, because }: Group): Rows {
  const head =
    kind === 'skipped'
      ? flow(4, markOf(kind), [toned('dim', title)], { ...scored(results), tone: 'dim' })
      : flow(4, markOf(kind), [plain(title)], scored(results));
  return because === null ? [head] : [head, paragraph(6, toned('dim', because))];
}
