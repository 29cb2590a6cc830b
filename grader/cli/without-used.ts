/** A file that is a program of one exercise is not told of as one that lies beside those of another. */
import type { Located } from '../grading/grade-submission.ts';
import { withOthers } from '../submission/assign-files.ts';
import type { Found, ProgramSet } from '../submission/find-programs.ts';

/** What is left of a program when these files are used. */
export type Trim = (found: Found, used: ReadonlySet<string>) => Found;

export function trimOthers(found: Found, used: ReadonlySet<string>): Found {
  if (found.kind !== 'found') return found;
  const others = (found.others ?? []).filter((path) => !used.has(path));
  return withOthers(found, others);
}

export function withoutUsed(located: readonly Located[], trim: Trim = trimOthers): Located[] {
  const all = located.flatMap(({ sets }) => sets.flatMap(({ programs }) => Object.values(programs)));
  const used = new Set(all.flatMap((one) => ('path' in one ? [one.path] : [])));
  const trimmed = ({ language, programs }: ProgramSet): ProgramSet => ({
    language,
    programs: Object.fromEntries(Object.entries(programs).map(([name, one]) => [name, trim(one, used)])),
  });
  return located.map((one) => ({ ...one, sets: one.sets.map(trimmed) }));
}
