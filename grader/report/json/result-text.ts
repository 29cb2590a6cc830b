/** A result document as text. JSON leaves some invisible characters as they are; a terminal would act on them. */
import { invisible } from '../bytes-text.ts';
import type { Result } from './result-schema.ts';

const everyInvisible = new RegExp(invisible, 'gu');

/** Indented JSON, ending in a line end, in which every invisible character is written as `\uXXXX`. */
export function resultText(results: Result | readonly Result[]): string {
  const lines = JSON.stringify(results, null, 2).split('\n');
  return `${lines.map((line) => line.replace(everyInvisible, escaped)).join('\n')}\n`;
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
