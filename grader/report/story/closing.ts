/** The end of a report: score, what to do next, and under what it was graded. */
import type { CheckResult, SubmissionGrade } from '../../model/grade.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import { bonusIn, nextInReport } from './lab.ts';
import { resultsOf, wholeProgramFinding } from './program.ts';
import { isCounted, pointsText, settingOf, titleOf, type ExerciseView } from './view.ts';

export type Remark = { readonly text: string; readonly warns: boolean };

/** What is beyond full marks, and what is still open. */
export function remarksOn({ grades, lab, complete }: SubmissionGrade, words: Catalogue): Remark[] {
  const { labels } = words;
  const checks = grades.flatMap((one) => one.checks);
  const bonus = lab === null ? bonusAmong(checks) : bonusIn(lab);
  const count = (kind: CheckResult['verdict']['kind']) => checks.filter(({ verdict }) => verdict.kind === kind).length;
  const toBeMarked = lab?.toBeMarked ?? 0;
  return [
    ...(bonus > 0 ? [{ text: labels.bonus(pointsText(bonus)), warns: false }] : []),
    ...(toBeMarked > 0 ? [{ text: words.lab.open(pointsText(toBeMarked)), warns: false }] : []),
    ...(complete ? [] : [{ text: labels.incomplete(count('inconclusive'), count('grader-error')), warns: true }]),
  ];
}

function bonusAmong(checks: readonly CheckResult[]): number {
  return checks.filter(({ level }) => level === 'bonus').reduce((total, { points }) => total + points, 0);
}

type Candidate<View> = { readonly view: View; readonly result: CheckResult };

export type Next<View> = {
  readonly text: string;
  readonly isAllDone: boolean;
  /** The check to work on, when it is one. */
  readonly repeat: Candidate<View> | null;
};

/** What to do next: the first failed check that counts, then programs, the report, the bonus. */
export function nextOf<View extends ExerciseView>(
  grade: SubmissionGrade,
  views: readonly View[],
  words: Catalogue,
): Next<View> {
  const { labels } = words;
  const counted = views.filter((view) => isCounted(grade, view.grade));
  const failed = counted.flatMap((view) =>
    view.grade.checks.flatMap((result) => (result.verdict.kind === 'failed' ? [{ view, result }] : [])),
  );
  const next = at(failed, 'basic') ?? at(failed, 'robust');
  if (next !== undefined) return workOn(next, new Set(counted.map(({ exercise }) => exercise.id)).size > 1);
  const [unready] = counted.flatMap(unreadyPrograms);
  if (unready !== undefined) return saying(labels.next(unready, null));
  const inReport = grade.lab === null ? null : nextInReport(grade.lab, words);
  if (inReport !== null) return saying(inReport);
  if (!grade.complete) return saying(labels.nothingToCorrect);
  const bonus = at(failed, 'bonus');
  return bonus === undefined
    ? { ...saying(labels.allDone), isAllDone: true }
    : saying(labels.nextBonus(titleOf(bonus.view, bonus.result)));
}

function saying(text: string): Next<never> {
  return { text, isAllDone: false, repeat: null };
}

/** Titles of programs that could not be graded at all. */
function unreadyPrograms(view: ExerciseView): string[] {
  const programs = Object.keys(view.exercise.programs);
  const whole = programs.filter((name) => wholeProgramFinding(resultsOf(view, name)) !== undefined);
  return whole.map((name) => settingOf(view, name).title);
}

function at<View>(failed: readonly Candidate<View>[], level: CheckResult['level']): Candidate<View> | undefined {
  return failed.find(({ result }) => result.level === level);
}

function workOn<View extends ExerciseView>({ view, result }: Candidate<View>, several: boolean): Next<View> {
  const { labels } = view.words;
  const setting = settingOf(view, result.program);
  if (wholeProgramFinding(resultsOf(view, result.program)) !== undefined) {
    return saying(labels.next(programTitle(view, setting.title, several), setting.file));
  }
  return { ...saying(labels.next(titleOf(view, result), setting.file)), repeat: { view, result } };
}

/** Exercises give their programs the same titles. */
function programTitle({ exercise, lang }: ExerciseView, title: string, several: boolean): string {
  return several ? `${exercise.title[lang]}: ${title}` : title;
}

export function environmentText({ environment }: SubmissionGrade, words: Catalogue): string {
  const { isolation, kernelEvidence, socklab, node, os } = environment;
  const parts = [
    words.isolation[isolation],
    words.labels.environment(kernelEvidence),
    `socklab ${socklab}`,
    `Node ${node}`,
    os,
  ];
  return parts.join(' · ');
}
