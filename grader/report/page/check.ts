/** The checks of a program as markup: passed in a line, failed with their story. */
import type { CheckResult } from '../../model/grade.ts';
import type { LastOutput } from '../last-output.ts';
import type { Labels } from '../messages/catalogue.ts';
import { failureStory, withoutMiddle, type FailureStory, type Point, type StepStory } from '../story/failure.ts';
import { groupsOf, type Group } from '../story/groups.ts';
import { howFailed } from '../story/program.ts';
import { scoredText, titleOf, type ExerciseView } from '../story/view.ts';
import { gradeCommand } from '../terminal/command.ts';
import { exhibitMarkup } from './exhibit.ts';
import { html, lines, type Html } from './html.ts';

type Kind = CheckResult['verdict']['kind'];

const signs = {
  passed: ['good', '✓'],
  failed: ['bad', '✗'],
  skipped: ['soft', '–'],
  inconclusive: ['warn', '?'],
  'grader-error': ['warn', '!'],
} as const satisfies Record<Kind, readonly [string, string]>;

/** A sign for the eye, and its word for who does not see it. */
export function sign(kind: Kind, word: string): Html {
  const [tone, character] = signs[kind];
  return html`<span class="sign ${tone}" aria-hidden="true">${character}</span><span class="unseen">${word}: </span>`;
}

/** All checks of one level; `results` are those of the program, which may explain each other. */
export function checksMarkup(view: ExerciseView, results: readonly CheckResult[], own: readonly CheckResult[]): Html {
  const told = own.map((result) => oneCheck(view, results, result));
  return html`<ul class="checks">
    ${told}${groupsOf(view, own).map((group) => groupMarkup(view, group))}
  </ul>`;
}

function oneCheck(view: ExerciseView, results: readonly CheckResult[], result: CheckResult): Html | null {
  const title = titleOf(view, result);
  if (result.verdict.kind === 'passed') return item(view, 'passed', html`<span>${title}</span>`, [result], null);
  const how = howFailed(results, result);
  if (how === undefined) return null;
  const body =
    how.kind === 'repeated'
      ? html`<p>${view.words.labels.sameCauseAs(titleOf(view, how.first))}</p>`
      : storyMarkup(view, result, failureStory(view, result, how.findings), how.isFirstOfAll);
  return item(view, 'failed', html`<h5>${title}</h5>`, [result], body);
}

function item(
  { words }: ExerciseView,
  kind: Kind,
  title: Html,
  results: readonly CheckResult[],
  body: Html | null,
): Html {
  const points = html`<span class="points">${scoredText(results)}</span>`;
  return html`<li>
    ${sign(kind, words.verdicts[kind])}
    <div class="row">${title}${points}</div>
    ${body}
  </li> `;
}

function groupMarkup(view: ExerciseView, { kind, results, title, because }: Group): Html {
  const body = because === null ? null : html`<p class="soft">${because}</p>`;
  return item(view, kind, html`<span>${title}</span>`, results, body);
}

function storyMarkup(view: ExerciseView, result: CheckResult, story: FailureStory, explainPeers: boolean): Html {
  const { labels } = view.words;
  const command = `${gradeCommand([], view.exercise.id)} --check ${result.check}`;
  return html`<div class="story">
    <p class="what">${story.lead.what}</p>
    ${stepsMarkup(story, explainPeers, labels)}${evidence(story.lead, labels)}
    ${story.others.map(
      (other) =>
        html`<p class="what">${other.what}</p>
          ${evidence(other, labels)}`,
    )}
    ${story.output === null ? null : outputMarkup(story.output, labels)} ${adviceMarkup(story, labels)}
    <h6>${labels.repeatIt}</h6>
    <pre class="wrapped">${command}</pre>
  </div>`;
}

function stepsMarkup({ steps, peers }: FailureStory, explainPeers: boolean, labels: Labels): Html | null {
  if (steps.length === 0) return null;
  const explained = explainPeers && peers.length > 0 ? html`<p class="soft">${labels.peersAre(peers)}</p>` : null;
  const { first, middle, last } = withoutMiddle(steps);
  const more =
    middle.length === 0
      ? null
      : html`<li>
          <details>
            <summary>${labels.moreSteps(middle.length)}</summary>
            ${list(middle)}
          </details>
        </li>`;
  return html`<h6>${labels.whatWasDone}</h6>
    ${explained}
    <ol class="steps">
      ${first.map(step)}${more}${last.map(step)}
    </ol>`;
}

function list(steps: readonly StepStory[]): Html {
  return html`<ol class="steps">
    ${steps.map(step)}
  </ol>`;
}

function step({ failed, told }: StepStory): Html {
  const [tone, character] = signs[failed ? 'failed' : 'passed'];
  return html`<li><span class="sign ${tone}">${character}</span>${told}</li> `;
}

function evidence({ exhibit, why }: Point, labels: Labels): Html {
  return html`${exhibit === null ? null : exhibitMarkup(exhibit, labels)}${why === null ? null : html`<p>${why}</p>`}`;
}

function outputMarkup({ lines: written, earlier, omittedBytes }: LastOutput, labels: Labels): Html {
  if (written.length === 0) return html`<h6>${labels.noOutput}</h6>`;
  const before = earlier > 0 ? html`<p class="soft">${labels.earlierLines(earlier)}</p>` : null;
  const after = omittedBytes > 0 ? html`<p class="soft">${labels.omittedOutput(omittedBytes)}</p>` : null;
  const shown = written.map(({ stream, text }) => html`<span class="soft">${stream} │ </span>${text}`);
  return html`<h6>${labels.output}</h6>
    ${before}
    <pre class="wrapped">${lines(shown)}</pre>
    ${after}`;
}

function adviceMarkup({ advice, authorsHint }: FailureStory, labels: Labels): Html | null {
  if (advice.length === 0 && authorsHint === null) return null;
  const hint =
    authorsHint === null ? null : html`<p><span class="soft">${labels.authorsHint}: </span>${authorsHint}</p>`;
  return html`<h6>${labels.whatToChange}</h6>
    ${advice.map((text) => html`<p>${text}</p>`)}${hint}`;
}
