/** The specimens of a soak: right and broken programs of both transports, in every language, each graded in seconds. */
import { loadSpecimens, type Specimen } from '../calibrate/specimen.ts';

export type Folders = { readonly referenceFolder: string; readonly fixturesFolder: string };

type Chosen = readonly [exercise: string, kind: Specimen['kind'], name: string];

/** Runs go through them in this order, again and again. */
const chosen: readonly Chosen[] = [
  ['tcp-echo', 'reference', 'python'],
  ['udp-echo', 'reference', 'python'],
  ['udp-echo', 'broken', 'server-ends-after-one-datagram'],
  ['tcp-echo', 'broken', 'server-reads-once'],
  ['tcp-echo', 'right', 'notes-both-halves'],
  ['tcp-echo', 'broken', 'client-waits-for-the-server-to-close'],
  ['udp-echo', 'right', 'node-dgram-server'],
  ['tcp-echo', 'broken', 'server-never-closes-a-connection'],
  ['tcp-echo', 'reference', 'c'],
  ['udp-echo', 'broken', 'client-waits-for-ever'],
  ['tcp-echo', 'broken', 'server-dies-of-a-reset'],
  ['udp-echo', 'reference', 'typescript'],
  ['tcp-echo', 'right', 'select-over-all-clients'],
  ['udp-echo', 'broken', 'server-answers-twice'],
  ['tcp-echo', 'broken', 'server-spins-at-the-end'],
  ['tcp-echo', 'reference', 'typescript'],
];

/** Throws when one of them is not there. */
export async function soakSpecimens({ referenceFolder, fixturesFolder }: Folders): Promise<Specimen[]> {
  const exercises = [...new Set(chosen.map(([exercise]) => exercise))];
  const loaded = await Promise.all(exercises.map((id) => loadSpecimens(id, referenceFolder, fixturesFolder)));
  const all = loaded.flat();
  return chosen.map(([exercise, kind, name]) => {
    const found = all.find((one) => one.exercise === exercise && one.kind === kind && one.name === name);
    if (found === undefined) throw new Error(`There is no ${kind} specimen ${name} of ${exercise}`);
    return found;
  });
}
