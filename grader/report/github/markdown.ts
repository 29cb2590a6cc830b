/**
 * Markdown as GitHub renders it (https://github.github.com/gfm/), made of text that may be anything. All
 * markup begins with punctuation of ASCII: outside of fences that becomes numeric references, which only show.
 */
import { showText } from '../bytes-text.ts';

/** Text in one line, for a paragraph, a heading or a cell of a table. */
export function inert(text: string): string {
  return showText(text).replaceAll(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** What a student chose, such as a name: in `<code>`, where GitHub looks for neither people nor links. */
export function literal(text: string): string {
  return `<code>${inert(text)}</code>`;
}

/** Lines as they are. The fence is longer than any row of backticks in them, so none of them ends it. */
export function fenced(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((row) => row.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}text`, ...text.split('\n').map(showText), fence].join('\n');
}

/** Cells are Markdown of one line; a column whose heading is in `numbers` stands at the right. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly string[],
): string {
  const rule = headings.map((heading) => (numbers.includes(heading) ? '---:' : '---'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
