/** What GitHub shows beside the files of a repository: one remark for each reason for which points were lost. */
import type { Finding } from '../../model/finding.ts';
import type { CheckResult } from '../../model/grade.ts';
import { mainCauseOf } from '../main-cause.ts';
import { tellFinding } from '../messages/words.ts';
import { headingOf, named, reportedViews, type Reported, type ReportedAll } from '../reported.ts';
import { groupsOf, type Group } from '../story/groups.ts';
import { labView, reportStory } from '../story/lab.ts';
import { howFailed, levels, resultsOf, wholeProgramFinding } from '../story/program.ts';
import { checkOf, fileOf, isCounted, settingOf, titleOf } from '../story/view.ts';
import type { View } from '../terminal/view.ts';
import { lineOf } from './line-of.ts';
import type { Annotation } from './workflow-command.ts';

const order: readonly Annotation['level'][] = ['error', 'warning', 'notice'];

/** Errors first, and of each kind what is basic: GitHub shows the first ten of a kind that a step has. */
export function annotationsOf(all: ReportedAll): Annotation[] {
  const annotations = all.submissions.flatMap((submission) => [
    ...reportedViews(submission, all).flatMap((view) => ofExercise(view, submission, all)),
    ...ofReport(submission, all),
  ]);
  return annotations.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

function ofExercise(view: View, submission: Reported, all: ReportedAll): Annotation[] {
  const about = (program: string): About => ({ view, submission, all, program, results: resultsOf(view, program) });
  return Object.keys(view.exercise.programs).map(about).flatMap(ofProgram);
}

/** One program of one exercise of one submission. */
type About = {
  readonly view: View;
  readonly submission: Reported;
  readonly all: ReportedAll;
  readonly program: string;
  readonly results: readonly CheckResult[];
};

function ofProgram(about: About): Annotation[] {
  const { view, results } = about;
  const failed = levels.flatMap((level) =>
    results.filter((result) => result.level === level).flatMap((result) => ofFailure(about, result)),
  );
  const groups = groupsOf(view, results).filter(({ kind }) => kind !== 'skipped');
  return [...failed, ...groups.map((group) => ofGroup(about, group))];
}

/** Nothing for a check whose reason an earlier one has told. */
function ofFailure(about: About, result: CheckResult): Annotation[] {
  const { view, results, program } = about;
  const how = howFailed(results, result);
  if (how?.kind !== 'first') return [];
  const { lead } = mainCauseOf(how.findings);
  const setting = settingOf(view, program);
  const { what, why, tryThis } = tellFinding(view.words, lead, setting);
  const advice = tryThis ?? checkOf(view, result)?.hint?.[view.lang] ?? null;
  const isWhole = wholeProgramFinding(results) !== undefined;
  return [
    {
      level: costs(about, result) ? 'error' : 'notice',
      ...placeOf(about, lead),
      title: titleFor(about, isWhole ? setting.title : titleOf(view, result)),
      text: [what, why, advice].filter((text) => text !== null).join('\n'),
    },
  ];
}

/** In a lab only the best language counts, and nobody loses a bonus. */
function costs({ view, submission }: About, { level }: CheckResult): boolean {
  return level !== 'bonus' && isCounted(submission.grade, view.grade);
}

function ofGroup(about: About, { title, because }: Group): Annotation {
  return {
    level: 'warning',
    ...placeOf(about, null),
    title: titleFor(about, settingOf(about.view, about.program).title),
    text: [title, because].filter((text) => text !== null).join('\n'),
  };
}

function placeOf({ view, submission, program }: About, finding: Finding | null): Pick<Annotation, 'file' | 'line'> {
  const own = fileOf(view, program);
  const file = own === null ? null : submission.inRepository(own, view.grade.exercise);
  return { file, line: own === null || finding === null ? null : lineOf(finding, own) };
}

function titleFor({ view, submission, all }: About, title: string): string {
  return named(submission, all, `${headingOf(view)}: ${title}`);
}

/** The report that goes with a lab: each section that has no answer, or what is wrong with all of it. */
function ofReport(submission: Reported, all: ReportedAll): Annotation[] {
  const { lab } = submission.grade;
  const report = lab?.report ?? null;
  if (lab === null || report === null) return [];
  const { head, remedy, sections } = reportStory(labView(lab, submission.lab, all.exercises, all.lang), report);
  const file = report.file === null ? null : submission.inRepository(report.file, null);
  const told = remedy === null ? sections : [{ heading: null, remedy }];
  return told.flatMap(({ heading, remedy: missing }): Annotation[] => {
    if (missing === null) return [];
    const title = named(submission, all, heading === null ? head.title : `${head.title}: ${heading}`);
    const text = [missing.what, missing.tryThis].filter((words) => words !== null).join('\n');
    return [{ level: 'error', file, line: null, title, text }];
  });
}
