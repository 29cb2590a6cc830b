/** The end of a report, the part seen first on a terminal: score, what to do next, and under what it was graded. */
import type { CheckResult, SubmissionGrade } from '../../model/grade.ts';
import { blank, flow, nothing, paragraph, plain, toned, verbatim } from '../layout.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import { bonusIn, nextInReport } from './lab.ts';
import { wholeProgramFinding } from './program.ts';
import { commandFor, pointsText, settingOf, titleOf, type Rows, type View } from './view.ts';

export function closingRows(grade: SubmissionGrade, views: readonly View[], words: Catalogue): Rows {
  const counted = views.filter((view) => isCounted(grade, view));
  return [scoreRow(grade, words), ...nextRows(grade, counted, words), blank, environmentRow(grade, words)];
}

/** In a lab, one language of each exercise counts. */
function isCounted({ lab }: SubmissionGrade, { grade: { exercise, language } }: View): boolean {
  return lab === null || lab.parts.some((part) => part.exercise === exercise && part.language === language);
}

/** The points of everything, what is beyond full marks, and what is still open. */
export function scoreRow({ grades, lab, score, maxScore, complete }: SubmissionGrade, words: Catalogue): Rows[number] {
  const { labels } = words;
  const checks = grades.flatMap((one) => one.checks);
  const bonus = lab === null ? bonusAmong(checks) : bonusIn(lab);
  const count = (kind: CheckResult['verdict']['kind']) => checks.filter(({ verdict }) => verdict.kind === kind).length;
  const remarks = [
    ...(bonus > 0 ? [plain(` (${labels.bonus(pointsText(bonus))})`)] : []),
    ...(lab === null || lab.toBeMarked === 0 ? [] : [plain(` (${words.lab.open(pointsText(lab.toBeMarked))})`)]),
    ...(complete ? [] : [toned('warn', ` (${labels.incomplete(count('inconclusive'), count('grader-error'))})`)]),
  ];
  return flow(0, nothing, [toned('strong', labels.points(pointsText(score), pointsText(maxScore))), ...remarks]);
}

function bonusAmong(checks: readonly CheckResult[]): number {
  return checks.filter(({ level }) => level === 'bonus').reduce((total, { points }) => total + points, 0);
}

type Candidate = { readonly view: View; readonly result: CheckResult };

function nextRows(grade: SubmissionGrade, views: readonly View[], words: Catalogue): Rows {
  const { labels } = words;
  const failed = views.flatMap((view) =>
    view.grade.checks.flatMap((result) => (result.verdict.kind === 'failed' ? [{ view, result }] : [])),
  );
  const next = at(failed, 'basic') ?? at(failed, 'robust');
  if (next !== undefined) return workOn(next, new Set(views.map(({ exercise }) => exercise.id)).size > 1);
  const unready = views.flatMap(unreadyPrograms);
  if (unready[0] !== undefined) return [paragraph(0, plain(labels.next(unready[0], null)))];
  const inReport = grade.lab === null ? null : nextInReport(grade.lab, words);
  if (inReport !== null) return [paragraph(0, plain(inReport))];
  const bonus = at(failed, 'bonus');
  if (!grade.complete) return [paragraph(0, plain(labels.nothingToCorrect))];
  return [
    paragraph(
      0,
      bonus === undefined ? toned('good', labels.allDone) : plain(labels.nextBonus(titleOf(bonus.view, bonus.result))),
    ),
  ];
}

/** Titles of programs that could not be graded at all. */
function unreadyPrograms(view: View): string[] {
  const programs = Object.keys(view.exercise.programs);
  const whole = programs.filter(
    (name) => wholeProgramFinding(view.grade.checks.filter(({ program }) => program === name)) !== undefined,
  );
  return whole.map((name) => settingOf(view, name).title);
}

function at(failed: readonly Candidate[], level: CheckResult['level']): Candidate | undefined {
  return failed.find(({ result }) => result.level === level);
}

/** Exercises give their programs the same titles. */
function programTitle({ exercise, lang }: View, title: string, several: boolean): string {
  return several ? `${exercise.title[lang]}: ${title}` : title;
}

function workOn({ view, result }: Candidate, several: boolean): Rows {
  const { labels } = view.words;
  const setting = settingOf(view, result.program);
  const whole = wholeProgramFinding(view.grade.checks.filter((one) => one.program === result.program));
  if (whole !== undefined)
    return [paragraph(0, plain(labels.next(programTitle(view, setting.title, several), setting.file)))];
  return [
    paragraph(0, plain(labels.next(titleOf(view, result), setting.file))),
    verbatim(2, toned('code', commandFor(view, result))),
  ];
}

function environmentRow({ environment }: SubmissionGrade, words: Catalogue) {
  const { isolation, kernelEvidence, socklab, node, os } = environment;
  const parts = [
    words.isolation[isolation],
    words.labels.environment(kernelEvidence),
    `socklab ${socklab}`,
    `Node ${node}`,
    os,
  ];
  return paragraph(0, toned('dim', parts.join(' · ')));
}
