/** What is said in the lists of a class: why there is no full mark, and what could not be entered in a sheet. */
import { assertNever } from '../../model/assert-never.ts';
import type { ArchiveProblem } from '../../model/archive-problem.ts';
import type { Assignment, Marked, Standing } from '../class/standing.ts';
import type { FillNote, FillProblem } from '../gradebook/filling.ts';
import { showText } from '../bytes-text.ts';
import { pointsText } from '../story/view.ts';
import { tellArchive } from './archive-words.ts';
import { gradebook as en } from './en/gradebook.ts';
import { gradebook as es } from './es/gradebook.ts';
import type { Lang } from './words.ts';

export type FillProblemWords = {
  readonly [Code in FillProblem['code']]: (problem: Extract<FillProblem, { readonly code: Code }>) => string;
};

/** `who` is the name of the student, shown by whoever tells it. */
export type FillNoteWords = {
  readonly [Code in FillNote['code']]: (note: Extract<FillNote, { readonly code: Code }>, who: string) => string;
};

export type GradebookWords = {
  readonly incomplete: (undecided: number, graderErrors: number) => string;
  readonly problems: FillProblemWords;
  readonly notes: FillNoteWords;
  /** To a student, who reads it in the learning platform. */
  readonly feedback: {
    readonly part: (title: string, points: string, maxPoints: string) => string;
    readonly report: (points: string) => string;
    readonly toBeMarked: (points: string) => string;
    readonly ungradable: (why: string) => string;
  };
};

function wordsIn(lang: Lang): GradebookWords {
  return lang === 'es' ? es : en;
}

/** Why there is no mark, or not all of it, beside the state; null for what was graded to the end. For the teacher. */
export function tellReason(standing: Standing, lang: Lang): string | null {
  switch (standing.state) {
    case 'graded':
      return null;
    case 'incomplete':
      return wordsIn(lang).incomplete(standing.undecided, standing.graderErrors);
    case 'ungradable':
      return tellArchive(standing.because, lang);
    case 'grader-error':
      return showText(standing.message.split('\n')[0] ?? '');
    default:
      return assertNever(standing);
  }
}

/** The points, part by part, or why the submission cannot be graded; empty where a student has nothing to know yet. */
export function tellFeedback(standing: Standing, assignment: Assignment, lang: Lang): string {
  if (standing.state === 'graded') return tellParts(standing, assignment, lang);
  return standing.state === 'ungradable' ? tellUngradable(standing.because, lang) : '';
}

function tellUngradable(because: ArchiveProblem, lang: Lang): string {
  return wordsIn(lang).feedback.ungradable(tellArchive(because, lang));
}

function tellParts({ parts, report, toBeMarked }: Marked, { exercises }: Assignment, lang: Lang): string {
  const { feedback } = wordsIn(lang);
  const titled = parts.map(({ exercise, points, maxPoints }) => {
    const title = exercises.find(({ id }) => id === exercise)?.title[lang] ?? exercise;
    return feedback.part(title, pointsText(points), pointsText(maxPoints));
  });
  const written = report === null ? [] : [feedback.report(pointsText(report))];
  const open = toBeMarked === 0 ? [] : [feedback.toBeMarked(pointsText(toBeMarked))];
  return [...titled, ...written, ...open].join(' ');
}

/** Why a sheet cannot be filled in, and what to do. */
export function tellFillProblem<Code extends FillProblem['code']>(
  problem: Extract<FillProblem, { readonly code: Code }>,
  lang: Lang,
): string {
  const code: Code = problem.code;
  return wordsIn(lang).problems[code](problem);
}

/** One line about one submission. */
export function tellFillNote<Code extends FillNote['code']>(
  note: Extract<FillNote, { readonly code: Code }>,
  lang: Lang,
): string {
  const code: Code = note.code;
  const { student, source } = note.handedIn;
  return wordsIn(lang).notes[code](note, `${showText(student.name)} (${showText(source)})`);
}
