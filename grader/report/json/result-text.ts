/** A result document as text. JSON leaves some invisible characters as they are; a terminal would act on them. */
import { invisible } from '../bytes-text.ts';
import type { Result } from './result-schema.ts';

const everyInvisible = new RegExp(invisible, 'gu');

/** Indented JSON, ending in a line end, in which every invisible character is written as `\uXXXX`. */
export function resultText(results: Result | readonly Result[]): string {
  return jsonText(results, 2);
}

/** The same for any value of JSON; without an indentation, all in one line. */
export function jsonText(value: unknown, indent: 0 | 2): string {
  const lines = JSON.stringify(value, null, indent).split('\n');
  return `${lines.map((line) => line.replace(everyInvisible, escaped)).join('\n')}\n`;
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
