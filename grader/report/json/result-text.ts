/** A result document as text. JSON leaves some invisible characters as they are; a terminal would act on them. */
import { invisible } from '../bytes-text.ts';
import type { Result } from './result-schema.ts';

const everyInvisible = new RegExp(invisible, 'gu');
/** Of a long document nearly all is plain: only what is not is looked at closely. */
const notPlain = /[^\n\x20-\x7e]+/g;

/** Indented JSON, ending in a line end, in which every invisible character is written as `\uXXXX`. */
export function resultText(results: Result | readonly Result[]): string {
  return jsonText(results, 2);
}

/** The same for any value of JSON; without an indentation, all in one line. */
export function jsonText(value: unknown, indent: 0 | 2): string {
  const text = JSON.stringify(value, null, indent);
  return `${text.replace(notPlain, (part) => part.replace(everyInvisible, escaped))}\n`;
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
