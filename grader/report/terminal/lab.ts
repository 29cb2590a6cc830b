/** What a lab is worth: its exercises, the sections of its report, and what a person has yet to mark. */
import type { LabGrade, LabPartGrade, ReportGrade, SectionResult } from '../../model/lab-grade.ts';
import type { Exercise } from '../../spec/exercise.ts';
import type { Lab } from '../../spec/lab.ts';
import { showText } from '../bytes-text.ts';
import { blank, flow, nothing, paragraph, plain, toned, type Span } from '../layout.ts';
import type { Catalogue, Remedy, ReportSetting } from '../messages/catalogue.ts';
import { languageName } from '../messages/language-name.ts';
import { tellReport, tellSection, type Lang } from '../messages/words.ts';
import { markOf, pointsText, type Rows } from './view.ts';

export type LabView = {
  readonly words: Catalogue;
  readonly lang: Lang;
  readonly lab: LabGrade;
  /** The lab as its author wrote it, and its exercises. */
  readonly spec: Lab;
  readonly exercises: readonly Exercise[];
};

export function labRows(view: LabView): Rows {
  const { words, lang, lab, spec } = view;
  return [
    flow(0, nothing, [toned('dim', `${words.lab.lab}: `), toned('title', spec.title[lang])]),
    ...lab.parts.map((part) => partRow(view, part)),
    ...(lab.report === null ? [] : reportRows(view, lab.report)),
    blank,
  ];
}

function partRow({ words, lang, exercises }: LabView, { exercise, language, points, maxPoints, bonus }: LabPartGrade) {
  const title = exercises.find(({ id }) => id === exercise)?.title[lang] ?? exercise;
  const how =
    language === '' ? [plain(': '), toned('warn', words.lab.notHandedIn)] : [plain(` · ${languageName(language)}`)];
  const extra = bonus ? [plain(` (${words.lab.bonusPart})`)] : [];
  return flow(2, nothing, [plain(title), ...how, ...extra], outOf(points, maxPoints));
}

function reportRows(view: LabView, report: ReportGrade): Rows {
  const { words, spec, lab } = view;
  const earned = report.sections.reduce((total, { points }) => total + points, 0);
  const all = (spec.report?.sections ?? []).reduce((total, { points, byHand }) => total + points + byHand, 0);
  const name =
    report.file === null ? [plain(': '), toned('warn', words.lab.notHandedIn)] : [plain(`: ${showText(report.file)}`)];
  return [
    flow(2, nothing, [plain(words.lab.report), ...name], outOf(earned, all)),
    ...(report.problem === null
      ? report.sections.flatMap((section) => sectionRows(view, section))
      : remedyRows(4, tellReport(words, report.problem, settingOf(view.spec, report)))),
    ...(lab.toBeMarked > 0
      ? [flow(4, markOf('inconclusive'), [plain(words.lab.toBeMarked)], plain(`? / ${pointsText(lab.toBeMarked)}`))]
      : []),
  ];
}

function settingOf({ report }: Lab, { file }: ReportGrade): ReportSetting {
  return { file: showText(file ?? report?.file ?? ''), template: report?.template ?? '' };
}

function sectionRows({ words }: LabView, { heading, points, maxPoints, problem }: SectionResult): Rows {
  const mark = markOf(problem === null ? 'passed' : 'failed');
  const head = flow(4, mark, [plain(heading)], outOf(points, maxPoints));
  return problem === null ? [head] : [head, ...remedyRows(6, tellSection(words, problem, heading))];
}

function remedyRows(indent: number, { what, tryThis }: Remedy): Rows {
  return [paragraph(indent, toned('bad', what)), ...(tryThis === null ? [] : [paragraph(indent, plain(tryThis))])];
}

function outOf(points: number, maxPoints: number): Span {
  return plain(`${pointsText(points)} / ${pointsText(maxPoints)}`);
}

/** What to do about the report next; null where there is nothing. */
export function nextInReport({ report }: LabGrade, words: Catalogue): string | null {
  if (report === null) return null;
  const { file, problem, sections } = report;
  if (problem !== null) {
    return words.lab.nextReport(showText(problem.code === 'REPORT_MISSING' ? problem.lookedFor : (file ?? '')));
  }
  const open = sections.find((section) => section.problem !== null);
  return open === undefined ? null : words.lab.nextSection(open.heading, showText(file ?? ''));
}

/** Points beyond full marks: parts that are a bonus, and what the exercises give beyond theirs. */
export function bonusIn({ parts }: LabGrade): number {
  return parts.reduce(
    (total, { points, maxPoints, bonus }) => total + (bonus ? points : Math.max(0, points - maxPoints)),
    0,
  );
}
