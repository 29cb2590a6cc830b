/** Places in a text. */

/** Line and column count from 1. */
export type Place = { readonly line: number; readonly column: number };

/** The place of what follows a text. */
export function placeAfter(text: string): Place {
  return { line: text.split('\n').length, column: text.length - text.lastIndexOf('\n') };
}

/** The line of a text that a character of it is in, without its end. */
export function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? undefined : end);
}
