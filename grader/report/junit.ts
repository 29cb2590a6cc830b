/**
 * Grades as JUnit XML, as test reporters read it (https://github.com/testmoapp/junitxml). A failure is the student's, an
 * error is a check the grader could not decide, and what waits for a failed check is skipped.
 */
import { assertNever } from '../model/assert-never.ts';
import type { Finding } from '../model/finding.ts';
import type { CheckResult } from '../model/grade.ts';
import type { ReportGrade } from '../model/lab-grade.ts';
import { mainCauseOf } from './main-cause.ts';
import { tellFinding } from './messages/words.ts';
import { headingOf, named, reportedViews, storyOf, type Reported, type ReportedAll } from './reported.ts';
import { groupsOf } from './story/groups.ts';
import { labView, reportStory, type LabView } from './story/lab.ts';
import { fileOf, pointsText, settingOf, titleOf } from './story/view.ts';
import type { View } from './terminal/view.ts';
import { element, textElement } from './xml.ts';

type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly text: string }
  | { readonly kind: 'skipped'; readonly message: string };

type Case = {
  readonly name: string;
  readonly classname: string;
  /** Path in the repository. */
  readonly file: string | null;
  readonly wallMs: number;
  readonly outcome: Outcome;
};

type Suite = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
};

/** The whole document, ending in a line end: a suite for each exercise and language, and one for the report of a lab. */
export function renderJunit(all: ReportedAll): string {
  const suites = all.submissions.flatMap((submission) => suitesOf(submission, all));
  const cases = suites.flatMap((suite) => suite.cases);
  const root = element('testsuites', { name: 'socklab', ...countsOf(cases) }, suites.map(suiteElement));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function suitesOf(submission: Reported, all: ReportedAll): Suite[] {
  const { grade, lab } = submission;
  const views = reportedViews(submission, all);
  const suites = views.map((view) => exerciseSuite(view, submission, all));
  const report = grade.lab?.report ?? null;
  if (grade.lab === null || report === null) return suites;
  return [...suites, reportSuite(labView(grade.lab, lab, all.exercises, all.lang), report, submission, all)];
}

function exerciseSuite(view: View, submission: Reported, all: ReportedAll): Suite {
  const { grade } = view;
  const { isolation, kernelEvidence } = submission.grade.environment;
  return {
    name: named(submission, all, headingOf(view)),
    properties: {
      score: pointsText(grade.score),
      maxScore: pointsText(grade.maxScore),
      complete: String(grade.complete),
      isolation,
      kernelEvidence: String(kernelEvidence),
    },
    cases: grade.checks.map((result) => {
      const file = fileOf(view, result.program);
      return {
        name: titleOf(view, result),
        classname: classOf(submission, all, grade.exercise, grade.language, result.program),
        file: file === null ? null : submission.inRepository(file, grade.exercise),
        wallMs: result.wallMs,
        outcome: outcomeOf(view, result),
      };
    }),
  };
}

/** `tcp-echo.python.server`: readers take the dots for folders. */
function classOf({ grade }: Reported, { submissions }: ReportedAll, ...words: readonly string[]): string {
  const own = submissions.length > 1 ? [grade.submission.name.replaceAll('.', '_')] : [];
  return [...own, ...words].filter((word) => word !== '').join('.');
}

function outcomeOf(view: View, result: CheckResult): Outcome {
  const { verdict } = result;
  const tell = (finding: Finding): string => tellFinding(view.words, finding, settingOf(view, result.program)).what;
  switch (verdict.kind) {
    case 'passed':
      return { kind: 'passed' };
    case 'failed': {
      const { lead } = mainCauseOf(verdict.findings);
      return { kind: 'failure', type: lead.code, message: tell(lead), text: storyOf(view, result) };
    }
    case 'inconclusive': {
      const [finding] = verdict.findings;
      const message = finding === undefined ? view.words.verdicts.inconclusive : tell(finding);
      return { kind: 'error', type: finding?.code ?? verdict.kind, message, text: storyOf(view, result) };
    }
    case 'grader-error': {
      const message = view.words.labels.graderTrouble(verdict.message);
      return { kind: 'error', type: verdict.kind, message, text: storyOf(view, result) };
    }
    case 'skipped':
      return {
        kind: 'skipped',
        message: groupsOf(view, [result])
          .map(({ title }) => title)
          .join(' '),
      };
    default:
      return assertNever(verdict);
  }
}

/** A report that cannot be read is one failure, whatever sections it should have. */
function reportSuite(view: LabView, report: ReportGrade, submission: Reported, all: ReportedAll): Suite {
  const { head, remedy, sections } = reportStory(view, report);
  const told = remedy === null ? sections : [{ heading: head.title, points: head.points, remedy }];
  const problems = report.problem === null ? report.sections.map(({ problem }) => problem) : [report.problem];
  const title = `${view.spec.title[view.lang]}: ${head.title}`;
  return {
    name: named(submission, all, title),
    properties: {},
    cases: told.map(({ heading, remedy: missing }, at) => ({
      name: heading,
      classname: classOf(submission, all, view.spec.id, 'report'),
      file: report.file === null ? null : submission.inRepository(report.file, null),
      wallMs: 0,
      outcome:
        missing === null
          ? { kind: 'passed' }
          : {
              kind: 'failure',
              type: problems[at]?.code ?? '',
              message: missing.what,
              text: [missing.what, missing.tryThis].filter((text) => text !== null).join('\n'),
            },
    })),
  };
}

function suiteElement({ name, properties, cases }: Suite): string {
  const written = Object.entries(properties).map(([key, value]) => element('property', { name: key, value }));
  const children = [...(written.length === 0 ? [] : [element('properties', {}, written)]), ...cases.map(caseElement)];
  return element('testsuite', { name, ...countsOf(cases) }, children);
}

function caseElement({ name, classname, file, wallMs, outcome }: Case): string {
  return element('testcase', { name, classname, file, time: seconds(wallMs) }, outcomeElements(outcome));
}

function outcomeElements(outcome: Outcome): string[] {
  switch (outcome.kind) {
    case 'passed':
      return [];
    case 'skipped':
      return [element('skipped', { message: outcome.message })];
    case 'failure':
    case 'error':
      return [textElement(outcome.kind, { message: outcome.message, type: outcome.type }, outcome.text)];
    default:
      return assertNever(outcome);
  }
}

function countsOf(cases: readonly Case[]) {
  const count = (kind: Outcome['kind']): number => cases.filter(({ outcome }) => outcome.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds(cases.reduce((total, { wallMs }) => total + wallMs, 0)),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
