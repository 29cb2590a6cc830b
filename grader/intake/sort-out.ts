/** From the names in a class to one hand-in for each student. Pure: opens nothing. */
import type { LeftOut, Preset, Student } from '../model/handed-in.ts';
import type { Branch } from './branch.ts';
import { readNamed } from './names-pattern.ts';
import { readPlain } from './plain-names.ts';
import { presets, type KnownPreset } from './presets.ts';
import type { Part, Reading } from './reading.ts';

export type HandIn = {
  readonly student: Student;
  readonly source: string;
  readonly late: boolean;
  readonly superseded: readonly string[];
  readonly parts: readonly Part[];
};

export type Sorted = {
  readonly preset: Preset;
  readonly handIns: readonly HandIn[];
  readonly leftOut: readonly LeftOut[];
};

export type Naming = {
  /** Made by `namesPattern`. */
  readonly names?: RegExp | undefined;
  /** What the names of a lab's archives begin with; may be empty. */
  readonly labPrefix: string;
};

export function sortOut(branches: readonly Branch[], { names, labPrefix }: Naming): Sorted {
  if (names !== undefined) return { preset: 'names', ...joined(readNamed(names, branches)) };
  const known = knownIn(branches);
  const read = branches.map((branch) => readByPreset(branch, known) ?? [readPlain(branch, labPrefix)]);
  return { preset: mostFrequent(branches, known), ...joined(read.flat()) };
}

/** Whether any of the names is one that only a platform gives. */
export function hasPreset(branches: readonly Branch[]): boolean {
  const known = knownIn(branches);
  return branches.some((branch) => readByPreset(branch, known) !== undefined);
}

function knownIn(branches: readonly Branch[]): KnownPreset[] {
  return presets.filter(({ read, needsHalf }) => {
    const fitting = branches.filter((branch) => read(branch) !== undefined).length;
    return fitting > 0 && (!needsHalf || 2 * fitting >= branches.length);
  });
}

function readByPreset(branch: Branch, known: readonly KnownPreset[]): readonly Reading[] | undefined {
  for (const { read } of known) {
    const readings = read(branch);
    if (readings !== undefined) return readings;
  }
  return undefined;
}

function mostFrequent(branches: readonly Branch[], known: readonly KnownPreset[]): Preset {
  const counts = known.map(({ preset, read }) => ({
    preset,
    count: branches.filter((branch) => read(branch) !== undefined).length,
  }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.preset ?? 'plain';
}

type PartReading = Extract<Reading, { readonly kind: 'part' }>;

function joined(readings: readonly Reading[]): Omit<Sorted, 'preset'> {
  const parts = readings.filter((one) => one.kind === 'part');
  const leftOut = readings.flatMap((one) =>
    one.kind === 'left-out' ? [{ source: one.source, because: one.because }] : [],
  );
  const students = Map.groupBy(parts, ({ group }) => group);
  return { handIns: inOrder([...students.values()].map(latest)), leftOut };
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** What counts of all that one student handed in; the earlier is listed with it, the latest of it first. */
function latest(readings: readonly PartReading[]): HandIn {
  const attempts = [...Map.groupBy(readings, ({ attempt }) => attempt)]
    .toSorted(([a], [b]) => byNumber.compare(b, a))
    .map(([, parts]) => parts);
  const [counting = [], ...earlier] = attempts;
  return {
    student: counting[0]?.student ?? { name: '', id: null },
    source: sourceOf(counting),
    late: counting.some(({ late }) => late),
    superseded: earlier.map(sourceOf),
    parts: counting.map(({ part }) => part),
  };
}

/** The path; of several, what they begin with and `*`. */
function sourceOf(readings: readonly PartReading[]): string {
  const paths = readings.map(({ part }) => part.path);
  const [first = '', ...others] = paths;
  return others.length === 0 ? first : `${others.reduce(commonStart, first)}*`;
}

function commonStart(a: string, b: string): string {
  const characters = Array.from(a);
  const others = Array.from(b);
  const differing = characters.findIndex((character, index) => character !== others[index]);
  return differing === -1 ? a : characters.slice(0, differing).join('');
}

const byName = new Intl.Collator('es', { numeric: true });

/** By name as a class list has them, and always in the same order. */
export function inOrder<Listed extends Pick<HandIn, 'student' | 'source'>>(handIns: readonly Listed[]): Listed[] {
  return handIns.toSorted(
    (a, b) =>
      byName.compare(a.student.name, b.student.name) ||
      byNumber.compare(a.student.id ?? '', b.student.id ?? '') ||
      (a.source < b.source ? -1 : 1),
  );
}
