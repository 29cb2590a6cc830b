/** One exercise in one language, program by program, as markup. */
import { languageName } from '../messages/language-name.ts';
import { countedAmong, levels, notesOf, resultsOf, wholeStory, type WholeStory } from '../story/program.ts';
import { fileOf, pointsText, scoredText, settingOf, type ExerciseView } from '../story/view.ts';
import { checksMarkup, sign } from './check.ts';
import { exhibitMarkup } from './exhibit.ts';
import { html, type Html } from './html.ts';

/** `anchor` is the id of its heading, unlike any other's on the page. */
export function exerciseMarkup(view: ExerciseView, anchor: string): Html {
  const { exercise, grade, lang, words } = view;
  const language = grade.language === '' ? '' : ` · ${languageName(grade.language)}`;
  const score = words.labels.points(pointsText(grade.score), pointsText(grade.maxScore));
  return html`<section aria-labelledby="${anchor}">
    <div class="row">
      <h2 id="${anchor}">${exercise.title[lang]}${language}</h2>
      <p class="points">${score}</p>
    </div>
    ${Object.keys(exercise.programs).map((program) => programMarkup(view, program))}
  </section> `;
}

function programMarkup(view: ExerciseView, program: string): Html | null {
  const results = resultsOf(view, program);
  if (results.length === 0) return null;
  const whole = wholeStory(view, program);
  const body =
    whole === undefined ? levels.map((level) => levelMarkup(view, program, level)) : wholeMarkup(view, whole);
  return html`<section>
    <div class="row">
      <h3>${settingOf(view, program).title}${fileMarkup(view, program, whole)}</h3>
      <p class="points">${scoredText(countedAmong(results))}</p>
    </div>
    ${body}${notesMarkup(view, program)}
  </section> `;
}

function fileMarkup(view: ExerciseView, program: string, whole: WholeStory | undefined): Html | null {
  const file = fileOf(view, program);
  if (file !== null) return html`: <code>${file}</code>`;
  return whole?.missing === true ? html`: <span class="warn">${view.words.labels.missingFile}</span>` : null;
}

function wholeMarkup({ words }: ExerciseView, { kind, told, exhibit }: WholeStory): Html {
  const rest = [told.why, told.tryThis].map((text) => (text === null ? null : html`<p>${text}</p>`));
  return html`<ul class="checks">
    <li>
      ${sign(kind, words.verdicts[kind])}
      <p class="what">${told.what}</p>
      ${exhibit === null ? null : exhibitMarkup(exhibit, words.labels)}${rest}
    </li>
  </ul>`;
}

function levelMarkup(view: ExerciseView, program: string, level: (typeof levels)[number]): Html | null {
  const results = resultsOf(view, program);
  const own = results.filter((result) => result.level === level);
  if (own.length === 0) return null;
  return html`<div class="row block">
      <h4>${view.words.levels[level]}</h4>
      <p class="points soft">${scoredText(own)}</p>
    </div>
    ${checksMarkup(view, results, own)}`;
}

function notesMarkup(view: ExerciseView, program: string): Html | null {
  const notes = notesOf(view, program);
  if (notes.length === 0) return null;
  return html`<h4 class="block">${view.words.labels.notes}</h4>
    <ul class="notes">
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`;
}
