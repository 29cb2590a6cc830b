/**
 * The name of what is handed in: letters and digits of the student's name, with accents, every word with a capital and
 * no spaces. `juan pablo núñez` makes `PracticaSockets_JuanPabloNúñez.zip`.
 */
import type { Lab } from '../spec/lab.ts';

const longestName = 60;

/** Null when there is no letter or digit in the name. */
export function archiveName({ handIn }: Lab, student: string): string | null {
  const words = student.normalize('NFC').match(/[\p{L}\p{M}\p{N}_-]+/gu) ?? [];
  const name = Array.from(words.map(withCapital).join('')).slice(0, longestName).join('');
  return /[\p{L}\p{N}]/u.test(name) ? handIn.archive.replace('{name}', name) : null;
}

function withCapital(word: string): string {
  const [first = '', ...rest] = Array.from(word);
  return first.toUpperCase() + rest.join('');
}
