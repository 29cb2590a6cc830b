/** Keys of students: letters, digits and `-`, so that they are file names on every system, in every shell and page. */
import type { Student } from '../model/handed-in.ts';

const longest = 60;
/** On Windows these are devices, whatever their ending. */
const device = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** One key for each, in the same order, no two alike: `ana-perez-1234`, `ana-perez`, `ana-perez-2`, `student`. */
export function keysFor(students: readonly Student[]): string[] {
  const taken = new Set<string>();
  return students.map((student) => {
    const key = firstFree(keyOf(student), taken);
    taken.add(key);
    return key;
  });
}

function keyOf({ name, id }: Student): string {
  const fromName = plain(name);
  const fromId = id === null ? '' : plain(id);
  if (fromName === '') return fromId === '' ? 'student' : `student-${fromId}`;
  const saysId = fromId === '' || fromName === fromId || fromName.endsWith(`-${fromId}`);
  return safe(saysId ? fromName : `${fromName}-${fromId}`);
}

function safe(key: string): string {
  return device.test(key) ? `student-${key}` : key;
}

/** Without accents, and everything else that is no letter or digit as one `-`. */
function plain(text: string): string {
  const letters = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = letters
    .replaceAll(/['’`´]/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .split(/[^a-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .join('-')
    .slice(0, longest)
    .replace(/-$/, '');
}

function firstFree(key: string, taken: ReadonlySet<string>): string {
  if (!taken.has(key)) return key;
  let number = 2;
  while (taken.has(`${key}-${number}`)) number += 1;
  return `${key}-${number}`;
}
