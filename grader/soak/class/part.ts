/** What a class is made of: a hand-in of which it is known beforehand what must come of it. */
import type { ArchiveProblem } from '../../model/archive-problem.ts';

/** `right` and `broken` are the specimens of calibration. */
export const sorts = ['right', 'broken', 'hostile', 'ungradable'] as const;

export type Sort = (typeof sorts)[number];

/** What becomes of a check when nothing is wrong with the grader. */
export type KnownVerdict = 'passed' | 'failed' | 'skipped';

export type Expected =
  /** By `program check`; of a program that is not there only its points are known, which are none. */
  | { readonly kind: 'verdicts'; readonly score: number; readonly verdicts: ReadonlyMap<string, KnownVerdict> }
  /** Graded to the end, with so many points at most. */
  | { readonly kind: 'graded'; readonly atMost: number }
  | { readonly kind: 'ungradable'; readonly code: ArchiveProblem['code'] };

export type Part = {
  readonly sort: Sort;
  readonly name: string;
  readonly expected: Expected;
  /** How the file is called that is handed in, e.g. `entrega.zip`. */
  readonly file: string;
  readonly bytes: Uint8Array;
};

/** Somebody of the class, with what they handed in. */
export type Member = {
  /** Moodle's number of the participant: no two have the same. */
  readonly id: string;
  readonly name: string;
  readonly part: Part;
};

/** In words, for who looks at what differs. */
export function partText({ sort, name }: Pick<Part, 'sort' | 'name'>): string {
  return `${sort} ${name}`;
}
