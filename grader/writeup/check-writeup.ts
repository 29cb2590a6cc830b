/**
 * The sections of a written report: whether each is there, answered in the student's own words, and shows what
 * happened. What the words say is for a person to judge. Pure.
 */
import type { SectionProblem, SectionResult } from '../model/lab-grade.ts';
import type { LabSection } from '../spec/lab.ts';
import { evidenceIn } from './evidence.ts';
import { nodesIn, passagesOf, readOutline, textOf, type Outline, type Passage } from './outline.ts';
import { plainWords, sameHeading } from './wording.ts';

/** `isHandedIn` says whether a path, relative to the report, is part of the submission. One result for each section. */
export function checkWriteup(
  text: string,
  template: string,
  sections: readonly LabSection[],
  isHandedIn: (path: string) => boolean,
): SectionResult[] {
  const outline = readOutline(text);
  const given = givenWords(readOutline(template));
  const beginsPassage = (title: string): boolean => sections.some((section) => isOf(section, title));
  const passages = passagesOf(outline, beginsPassage);
  return sections.map((section): SectionResult => {
    const others = sections.filter((other) => other !== section);
    const own = passages.filter(({ title }) => isOf(section, title) && !others.some((other) => isNamed(other, title)));
    const content = own.flatMap((passage) => passage.content);
    const problem = own.length === 0 ? headingMissing : problemOf(section, content, { given, outline, isHandedIn });
    const [heading = ''] = section.heading;
    const { points: maxPoints } = section;
    const byHand = isAnswered(problem) ? section.byHand : 0;
    return { heading, points: problem === null ? maxPoints : 0, maxPoints, byHand, problem };
  });
}

const headingMissing: SectionProblem = { code: 'HEADING_MISSING' };

/** Whether there is anything of the student's that a person could judge, be it too little. */
function isAnswered(problem: SectionProblem | null): boolean {
  return problem === null || !['HEADING_MISSING', 'EMPTY', 'TEMPLATE_ONLY'].includes(problem.code);
}

/** Some write several headings for one section: "Experimento A", "Experimento A: evidencia". */
function isOf({ heading }: LabSection, title: string): boolean {
  return sameHeading(title, heading) !== 'no';
}

function isNamed({ heading }: LabSection, title: string): boolean {
  return sameHeading(title, heading) === 'exactly';
}

type Surroundings = {
  readonly given: ReadonlySet<string>;
  readonly outline: Outline;
  readonly isHandedIn: (path: string) => boolean;
};

function problemOf(
  section: LabSection,
  content: Passage['content'],
  { given, outline, isHandedIn }: Surroundings,
): SectionProblem | null {
  const texts = blocksIn(content);
  const own = texts.reduce((total, words) => total + ownWords(words, given), 0);
  const evidence = evidenceIn(content, given, outline.definitions, isHandedIn);
  if (own === 0 && evidence.kind === 'none') {
    return { code: texts.some((words) => words !== '') ? 'TEMPLATE_ONLY' : 'EMPTY' };
  }
  if (section.evidence && evidence.kind === 'picture-missing') return { code: 'PICTURE_MISSING', path: evidence.path };
  if (section.evidence && evidence.kind === 'none') return { code: 'EVIDENCE_MISSING' };
  return own < section.words ? { code: 'TOO_SHORT', words: own, wanted: section.words } : null;
}

/** Everything the template says, block by block. */
function givenWords({ blocks }: Outline): ReadonlySet<string> {
  const code = nodesIn(blocks).flatMap((node) => (node.type === 'code' ? [plainWords(node.value)] : []));
  return new Set([...blocksIn(blocks), ...code].filter((words) => words !== ''));
}

/** The plain words of every paragraph, heading and table cell. */
function blocksIn(content: Passage['content']): string[] {
  return nodesIn(content).flatMap((node) =>
    node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell' ? [plainWords(textOf(node))] : [],
  );
}

/** How many words a block has beyond those of the template that it begins with. */
function ownWords(words: string, given: ReadonlySet<string>): number {
  if (given.has(words)) return 0;
  const begun = [...given].filter((one) => words.startsWith(`${one} `)).map(countWords);
  return countWords(words) - Math.max(0, ...begun);
}

function countWords(words: string): number {
  return words === '' ? 0 : words.split(' ').length;
}
