/** What submissions lie in, and are taken from one at a time. */
import type { Tree } from './branch.ts';
import type { Collecting } from './collecting.ts';
import type { Part } from './reading.ts';

export type Shelf = Tree & {
  /** Everything of a part. Throws ArchiveRefused, or Node's error when something cannot be read. */
  readonly collect: (part: Part, collecting: Collecting) => Promise<void>;
};

/** The path of something in a folder. */
export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
