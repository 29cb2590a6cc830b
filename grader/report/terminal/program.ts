/** One program of an exercise: its file, and its checks by level. */
import type { Finding, FindingCode } from '../../model/finding.ts';
import type { CheckResult } from '../../model/grade.ts';
import { firstOfEachReason } from '../cause-key.ts';
import { showText } from '../bytes-text.ts';
import { blank, flow, nothing, paragraph, plain, toned, type Span } from '../layout.ts';
import { tellFinding } from '../messages/words.ts';
import { exhibit } from './exhibit.ts';
import { failureRows, repeatedFailureRows } from './failure.ts';
import { groupedRows } from './groups.ts';
import { markOf, scored, settingOf, titleOf, type Rows, type View } from './view.ts';

const levels = ['basic', 'robust', 'bonus'] as const;
/** Passed checks beyond the basics are counted, not listed, when there are more than this. */
const listedPasses = 3;

/** Findings about the program as a whole: said once, not for every check. */
const wholeProgram: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'PROGRAM_MISSING',
  'PROGRAM_AMBIGUOUS',
  'PROGRAM_UNREADABLE',
  'TOOLCHAIN_MISSING',
  'LIBRARY_MISSING',
  'COMPILE_FAILED',
  'NOT_STARTED',
]);

export function programRows(view: View, program: string): Rows {
  const results = view.grade.checks.filter((result) => result.program === program);
  if (results.length === 0) return [];
  const setting = settingOf(view, program);
  const whole = wholeProgramFinding(results);
  const file = view.grade.programs.find((one) => one.program === program)?.file ?? null;
  const head = flow(
    2,
    nothing,
    [toned('title', setting.title), ...(file === null ? missing(view, whole) : [plain(`: ${showText(file)}`)])],
    scored(results.filter((result) => result.level !== 'bonus')),
  );
  const body =
    whole === undefined ? levels.flatMap((level) => levelRows(view, results, level)) : wholeRows(view, results, whole);
  return [head, ...body, ...noteRows(view, program), blank];
}

/** The finding that speaks for every check of the program, when one does. */
export function wholeProgramFinding(results: readonly CheckResult[]): Finding | undefined {
  const performed = results.filter(({ verdict }) => verdict.kind !== 'skipped');
  const findings = performed.map(({ verdict }) =>
    verdict.kind === 'failed' || verdict.kind === 'inconclusive' ? verdict.findings[0] : undefined,
  );
  const [first] = findings;
  return first !== undefined && wholeProgram.has(first.code) && findings.every((one) => one?.code === first.code)
    ? first
    : undefined;
}

function missing(view: View, whole: Finding | undefined): Span[] {
  return whole?.code === 'PROGRAM_MISSING' ? [plain(': '), toned('warn', view.words.labels.missingFile)] : [];
}

function wholeRows(view: View, results: readonly CheckResult[], finding: Finding): Rows {
  const program = results[0]?.program ?? '';
  const { what, why, tryThis } = tellFinding(view.words, finding, settingOf(view, program));
  const mark = markOf(results.some(({ verdict }) => verdict.kind === 'failed') ? 'failed' : 'inconclusive');
  return [
    flow(4, mark, [toned('strong', what)]),
    ...exhibit(finding, view.words.labels, 6, view.columns),
    ...[why, tryThis].flatMap((text) => (text === null ? [] : [paragraph(6, plain(text))])),
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
  const { verdict } = result;
  if (verdict.kind === 'passed') return [flow(4, markOf('passed'), [plain(titleOf(view, result))], scored([result]))];
  if (verdict.kind !== 'failed') return [];
  const first = firstOfEachReason(results).get(result) ?? result;
  if (first !== result) return repeatedFailureRows(view, result, first);
  const firstFailed = results.find((one) => one.verdict.kind === 'failed');
  return failureRows(view, result, verdict.findings, firstFailed === result);
}

/** What costs nothing, at the end of its program. */
function noteRows(view: View, program: string): Rows {
  const notes = view.grade.notes.filter((note) => 'program' in note.args && note.args.program === program);
  if (notes.length === 0) return [];
  const setting = settingOf(view, program);
  const told = notes.map((note) => tellFinding(view.words, note, setting));
  return [
    flow(4, nothing, [toned('dim', view.words.labels.notes)]),
    ...told.map(({ what, tryThis }) =>
      flow(4, toned('dim', '· '), [plain(tryThis === null ? what : `${what} ${tryThis}`)]),
    ),
  ];
}
