/** Names that no platform gave: folders of students, archives called after them. */
import { hasArchiveEnding, isProgram, withoutArchiveEnding } from '../archive/format.ts';
import type { Branch } from './branch.ts';
import type { Reading } from './reading.ts';

/** Never undefined: what has nobody's name is handed in under its own, or left out. */
export function readPlain(branch: Branch, labPrefix: string): Reading {
  const { name, path, kind } = branch;
  if (kind === 'other') return { kind: 'left-out', source: path, because: 'no-plain-file' };
  const isArchive = hasArchiveEnding(name);
  if (kind === 'file' && !isArchive && !isProgram(name)) {
    return { kind: 'left-out', source: path, because: 'no-submission' };
  }
  const student = { name: studentIn(kind === 'folder' ? name : withoutEnding(name), labPrefix), id: null };
  return {
    kind: 'part',
    part: { path, as: kind === 'folder' ? '' : name },
    student,
    group: path,
    attempt: '',
    late: false,
  };
}

function withoutEnding(name: string): string {
  return hasArchiveEnding(name) ? withoutArchiveEnding(name) : name.replace(/(?<=.)\.[^.]*$/, '');
}

const labThenName = /^(?:mi_?)?pr[aá]cticas?\p{L}*_(?<name>.*\p{L}.*)$/isu;

/** Whether a name begins with that of a lab, as what `npm run pack` makes does. */
export function namesLab(name: string, labPrefix: string): boolean {
  return afterLab(name.normalize('NFC'), labPrefix) !== undefined;
}

/** `PracticaSockets_AnaPérez` is of Ana Pérez; any other name is the name. `labPrefix` may be empty. */
function studentIn(name: string, labPrefix: string): string {
  const composed = name.normalize('NFC');
  const run = afterLab(composed, labPrefix);
  if (run === undefined) return composed.trim();
  return run
    .replaceAll('_', ' ')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .trim();
}

function afterLab(name: string, labPrefix: string): string | undefined {
  const begins = labPrefix !== '' && name.toLowerCase().startsWith(labPrefix.toLowerCase());
  if (begins && name.length > labPrefix.length) return name.slice(labPrefix.length);
  return labThenName.exec(name)?.groups?.['name'];
}
