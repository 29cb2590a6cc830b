/** A failed check told as minnow does: the steps so far, the one that failed, what came, and what to change. */
import type { Finding, FindingCode } from '../../model/finding.ts';
import type { CheckResult } from '../../model/grade.ts';
import { lastOutput } from '../last-output.ts';
import { flow, paragraph, plain, toned, verbatim } from '../layout.ts';
import type { Told } from '../messages/catalogue.ts';
import { tellFinding, tellStep } from '../messages/words.ts';
import { stepsDone, type StepDone } from '../steps-done.ts';
import { mainCauseOf, standsAlone } from '../main-cause.ts';
import { exhibit } from './exhibit.ts';
import { checkOf, commandFor, markOf, scored, settingOf, titleOf, type Rows, type View } from './view.ts';

const bodyIndent = 6;
const detailIndent = 8;
const exhibitIndent = 10;
const outputLines = 8;
const firstSteps = 2;
const lastSteps = 6;

/** The whole story of a failed check. `explainPeers` adds who alice is. */
export function failureRows(
  view: View,
  result: CheckResult,
  findings: readonly [Finding, ...Finding[]],
  explainPeers: boolean,
): Rows {
  const led = mainCauseOf(findings);
  const tell = (finding: Finding): Told => tellFinding(view.words, finding, settingOf(view, result.program));
  const told = tell(led.lead);
  const others = led.others.map((finding) => ({ finding, told: tell(finding), helps: standsAlone(finding, led) }));
  return [
    flow(4, markOf('failed'), [toned('strong', titleOf(view, result))], scored([result])),
    paragraph(bodyIndent, toned('bad', told.what)),
    ...stepRows(view, result, findings[0], explainPeers),
    ...exhibit(led.lead, view.words.labels, exhibitIndent, view.columns),
    ...(told.why === null ? [] : [paragraph(bodyIndent, plain(told.why))]),
    ...others.flatMap((other) => besides(view, other.finding, other.told, other.helps)),
    ...outputRows(view, result, led.lead),
    ...adviceRows(view, result, led.lead, [told, ...others.filter((other) => other.helps).map((other) => other.told)]),
    ...heading(view.words.labels.repeatIt),
    verbatim(detailIndent, toned('code', commandFor(view, result))),
    { kind: 'blank' },
  ];
}

/** A failed check whose reason an earlier one has explained. */
export function repeatedFailureRows(view: View, result: CheckResult, first: CheckResult): Rows {
  return [
    flow(4, markOf('failed'), [toned('strong', titleOf(view, result))], scored([result])),
    paragraph(bodyIndent, plain(view.words.labels.sameCauseAs(titleOf(view, first)))),
  ];
}

function heading(text: string): Rows {
  return [paragraph(bodyIndent, toned('dim', text))];
}

function stepRows(view: View, result: CheckResult, finding: Finding, explainPeers: boolean): Rows {
  const check = checkOf(view, result);
  if (check === undefined) return [];
  const done = stepsDone(check, result.timeline, finding, (program) => settingOf(view, program ?? result.program));
  if (done.length === 0) return [];
  const { labels } = view.words;
  const peers = explainPeers ? peersOf(done) : [];
  const explained = peers.length === 0 ? [] : [paragraph(detailIndent, toned('dim', labels.peersAre(peers)))];
  const hidden = done.length - firstSteps - lastSteps;
  const lines = done.map((one) => stepRow(view, one));
  const shown =
    hidden > 1
      ? [
          ...lines.slice(0, firstSteps),
          paragraph(detailIndent + 2, toned('dim', labels.moreSteps(hidden))),
          ...lines.slice(-lastSteps),
        ]
      : lines;
  return [...heading(labels.whatWasDone), ...explained, ...shown];
}

function stepRow(view: View, { step, failed, seen }: StepDone) {
  const told = tellStep(view.words, step, seen);
  return failed
    ? flow(detailIndent, markOf('failed'), [plain(told.failed)])
    : flow(detailIndent, markOf('passed'), [plain(told.done)]);
}

function peersOf(done: readonly StepDone[]): string[] {
  const names = done.flatMap(({ step }) => ('peer' in step ? [step.peer] : []));
  return [...new Set(names)].filter((peer) => peer !== 'server' && peer !== 'client').slice(0, 3);
}

/** What else was found; its cause only where the lead does not explain it. */
function besides(view: View, finding: Finding, told: Told, helps: boolean): Rows {
  return [
    paragraph(bodyIndent, toned('bad', told.what)),
    ...exhibit(finding, view.words.labels, exhibitIndent, view.columns),
    ...(told.why === null || !helps ? [] : [paragraph(bodyIndent, plain(told.why))]),
  ];
}

function outputRows(view: View, result: CheckResult, finding: Finding): Rows {
  const { labels } = view.words;
  if (!result.timeline.some((fact) => fact.kind === 'program-started')) return [];
  const { lines, earlier, omittedBytes } = lastOutput(result.timeline, result.program, outputLines);
  if (lines.length === 0) return finding.code === 'NO_MESSAGE' ? [] : heading(labels.noOutput);
  const rows = lines.map((line) => flow(detailIndent, toned('dim', `${line.stream} │ `), [plain(line.text)]));
  return [
    ...heading(labels.output),
    ...(earlier > 0 ? [paragraph(detailIndent, toned('dim', labels.earlierLines(earlier)))] : []),
    ...rows,
    ...(omittedBytes > 0 ? [paragraph(detailIndent, toned('dim', labels.omittedOutput(omittedBytes)))] : []),
  ];
}

/** What a protocol asks for is known to the author of a check, not to the words for these findings. */
const toldBestByAuthor: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'REPLY_WRONG_JSON',
  'LINE_UNFINISHED',
  'REPLY_UNMATCHED',
  'OUTPUT_UNMATCHED',
  'REPLY_WRONG_LENGTH',
  'UNEXPECTED_BYTES',
]);

/** So is, where nothing is echoed, what a program should have done by now. */
const toldWithAuthor: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'REPLY_MISSING',
  'REPLY_LACKS',
  'OUTPUT_MISSING',
  'STILL_RUNNING',
  'ENDED_OTHERWISE',
  'NOT_CLOSED',
]);

/** The author's hint is for whatever goes wrong in a check: what is said of this failure itself takes its place. */
function adviceRows(view: View, result: CheckResult, lead: Finding, told: readonly Told[]): Rows {
  const { labels } = view.words;
  const advice = [...new Set(told.flatMap(({ tryThis }) => (tryThis === null ? [] : [tryThis])))];
  const { echoes } = settingOf(view, result.program);
  const isByAuthor = toldBestByAuthor.has(lead.code) || (!echoes && toldWithAuthor.has(lead.code));
  const isHintNeeded = advice.length === 0 || isByAuthor;
  const hint = isHintNeeded ? checkOf(view, result)?.hint?.[view.lang] : undefined;
  if (advice.length === 0 && hint === undefined) return [];
  return [
    ...heading(labels.whatToChange),
    ...advice.map((text) => paragraph(detailIndent, plain(text))),
    ...(hint === undefined ? [] : [paragraph(detailIndent, toned('dim', `${labels.authorsHint}: `), plain(hint))]),
  ];
}
