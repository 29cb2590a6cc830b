/**
 * One student's result as a page: a single HTML file that loads nothing and runs nothing. It may be opened anywhere, and
 * what strangers called things and their programs wrote is shown in it as text.
 */
import { assertNever } from '../../model/assert-never.ts';
import type { SubmissionGrade } from '../../model/grade.ts';
import type { BatchResult, HandedIn } from '../../model/handed-in.ts';
import type { Assignment } from '../class/standing.ts';
import { tellArchive } from '../messages/archive-words.ts';
import { pageWords, type PageWords } from '../messages/page-words.ts';
import { catalogueOf, type Lang } from '../messages/words.ts';
import { environmentText, nextOf, remarksOn } from '../story/closing.ts';
import { labView, type LabView } from '../story/lab.ts';
import { pointsText, viewsOf } from '../story/view.ts';
import { gradeCommand } from '../terminal/command.ts';
import { exerciseMarkup } from './exercise.ts';
import { html, htmlText, styleElement, type Html } from './html.ts';
import { labMarkup, reportMarkup } from './lab.ts';
import { style, styleHash } from './style.ts';

/** The whole page, ending in a line end. What the grader says of its own faults is not for students, and not in it. */
export function renderStudentPage({ handedIn, outcome }: BatchResult, assignment: Assignment, lang: Lang): string {
  const words = pageWords(lang);
  switch (outcome.kind) {
    case 'graded':
      return page(handedIn, assignment, lang, graded(outcome.grade, assignment, lang));
    case 'ungradable': {
      const why = html`<p>${tellArchive(outcome.because, lang)}</p>`;
      return page(handedIn, assignment, lang, { score: scoreless(words.ungradable), rest: why, footer: null });
    }
    case 'grader-error': {
      const why = html`<p>${words.graderErrorMeans}</p>`;
      return page(handedIn, assignment, lang, { score: scoreless(words.graderError), rest: why, footer: null });
    }
    default:
      return assertNever(outcome);
  }
}

type Body = { readonly score: Html; readonly rest: Html; readonly footer: Html | null };

function page(handedIn: HandedIn, assignment: Assignment, lang: Lang, { score, rest, footer }: Body): string {
  const words = pageWords(lang);
  const task = titleOf(assignment, lang);
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return htmlText(
    html`<!doctype html>
      <html lang="${lang}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>${handedIn.student.name} · ${task}</title>
          ${styleElement(style)}
        </head>
        <body>
          <header>
            <p class="soft">${task}</p>
            <h1>${handedIn.student.name}</h1>
            ${about(handedIn, words)}
          </header>
          <main>${score}${rest}</main>
          ${footer}
        </body>
      </html> `,
  );
}

function titleOf({ lab, exercises }: Assignment, lang: Lang): string {
  return lab === null ? exercises.map(({ title }) => title[lang]).join(' · ') : lab.title[lang];
}

function about({ source, late, superseded }: HandedIn, words: PageWords): Html {
  const lateness = late ? html` · <span class="warn">${words.late}</span>` : null;
  const earlier =
    superseded.length === 0 ? null : html`<p class="soft">${words.earlierAttempts(superseded.length)}</p>`;
  return html`<p class="soft">${words.handedIn}: <code>${source}</code>${lateness}</p>
    ${earlier}`;
}

function scoreless(text: string): Html {
  return html`<p class="score warn">${text}</p> `;
}

function graded(grade: SubmissionGrade, { exercises, lab: spec }: Assignment, lang: Lang): Body {
  const words = catalogueOf(lang);
  const views = viewsOf(grade, exercises, lang);
  const lab = grade.lab === null ? null : labView(grade.lab, spec, exercises, lang);
  const parts = views.map((view, at) => exerciseMarkup(view, `exercise-${at + 1}`));
  return {
    score: scoreMarkup(grade, exercises, lang),
    rest: html`${lab === null ? null : aroundExercises(lab, parts, lang)}${lab === null ? parts : null}`,
    footer: html`<footer><p>${environmentText(grade, words)}</p></footer> `,
  };
}

function aroundExercises(lab: LabView, parts: readonly Html[], lang: Lang): Html {
  return html`${labMarkup(lab, pageWords(lang))}${parts}${reportMarkup(lab)}`;
}

/** The points, what is beyond or open, and what to do next. */
function scoreMarkup(grade: SubmissionGrade, exercises: Assignment['exercises'], lang: Lang): Html {
  const words = catalogueOf(lang);
  const remarks = remarksOn(grade, words).map(
    ({ text, warns }) => html`<p class="remark ${warns ? 'warn' : 'soft'}">${text}</p> `,
  );
  const { text, isAllDone, repeat } = nextOf(grade, viewsOf(grade, exercises, lang), words);
  const command =
    repeat === null ? null : `${gradeCommand([], repeat.view.exercise.id)} --check ${repeat.result.check}`;
  return html`<p class="score">${words.labels.points(pointsText(grade.score), pointsText(grade.maxScore))}</p>
${remarks}<p${isAllDone ? html` class="good"` : null}>${text}</p>
${command === null ? null : html`<pre class="wrapped">${command}</pre> `}`;
}
