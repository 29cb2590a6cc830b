/** What a lab is worth, part by part, and what is missing in its report, as markup. */
import type { PageWords } from '../messages/page-words.ts';
import type { LabWords } from '../messages/catalogue.ts';
import {
  partStory,
  reportStory,
  type LabView,
  type PartStory,
  type ReportStory,
  type SectionStory,
} from '../story/lab.ts';
import { pointsText } from '../story/view.ts';
import { sign } from './check.ts';
import { html, type Html } from './html.ts';

export function labMarkup(view: LabView, words: PageWords): Html {
  const { lab } = view;
  const report = lab.report === null ? null : reportStory(view, lab.report);
  const parts = [...lab.parts.map((part) => partStory(view, part)), ...(report === null ? [] : [report.head])];
  const [what, handedIn, points] = words.columns;
  return html`<section aria-labelledby="lab">
    <h2 id="lab">${words.parts}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${what}</th>
          <th scope="col">${handedIn}</th>
          <th scope="col">${points}</th>
        </tr>
      </thead>
      <tbody>
        ${parts.map((part) => partMarkup(part, view.words.lab))}
      </tbody>
    </table>
  </section> `;
}

function partMarkup({ title, what, bonus, points }: PartStory, words: LabWords): Html {
  const extra = bonus ? ` (${words.bonusPart})` : null;
  const how = what === null ? html`<span class="warn">${words.notHandedIn}</span>` : html`${what}`;
  return html`<tr>
    <th scope="row">${title}${extra}</th>
    <td>${how}</td>
    <td class="points">${points}</td>
  </tr> `;
}

/** The sections of the report; null where the lab asks for none. */
export function reportMarkup(view: LabView): Html | null {
  const { lab, words } = view;
  if (lab.report === null) return null;
  const { head, remedy, sections } = reportStory(view, lab.report);
  const open = lab.toBeMarked === 0 ? null : toBeMarked(view);
  return html`<section aria-labelledby="report">
    <div class="row">
      <h2 id="report">${words.lab.report}</h2>
      <p class="points">${head.points}</p>
    </div>
    ${remedyMarkup(remedy)}
    <ul class="checks">
      ${sections.map((section) => sectionMarkup(section, view))}${open}
    </ul>
  </section> `;
}

function sectionMarkup({ heading, points, remedy }: SectionStory, { words }: LabView): Html {
  const kind = remedy === null ? 'passed' : 'failed';
  return html`<li>
    ${sign(kind, words.verdicts[kind])}
    <div class="row"><span>${heading}</span> <span class="points">${points}</span></div>
    ${remedyMarkup(remedy)}
  </li> `;
}

function toBeMarked({ lab, words }: LabView): Html {
  return html`<li>
    ${sign('inconclusive', words.verdicts.inconclusive)}
    <div class="row">
      <span>${words.lab.toBeMarked}</span> <span class="points">? / ${pointsText(lab.toBeMarked)}</span>
    </div>
  </li>`;
}

function remedyMarkup(remedy: ReportStory['remedy']): Html | null {
  if (remedy === null) return null;
  const advice = remedy.tryThis === null ? null : html`<p>${remedy.tryThis}</p>`;
  return html`<p class="bad">${remedy.what}</p>
    ${advice}`;
}
