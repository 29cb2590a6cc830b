/** The thing itself that a finding speaks of, as markup. */
import { assertNever } from '../../model/assert-never.ts';
import { quoteBytes, showBytes } from '../bytes-text.ts';
import { caretLines } from '../caret-lines.ts';
import { fittingStart } from '../display-width.ts';
import type { Labels } from '../messages/catalogue.ts';
import type { Exhibit, NamedBytes } from '../story/exhibit.ts';
import { html, lines, type Html } from './html.ts';

type Shape<Kind extends Exhibit['kind']> = Extract<Exhibit, { readonly kind: Kind }>;

/** Columns of a value, which scrolls where the screen is narrower. */
const columns = 76;
const valueColumns = 600;

export function exhibitMarkup(exhibit: Exhibit, labels: Labels): Html {
  switch (exhibit.kind) {
    case 'compared':
      return compared(exhibit);
    case 'values':
      return html`<dl>${exhibit.values.map((value) => oneValue(value, exhibit.quoted))}</dl>`;
    case 'error':
      return error(exhibit);
    case 'log':
      return log(exhibit, labels);
    default:
      return assertNever(exhibit);
  }
}

/** Both show the same stretch of bytes; what differs is marked from its first byte on. */
function compared({ expected, received, differsAt }: Shape<'compared'>): Html {
  const shown = caretLines(expected.bytes, received.bytes, differsAt, columns);
  const column = shown.caret.indexOf('^');
  const line = (name: string, text: string) =>
    html`<dt>${name}</dt>
      <dd><pre tabindex="0" role="group" aria-label="${name}">${marked(text, column)}</pre></dd>`;
  return html`<dl>${line(expected.name, shown.expected)}${line(received.name, shown.received)}</dl>`;
}

function marked(text: string, column: number): Html {
  const same = fittingStart(text, column);
  const different = text.slice(same.length);
  return different === '' ? html`${same}` : html`${same}<mark>${different}</mark>`;
}

function oneValue({ name, bytes }: NamedBytes, quoted: boolean): Html {
  const text = quoted ? quoteBytes(bytes, valueColumns) : showBytes(bytes, valueColumns, 'single');
  return html`<dt>${name}</dt>
    <dd><pre class="wrapped">${text}</pre></dd>`;
}

function error({ at, source, message }: Shape<'error'>): Html {
  const place = at === null ? null : html`<p class="soft">${at}</p>`;
  return html`${place}
    <pre class="wrapped">${lines(source === null ? [message] : [source, message])}</pre>`;
}

function log({ lines: written, more }: Shape<'log'>, labels: Labels): Html {
  const shown = written.map((line) => showBytes(line, 300, 'single'));
  const rest = more > 0 ? html`<p class="soft">${labels.moreLines(more)}</p>` : null;
  return html`<pre class="wrapped">${lines(shown)}</pre>
    ${rest}`;
}
