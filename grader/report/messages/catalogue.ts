/**
 * What a language of the reports must have words for. Every code of the model is a key here, so a finding, a verb or an
 * observation without words does not compile. Words are built from arguments; they never look at prose.
 */
import type { Finding, FindingCode, RuntimeError } from '../../model/finding.ts';
import type { Environment } from '../../model/grade.ts';
import type { ReportProblem, SectionProblem } from '../../model/lab-grade.ts';
import type { ConversedBy, Observation, Transport } from '../../model/observation.ts';
import type { VerdictKind } from '../../model/verdict.ts';
import type { Level } from '../../spec/exercise.ts';
import type { Step, StepOf } from '../../spec/step.ts';
import type { Cause } from '../runtime-cause.ts';
import type { Api } from './api.ts';

/** The program a message is about. */
export type Setting = {
  /** Id of the exercise. */
  readonly exercise: string;
  readonly role: 'server' | 'client';
  readonly transport: Transport;
  /** Its title in the exercise, in the language of the report. */
  readonly title: string;
  /** Name of its file, null when there is none. */
  readonly file: string | null;
  readonly api: Api;
  /** Its exercise wants back, or sends back, what was sent: advice may speak of the echo. */
  readonly echoes: boolean;
};

export type Told = {
  /** What happened, one sentence. */
  readonly what: string;
  /** What the evidence says about the cause. */
  readonly why: string | null;
  /** What to change. */
  readonly tryThis: string | null;
};

export type FindingArgs = { readonly [Code in FindingCode]: Extract<Finding, { code: Code }>['args'] };

export type FindingWords = {
  readonly [Code in FindingCode]: (args: FindingArgs[Code], setting: Setting) => Told;
};

/** A step as the timeline shows it was done. */
export type Seen = {
  readonly setting: Setting;
  /** `tcp_server.py 127.0.0.1 5000`, null when it was not started. */
  readonly commandLine: string | null;
  /** `127.0.0.1:5000`, where it was opened, called or accepted. */
  readonly address: string | null;
  /** What was sent or typed, null when nothing was. */
  readonly sent: Uint8Array | null;
  readonly sentInPieces: number;
  /** How a conversation at the keyboard came out, null where there was none. */
  readonly conversed: { readonly by: ConversedBy; readonly line: string | null } | null;
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null;
  /** What the finding says was expected, null when it says nothing of that kind. */
  readonly expected: Uint8Array | null;
};

export type StepTold = { readonly done: string; readonly failed: string };

export type Verb = Step['do'];
export type StepByVerb = { readonly [Name in Verb]: StepOf<Name> };
export type StepWords = { readonly [Name in Verb]: (step: StepByVerb[Name], seen: Seen) => StepTold };

export type FactKind = Observation['kind'];
export type FactByKind = { readonly [Kind in FactKind]: Extract<Observation, { kind: Kind }> };
export type FactWords = { readonly [Kind in FactKind]: (fact: FactByKind[Kind]) => string };

export type CauseWords = {
  readonly [Name in Cause]: (
    error: RuntimeError,
    setting: Setting,
  ) => { readonly why: string; readonly tryThis: string };
};

export type Catalogue = {
  readonly findings: FindingWords;
  readonly steps: StepWords;
  readonly facts: FactWords;
  readonly causes: CauseWords;
  readonly verdicts: { readonly [Kind in VerdictKind]: string };
  readonly levels: { readonly [Name in Level]: string };
  readonly isolation: { readonly [Name in Environment['isolation']]: string };
  readonly labels: Labels;
  readonly lab: LabWords;
};

export type SectionByCode = { readonly [Code in SectionProblem['code']]: Extract<SectionProblem, { code: Code }> };
export type ReportByCode = { readonly [Code in ReportProblem['code']]: Extract<ReportProblem, { code: Code }> };

/** The report that goes with a lab. */
export type ReportSetting = { readonly file: string; readonly template: string };

/** What is wrong with a report or a section of it, and what to do. */
export type Remedy = Pick<Told, 'what' | 'tryThis'>;

/** Words of the part of a report that is about a lab. Names of files and paths are shown by whoever tells them. */
export type LabWords = {
  readonly lab: string;
  readonly report: string;
  readonly notHandedIn: string;
  readonly bonusPart: string;
  readonly sections: {
    readonly [Code in SectionProblem['code']]: (problem: SectionByCode[Code], heading: string) => Remedy;
  };
  readonly reports: {
    readonly [Code in ReportProblem['code']]: (problem: ReportByCode[Code], setting: ReportSetting) => Remedy;
  };
  readonly toBeMarked: string;
  readonly open: (points: string) => string;
  readonly nextReport: (file: string) => string;
  readonly nextSection: (heading: string, file: string) => string;
};

/** Words of the report itself. */
export type Labels = {
  readonly submission: string;
  readonly missingFile: string;
  readonly whatWasDone: string;
  readonly whatToChange: string;
  readonly authorsHint: string;
  readonly output: string;
  readonly noOutput: string;
  readonly omittedOutput: (bytes: number) => string;
  readonly repeatIt: string;
  readonly peersAre: (peers: readonly string[]) => string;
  readonly expected: string;
  readonly received: string;
  readonly shouldShow: string;
  readonly showed: string;
  readonly atLine: (file: string, line: number) => string;
  readonly moreSteps: (count: number) => string;
  readonly moreLines: (count: number) => string;
  readonly earlierLines: (count: number) => string;
  readonly sameCauseAs: (title: string) => string;
  readonly passedChecks: (count: number) => string;
  readonly waitingFor: (waiting: readonly string[], needed: readonly string[]) => string;
  readonly undecided: (titles: readonly string[]) => string;
  readonly graderTrouble: (message: string) => string;
  readonly notes: string;
  readonly points: (score: string, maxScore: string) => string;
  readonly bonus: (points: string) => string;
  readonly incomplete: (inconclusive: number, graderErrors: number) => string;
  readonly next: (title: string, file: string | null) => string;
  readonly nextBonus: (title: string) => string;
  readonly allDone: string;
  readonly nothingToCorrect: string;
  readonly environment: (kernelEvidence: boolean) => string;
  readonly progress: (done: number, total: number) => string;
};
