/** What a lab is worth, as rows of a terminal. */
import type { ReportGrade } from '../../model/lab-grade.ts';
import { blank, flow, nothing, paragraph, plain, toned } from '../layout.ts';
import type { LabWords, Remedy } from '../messages/catalogue.ts';
import { partStory, reportStory, type LabView, type PartStory, type SectionStory } from '../story/lab.ts';
import { pointsText } from '../story/view.ts';
import { markOf, type Rows } from './view.ts';

export function labRows(view: LabView): Rows {
  const { words, lang, lab, spec } = view;
  return [
    flow(0, nothing, [toned('dim', `${words.lab.lab}: `), toned('title', spec.title[lang])]),
    ...lab.parts.map((part) => partRow(partStory(view, part), ' · ', words.lab)),
    ...(lab.report === null ? [] : reportRows(view, lab.report)),
    blank,
  ];
}

function partRow({ title, what, bonus, points }: PartStory, joint: string, words: LabWords) {
  const how = what === null ? [plain(': '), toned('warn', words.notHandedIn)] : [plain(`${joint}${what}`)];
  const extra = bonus ? [plain(` (${words.bonusPart})`)] : [];
  return flow(2, nothing, [plain(title), ...how, ...extra], plain(points));
}

function reportRows(view: LabView, report: ReportGrade): Rows {
  const { words, lab } = view;
  const { head, remedy, sections } = reportStory(view, report);
  return [
    partRow(head, ': ', words.lab),
    ...(remedy === null ? sections.flatMap(sectionRows) : remedyRows(4, remedy)),
    ...(lab.toBeMarked > 0
      ? [flow(4, markOf('inconclusive'), [plain(words.lab.toBeMarked)], plain(`? / ${pointsText(lab.toBeMarked)}`))]
      : []),
  ];
}

function sectionRows({ heading, points, remedy }: SectionStory): Rows {
  const head = flow(4, markOf(remedy === null ? 'passed' : 'failed'), [plain(heading)], plain(points));
  return remedy === null ? [head] : [head, ...remedyRows(6, remedy)];
}

function remedyRows(indent: number, { what, tryThis }: Remedy): Rows {
  return [paragraph(indent, toned('bad', what)), ...(tryThis === null ? [] : [paragraph(indent, plain(tryThis))])];
}
