/** A part of the specimens that still asks every check, for when all of them take too long. Pure. */
import type { Specimen } from './specimen.ts';

/**
 * The first reference, and as few others as show every check failing that any of them fails, each in the order they came.
 * One that fails more of the checks still missing is taken before one that fails fewer.
 */
export function portionOf(specimens: readonly Specimen[]): Specimen[] {
  const missing = new Set(specimens.flatMap(({ fails }) => fails));
  const chosen = new Set(specimens.filter(({ kind }) => kind === 'reference').slice(0, 1));
  while (missing.size > 0) {
    const best = mostTelling(specimens, missing);
    if (best === undefined) break;
    chosen.add(best);
    for (const check of best.fails) missing.delete(check);
  }
  return specimens.filter((specimen) => chosen.has(specimen));
}

function mostTelling(specimens: readonly Specimen[], missing: ReadonlySet<string>): Specimen | undefined {
  const gain = ({ fails }: Specimen): number => fails.filter((check) => missing.has(check)).length;
  return specimens.toSorted((one, other) => gain(other) - gain(one))[0];
}
