/**
 * Markup from templates: whatever is put into one is text, and stays text. Only what this tag has made is markup, and
 * nothing that was read from a file or a program can be that.
 */
import { showText } from '../bytes-text.ts';

const markup = Symbol('markup');

export type Html = { readonly [markup]: string };

/** Strings and numbers are escaped; nothing stands for null. */
export type Content = string | number | null | Html | readonly Content[];

/** Values may stand in elements and in attributes between double quotes, not elsewhere. */
export function html(texts: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts = texts.map((text, at) => (at === 0 ? text : asMarkup(values[at - 1] ?? null) + text));
  return { [markup]: parts.join('') };
}

/** The markup as text, to be written to a file. */
export function htmlText(content: Html): string {
  return content[markup];
}

/** One below the other, for preformatted text. */
export function lines(contents: readonly Content[]): Html {
  return { [markup]: contents.map(asMarkup).join('\n') };
}

/** A style sheet of ours: it is not escaped, since nothing in it comes from elsewhere. */
export function styleElement(css: string): Html {
  return { [markup]: `<style>${css}</style>` };
}

/** Text of one line as HTML: what one cannot see is shown, and no character means anything to a browser. */
export function escapeHtml(text: string): string {
  return showText(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function asMarkup(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return isMarkup(content) ? content[markup] : content.map(asMarkup).join('');
}

function isMarkup(content: Html | readonly Content[]): content is Html {
  return markup in content;
}
