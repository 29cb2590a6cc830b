/** Picks the words for a value out of a catalogue. */
import type { Finding, FindingCode } from '../../model/finding.ts';
import type { ReportProblem, SectionProblem } from '../../model/lab-grade.ts';
import type { Lang } from '../../model/lang.ts';
import type { Observation } from '../../model/observation.ts';
import type { Step } from '../../spec/step.ts';
import type {
  Catalogue,
  FactByKind,
  FactKind,
  FindingArgs,
  LabWords,
  Remedy,
  ReportByCode,
  ReportSetting,
  SectionByCode,
  Seen,
  Setting,
  StepByVerb,
  StepTold,
  Told,
  Verb,
} from './catalogue.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type { Lang };

export function catalogueOf(lang: Lang): Catalogue {
  return lang === 'es' ? es : en;
}

export function tellFinding(words: Catalogue, finding: Finding, setting: Setting): Told {
  return tellCode(words, finding.code, finding.args, setting);
}

export function tellStep(words: Catalogue, step: Step, seen: Seen): StepTold {
  return tellVerb(words, step.do, step, seen);
}

export function tellFact(words: Catalogue, fact: Observation): string {
  return tellKind(words, fact.kind, fact);
}

export function tellSection({ lab }: Catalogue, problem: SectionProblem, heading: string): Remedy {
  return tellSectionCode(lab, problem.code, problem, heading);
}

export function tellReport({ lab }: Catalogue, problem: ReportProblem, setting: ReportSetting): Remedy {
  return tellReportCode(lab, problem.code, problem, setting);
}

function tellSectionCode<Code extends SectionProblem['code']>(
  words: LabWords,
  code: Code,
  problem: SectionByCode[Code],
  heading: string,
): Remedy {
  return words.sections[code](problem, heading);
}

function tellReportCode<Code extends ReportProblem['code']>(
  words: LabWords,
  code: Code,
  problem: ReportByCode[Code],
  setting: ReportSetting,
): Remedy {
  return words.reports[code](problem, setting);
}

function tellCode<Code extends FindingCode>(
  words: Catalogue,
  code: Code,
  args: FindingArgs[Code],
  setting: Setting,
): Told {
  return words.findings[code](args, setting);
}

function tellVerb<Name extends Verb>(words: Catalogue, verb: Name, step: StepByVerb[Name], seen: Seen): StepTold {
  return words.steps[verb](step, seen);
}

function tellKind<Kind extends FactKind>(words: Catalogue, kind: Kind, fact: FactByKind[Kind]): string {
  return words.facts[kind](fact);
}
