/** What a lab is worth: its exercises, the sections of its report, and what a person has yet to mark. */
import type { LabGrade, LabPartGrade, ReportGrade, SectionResult } from '../../model/lab-grade.ts';
import type { Exercise } from '../../spec/exercise.ts';
import type { Lab } from '../../spec/lab.ts';
import { showText } from '../bytes-text.ts';
import type { Catalogue, Remedy } from '../messages/catalogue.ts';
import { languageName } from '../messages/language-name.ts';
import { catalogueOf, tellReport, tellSection, type Lang } from '../messages/words.ts';
import { outOf } from './view.ts';

export type LabView = {
  readonly words: Catalogue;
  readonly lang: Lang;
  readonly lab: LabGrade;
  /** The lab as its author wrote it, and its exercises. */
  readonly spec: Lab;
  readonly exercises: readonly Exercise[];
};

/** Throws when the lab of the grade was not given, which is a bug of ours. */
export function labView(
  lab: LabGrade,
  spec: Lab | null | undefined,
  exercises: readonly Exercise[],
  lang: Lang,
): LabView {
  if (spec === undefined || spec === null) throw new Error(`The lab ${lab.lab} of the grade was not given`);
  return { words: catalogueOf(lang), lang, lab, spec, exercises };
}

/** One line of the table of a lab. */
export type PartStory = {
  readonly title: string;
  /** What was handed in: languages, or the file of the report; null when there is nothing. */
  readonly what: string | null;
  readonly bonus: boolean;
  /** `38 / 40` */
  readonly points: string;
};

export function partStory({ lang, exercises }: LabView, part: LabPartGrade): PartStory {
  return {
    title: exercises.find(({ id }) => id === part.exercise)?.title[lang] ?? part.exercise,
    what: part.language === '' ? null : languageName(part.language),
    bonus: part.bonus,
    points: outOf(part.points, part.maxPoints),
  };
}

export type SectionStory = {
  readonly heading: string;
  readonly points: string;
  /** Null when the answer is there. */
  readonly remedy: Remedy | null;
};

export type ReportStory = {
  readonly head: PartStory;
  /** Why the report cannot be read; there are no sections then. */
  readonly remedy: Remedy | null;
  readonly sections: readonly SectionStory[];
};

export function reportStory({ words, spec }: LabView, report: ReportGrade): ReportStory {
  const { file, problem, sections } = report;
  const earned = sections.reduce((total, { points }) => total + points, 0);
  const all = (spec.report?.sections ?? []).reduce((total, { points, byHand }) => total + points + byHand, 0);
  const named = { file: showText(file ?? spec.report?.file ?? ''), template: spec.report?.template ?? '' };
  return {
    head: {
      title: words.lab.report,
      what: file === null ? null : showText(file),
      bonus: false,
      points: outOf(earned, all),
    },
    remedy: problem === null ? null : tellReport(words, problem, named),
    sections: problem === null ? sections.map((section) => sectionStory(words, section)) : [],
  };
}

function sectionStory(words: Catalogue, { heading, points, maxPoints, problem }: SectionResult): SectionStory {
  const remedy = problem === null ? null : tellSection(words, problem, heading);
  return { heading, points: outOf(points, maxPoints), remedy };
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
