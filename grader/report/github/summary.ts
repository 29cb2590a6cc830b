/**
 * The summary of a job, in Markdown: the points, a table of the checks for each exercise, and every failure as the
 * terminal tells it. GitHub takes none of a summary that is too long, so what comes last is left out when it has to be.
 */
import { fromText } from '../../model/bytes.ts';
import type { CheckResult } from '../../model/grade.ts';
import { summaryWords } from '../messages/summary-words.ts';
import { catalogueOf } from '../messages/words.ts';
import { headingOf, linesOf, reportedViews, type Reported, type ReportedAll } from '../reported.ts';
import { environmentText, remarksOn } from '../story/closing.ts';
import { labView, partStory, reportStory, type LabView, type PartStory } from '../story/lab.ts';
import { howFailed, resultsOf, wholeStory, type Failed } from '../story/program.ts';
import { outOf, pointsText, scoredText, settingOf, titleOf } from '../story/view.ts';
import { failureRows, repeatedFailureRows } from '../terminal/failure.ts';
import { groupedRows } from '../terminal/groups.ts';
import { labRows } from '../terminal/lab.ts';
import { programRows } from '../terminal/program.ts';
import { markOf, type Rows, type View } from '../terminal/view.ts';
import { fenced, inert, literal, table } from './markdown.ts';

/** A part of the summary, made when there is room for it. */
type Part = () => string;

/** At most `limitBytes` long; ends in a line end. */
export function renderSummary(all: ReportedAll, limitBytes: number): string {
  const views = all.submissions.map((submission) => reportedViews(submission, all));
  const parts = [
    ...all.submissions.map(
      (submission, at): Part =>
        () =>
          overview(submission, views[at] ?? [], all),
    ),
    ...all.submissions.flatMap((submission, at) =>
      (views[at] ?? []).map(
        (view): Part =>
          () =>
            checks(view, submission, all),
      ),
    ),
    ...all.submissions.flatMap((submission, at) => failures(submission, views[at] ?? [], all)),
  ];
  return fitting(parts, limitBytes, summaryWords(all.lang).leftOut);
}

/** Bytes kept free for the remark that something is left out. */
const remarkBytes = 200;

/** As many parts from the first on as there is room for, and how many there were besides. */
function fitting(parts: readonly Part[], limitBytes: number, leftOut: (parts: number) => string): string {
  const blocks: string[] = [];
  let room = limitBytes - remarkBytes;
  for (const part of parts) {
    const block = `${part()}\n\n`;
    room -= fromText(block).length;
    if (room < 0) break;
    blocks.push(block);
  }
  const missing = parts.length - blocks.length;
  if (missing > 0 && limitBytes >= remarkBytes) blocks.push(`${leftOut(missing)}\n`);
  return blocks.join('');
}

/** The name of a submission in front, where there are several. */
function titleIn({ submissions }: ReportedAll, { grade }: Reported, text: string): string {
  return submissions.length > 1 ? `${literal(grade.submission.name)}: ${inert(text)}` : inert(text);
}

function overview({ grade, lab }: Reported, views: readonly View[], all: ReportedAll): string {
  const catalogue = catalogueOf(all.lang);
  const words = summaryWords(all.lang);
  const remarks = remarksOn(grade, catalogue).map(({ text }) => ` (${inert(text)})`);
  const points = inert(catalogue.labels.points(pointsText(grade.score), pointsText(grade.maxScore)));
  const rows =
    grade.lab === null
      ? views.map((view) => [inert(headingOf(view)), inert(outOf(view.grade.score, view.grade.maxScore))])
      : labTable(labView(grade.lab, lab, all.exercises, all.lang));
  return [
    `## ${literal(grade.submission.name)}`,
    `**${points}**${remarks.join('')}`,
    table([words.exercise, words.points], rows, [words.points]),
    inert(environmentText(grade, catalogue)),
  ].join('\n\n');
}

function labTable(view: LabView): string[][] {
  const { words, lab } = view;
  const row = ({ title, what, bonus, points }: PartStory): string[] => [
    [
      inert(title),
      what === null ? inert(`: ${words.lab.notHandedIn}`) : ` · ${literal(what)}`,
      bonus ? inert(` (${words.lab.bonusPart})`) : '',
    ].join(''),
    inert(points),
  ];
  const parts = lab.parts.map((part) => row(partStory(view, part)));
  return lab.report === null ? parts : [...parts, row(reportStory(view, lab.report).head)];
}

function checks(view: View, submission: Reported, all: ReportedAll): string {
  const { program, check, result: verdict, points } = summaryWords(all.lang);
  const rows = view.grade.checks.map((result) => [
    inert(settingOf(view, result.program).title),
    inert(titleOf(view, result)),
    inert(`${markOf(result.verdict.kind).text}${view.words.verdicts[result.verdict.kind]}`),
    inert(scoredText([result])),
  ]);
  return [
    `### ${titleIn(all, submission, headingOf(view))}`,
    table([program, check, verdict, points], rows, [points]),
  ].join('\n\n');
}

/** A section for each failure, for what could not be decided, and for the report of a lab. */
function failures(submission: Reported, views: readonly View[], all: ReportedAll): Part[] {
  const ofPrograms = views.flatMap((view) =>
    Object.keys(view.exercise.programs).flatMap((program) => ofProgram(view, program, submission, all)),
  );
  return [...ofPrograms, ...ofLab(submission, all)];
}

function ofProgram(view: View, program: string, submission: Reported, all: ReportedAll): Part[] {
  const results = resultsOf(view, program);
  const { title } = settingOf(view, program);
  const telling = (what: string, rows: () => Rows): Part => {
    const heading = titleIn(all, submission, `${headingOf(view)}: ${what}`);
    return () => section(heading, rows());
  };
  if (results.length === 0) return [];
  if (wholeStory(view, program) !== undefined) return [telling(title, () => programRows(view, program))];
  const failed = results.flatMap((result) => {
    const how = howFailed(results, result);
    return how === undefined
      ? []
      : [telling(`${title}: ${titleOf(view, result)}`, () => rowsOfFailure(view, result, how))];
  });
  const open = results.filter(({ verdict }) => verdict.kind === 'inconclusive' || verdict.kind === 'grader-error');
  return open.length === 0 ? failed : [...failed, telling(title, () => groupedRows(view, open))];
}

function rowsOfFailure(view: View, result: CheckResult, how: Failed): Rows {
  return how.kind === 'first'
    ? failureRows(view, result, how.findings, how.isFirstOfAll)
    : repeatedFailureRows(view, result, how.first);
}

function ofLab(submission: Reported, all: ReportedAll): Part[] {
  const { lab } = submission.grade;
  const report = lab?.report ?? null;
  if (lab === null || report === null) return [];
  const view = labView(lab, submission.lab, all.exercises, all.lang);
  const { remedy, sections, head } = reportStory(view, report);
  const isAnswered = remedy === null && sections.every((one) => one.remedy === null);
  return isAnswered ? [] : [() => section(titleIn(all, submission, head.title), labRows(view))];
}

/** `title` is Markdown. */
function section(title: string, rows: Rows): string {
  return [`#### ${title}`, fenced(linesOf(rows))].join('\n\n');
}
