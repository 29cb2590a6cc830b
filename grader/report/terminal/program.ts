/** One program of an exercise: its file, and its checks by level. */
import type { CheckResult } from '../../model/grade.ts';
import { showText } from '../bytes-text.ts';
import { blank, flow, nothing, paragraph, plain, toned } from '../layout.ts';
import { countedAmong, howFailed, levels, notesOf, resultsOf, wholeStory, type WholeStory } from '../story/program.ts';
import { fileOf, settingOf, titleOf } from '../story/view.ts';
import { exhibitRows } from './exhibit.ts';
import { failureRows, repeatedFailureRows } from './failure.ts';
import { groupedRows } from './groups.ts';
import { markOf, scored, type Rows, type View } from './view.ts';

/** Passed checks beyond the basics are counted, not listed, when there are more than this. */
const listedPasses = 3;

export function programRows(view: View, program: string): Rows {
  const results = resultsOf(view, program);
  if (results.length === 0) return [];
  const setting = settingOf(view, program);
  const whole = wholeStory(view, program);
  const file = fileOf(view, program);
  const missing = whole?.missing === true ? [plain(': '), toned('warn', view.words.labels.missingFile)] : [];
  const head = flow(
    2,
    nothing,
    [toned('title', setting.title), ...(file === null ? missing : [plain(`: ${showText(file)}`)])],
    scored(countedAmong(results)),
  );
  const body =
    whole === undefined ? levels.flatMap((level) => levelRows(view, results, level)) : wholeRows(view, whole);
  return [head, ...body, ...noteRows(view, program), blank];
}

function wholeRows(view: View, { kind, told, exhibit }: WholeStory): Rows {
  return [
    flow(4, markOf(kind), [toned('strong', told.what)]),
    ...(exhibit === null ? [] : exhibitRows(exhibit, view.words.labels, 6, view.columns)),
    ...[told.why, told.tryThis].flatMap((text) => (text === null ? [] : [paragraph(6, plain(text))])),
  ];
}

function levelRows(view: View, results: readonly CheckResult[], level: (typeof levels)[number]): Rows {
  const own = results.filter((result) => result.level === level);
  if (own.length === 0) return [];
  const passed = own.filter(({ verdict }) => verdict.kind === 'passed');
  const counted = level !== 'basic' && passed.length > listedPasses ? passed : [];
  const listed = own.filter((result) => !counted.includes(result));
  return [
    flow(4, nothing, [toned('dim', view.words.levels[level])], { ...scored(own), tone: 'dim' }),
    ...(counted.length > 0
      ? [flow(4, markOf('passed'), [plain(view.words.labels.passedChecks(counted.length))], scored(counted))]
      : []),
    ...listed.flatMap((result) => checkRows(view, results, result)),
    ...groupedRows(view, own),
  ];
}

/** A passed or a failed check; the others are told in groups. */
function checkRows(view: View, results: readonly CheckResult[], result: CheckResult): Rows {
  if (result.verdict.kind === 'passed') {
    return [flow(4, markOf('passed'), [plain(titleOf(view, result))], scored([result]))];
  }
  const how = howFailed(results, result);
  if (how === undefined) return [];
  return how.kind === 'repeated'
    ? repeatedFailureRows(view, result, how.first)
    : failureRows(view, result, how.findings, how.isFirstOfAll);
}

/** What costs nothing, at the end of its program. */
function noteRows(view: View, program: string): Rows {
  const notes = notesOf(view, program);
  if (notes.length === 0) return [];
  return [
    flow(4, nothing, [toned('dim', view.words.labels.notes)]),
    ...notes.map((note) => flow(4, toned('dim', '· '), [plain(note)])),
  ];
}
