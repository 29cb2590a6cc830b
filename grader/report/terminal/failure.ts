/** The story of a failed check as rows of a terminal. */
import type { Finding } from '../../model/finding.ts';
import type { CheckResult } from '../../model/grade.ts';
import type { LastOutput } from '../last-output.ts';
import { flow, paragraph, plain, toned, verbatim } from '../layout.ts';
import type { Labels } from '../messages/catalogue.ts';
import { failureStory, withoutMiddle, type FailureStory, type Point, type StepStory } from '../story/failure.ts';
import { titleOf } from '../story/view.ts';
import { exhibitRows } from './exhibit.ts';
import { commandFor, markOf, scored, type Rows, type View } from './view.ts';

const bodyIndent = 6;
const detailIndent = 8;
const exhibitIndent = 10;

/** The whole story of a failed check. `explainPeers` adds who alice is. */
export function failureRows(
  view: View,
  result: CheckResult,
  findings: readonly [Finding, ...Finding[]],
  explainPeers: boolean,
): Rows {
  const story = failureStory(view, result, findings);
  const { labels } = view.words;
  const { lead, others, output } = story;
  return [
    flow(4, markOf('failed'), [toned('strong', titleOf(view, result))], scored([result])),
    paragraph(bodyIndent, toned('bad', lead.what)),
    ...stepRows(story, explainPeers, labels),
    ...evidenceRows(view, lead),
    ...others.flatMap((other) => [paragraph(bodyIndent, toned('bad', other.what)), ...evidenceRows(view, other)]),
    ...(output === null ? [] : outputRows(output, labels)),
    ...adviceRows(story, labels),
    ...heading(labels.repeatIt),
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

function stepRows({ steps, peers }: FailureStory, explainPeers: boolean, labels: Labels): Rows {
  if (steps.length === 0) return [];
  const explained =
    explainPeers && peers.length > 0 ? [paragraph(detailIndent, toned('dim', labels.peersAre(peers)))] : [];
  const { first, middle, last } = withoutMiddle(steps);
  const more = middle.length === 0 ? [] : [paragraph(detailIndent + 2, toned('dim', labels.moreSteps(middle.length)))];
  return [...heading(labels.whatWasDone), ...explained, ...first.map(stepRow), ...more, ...last.map(stepRow)];
}

function stepRow({ failed, told }: StepStory) {
  return flow(detailIndent, markOf(failed ? 'failed' : 'passed'), [plain(told)]);
}

function evidenceRows({ words, columns }: View, { exhibit, why }: Point): Rows {
  return [
    ...(exhibit === null ? [] : exhibitRows(exhibit, words.labels, exhibitIndent, columns)),
    ...(why === null ? [] : [paragraph(bodyIndent, plain(why))]),
  ];
}

function outputRows({ lines, earlier, omittedBytes }: LastOutput, labels: Labels): Rows {
  if (lines.length === 0) return heading(labels.noOutput);
  const rows = lines.map((line) => flow(detailIndent, toned('dim', `${line.stream} │ `), [plain(line.text)]));
  return [
    ...heading(labels.output),
    ...(earlier > 0 ? [paragraph(detailIndent, toned('dim', labels.earlierLines(earlier)))] : []),
    ...rows,
    ...(omittedBytes > 0 ? [paragraph(detailIndent, toned('dim', labels.omittedOutput(omittedBytes)))] : []),
  ];
}

function adviceRows({ advice, authorsHint }: FailureStory, labels: Labels): Rows {
  if (advice.length === 0 && authorsHint === null) return [];
  const hint =
    authorsHint === null ? [] : [paragraph(detailIndent, toned('dim', `${labels.authorsHint}: `), plain(authorsHint))];
  return [...heading(labels.whatToChange), ...advice.map((text) => paragraph(detailIndent, plain(text))), ...hint];
}
