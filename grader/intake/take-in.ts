/** From what an instructor gives to one submission for each student. */
import { resolve } from 'node:path';
import { usualLimits, type ArchiveLimits } from '../archive/archive-limits.ts';
import { unpackInto } from '../archive/unpack.ts';
import type { ArchiveProblem } from '../model/archive-problem.ts';
import type { HandedIn, LeftOut, Preset } from '../model/handed-in.ts';
import type { Branch } from './branch.ts';
import { Collecting } from './collecting.ts';
import { gather, lookAtAll, type Given } from './given.ts';
import { IntakeRefused } from './names-pattern.ts';
import { seeThrough } from './see-through.ts';
import { below, type Shelf } from './shelf.ts';
import { inOrder, sortOut, type HandIn, type Naming } from './sort-out.ts';
import { keysFor } from './student-keys.ts';

export type Intake = {
  /** Whoever grades a large class may take them out one by one. */
  readonly submissions: Taken[];
  readonly leftOut: readonly LeftOut[];
  /** The naming that most of it follows. */
  readonly preset: Preset;
};

export type Taken = HandedIn & {
  /**
   * Writes the files into a folder that is there and is the caller's alone; when refused, leaves nothing in it. Throws
   * Node's error when what was given cannot be read, or `into` not be written.
   */
  readonly open: (into: string, signal?: AbortSignal) => Promise<Opened>;
};

export type Opened =
  | {
      readonly kind: 'opened';
      /** `into`, or the one folder in it that wraps everything. */
      readonly root: string;
      /** Relative to `root`, with `/` between folders. */
      readonly files: readonly string[];
    }
  | { readonly kind: 'refused'; readonly problem: ArchiveProblem };

export type IntakeOptions = {
  /** Made by `namesPattern`. */
  readonly names?: RegExp | undefined;
  /** What the names of the lab's archives begin with, such as `PracticaSockets_`: it is no part of a student's name. */
  readonly labPrefix?: string | undefined;
  /** Of one submission; what a platform gives for a class may be of any size. */
  readonly limits?: ArchiveLimits | undefined;
};

type Unkeyed = Omit<HandIn, 'parts'> & { readonly open: Taken['open'] };
type FromShelf = Omit<Intake, 'submissions'> & { readonly taken: readonly Unkeyed[] };

/** Throws IntakeRefused, or Node's error when a path cannot be read. */
export async function takeIn(paths: readonly string[], options: IntakeOptions = {}): Promise<Intake> {
  const { names, labPrefix = '', limits = usualLimits } = options;
  const naming = { names, labPrefix };
  const different = [...new Map(paths.map((path) => [resolve(path), path])).values()];
  const alone = different.length === 1;
  const given = await lookAtAll(different, naming);
  const intake = together(shelves(given, alone).map((one) => takeFrom(one, naming, limits)));
  if (names !== undefined && intake.submissions.length === 0) {
    const examples = intake.leftOut.slice(0, 3).map(({ source }) => source);
    throw new IntakeRefused({ code: 'MATCHES_NOTHING', pattern: names.source, examples });
  }
  return intake;
}

function together(from: readonly FromShelf[]): Intake {
  const taken = inOrder(from.flatMap((one) => one.taken));
  const keys = keysFor(taken.map(({ student }) => student));
  const most = from.toSorted((a, b) => b.taken.length - a.taken.length)[0];
  return {
    submissions: taken.map((one, index) => ({ key: keys[index] ?? '', ...one })),
    leftOut: from.flatMap(({ leftOut }) => leftOut),
    preset: most?.preset ?? 'plain',
  };
}

/** `prefix` is what stands before the names on it for whoever gave several. */
type Named = { readonly shelf: Shelf; readonly branches: readonly Branch[]; readonly prefix: string };

function shelves(given: readonly Given[], alone: boolean): Named[] {
  const classes = given.flatMap((one) =>
    one.kind === 'class' ? [{ shelf: one.shelf, branches: one.branches, prefix: alone ? '' : one.called }] : [],
  );
  const gathered = gather(given.filter((one) => one.kind === 'one'));
  return [...classes, { shelf: gathered, branches: gathered.branches, prefix: '' }];
}

function takeFrom({ shelf, branches, prefix }: Named, naming: Naming, limits: ArchiveLimits): FromShelf {
  // Whoever is opened later needs nothing else of the shelf: all that lies in a large class is not kept.
  const { collect } = shelf;
  const { preset, handIns, leftOut } = sortOut(branches, naming);
  const outside = shelf.outside.map((source): LeftOut => ({ source, because: 'path-outside' }));
  return {
    preset,
    leftOut: [...leftOut, ...outside].map((one) => ({ ...one, source: below(prefix, one.source) })),
    taken: handIns.map(({ parts, source, superseded, ...handIn }) => ({
      ...handIn,
      source: below(prefix, source),
      superseded: superseded.map((one) => below(prefix, one)),
      open: (into, signal) => openParts(collect, parts, { into, limits, signal }),
    })),
  };
}

type Opening = { readonly into: string; readonly limits: ArchiveLimits; readonly signal: AbortSignal | undefined };

async function openParts(
  collect: Shelf['collect'],
  parts: HandIn['parts'],
  { into, limits, signal }: Opening,
): Promise<Opened> {
  const collecting = new Collecting(limits, signal);
  const read = async (): ReturnType<typeof seeThrough> => {
    for (const part of parts) await collect(part, collecting);
    return seeThrough(collecting.files, limits, signal);
  };
  const unpacked = await unpackInto(into, read, signal);
  return unpacked.kind === 'unpacked' ? { ...unpacked, kind: 'opened' } : unpacked;
}
