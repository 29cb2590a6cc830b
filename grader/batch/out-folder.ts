/** The folder a batch writes into, and nowhere else: what is where, and how a file gets there whole or not at all. */
import { access, mkdir, open, readdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writingTo } from './no-room.ts';

const journalFile = 'results.jsonl';
const lockFile = '.socklab-lock';
const students = 'students';

/** What an out folder is before anything is written into it. */
export type OutState =
  | 'empty'
  /** Results of a batch are there. */
  | 'begun'
  /** Files are there, and none of them is the journal of a batch. */
  | 'foreign';

type Content = string | Uint8Array | Iterable<string>;

export class OutFolder implements AsyncDisposable {
  readonly path: string;
  readonly #isNew: boolean;

  private constructor(path: string, isNew: boolean) {
    this.path = path;
    this.#isNew = isNew;
  }

  /** Makes the folder where it is not there. Throws Node's error when it cannot be one. */
  static async open(path: string): Promise<OutFolder> {
    const made = await mkdir(path, { recursive: true });
    return new OutFolder(path, made !== undefined);
  }

  get journal(): string {
    return join(this.path, journalFile);
  }

  get lock(): string {
    return join(this.path, lockFile);
  }

  async state(): Promise<OutState> {
    if (await isThere(this.journal)) return 'begun';
    const names = await readdir(this.path);
    return names.every((name) => name.startsWith(lockFile)) ? 'empty' : 'foreign';
  }

  /** `name` of a file for all of the class, such as `grades.csv`; may come in pieces. Throws NoRoom when the disk is full. */
  async write(name: string, content: Content): Promise<void> {
    await writeWhole(join(this.path, name), content);
  }

  /** `name` as the key of a student, with an ending. Throws NoRoom when the disk is full. */
  async writeOfStudent(name: string, text: string): Promise<void> {
    const folder = join(this.path, students);
    await writingTo('results', folder, () => mkdir(folder, { recursive: true }));
    await writeWhole(join(this.path, students, name), text);
  }

  /** A folder that was made for nothing does not stay. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isNew) await rmdir(this.path).catch(() => {});
  }
}

/**
 * The unfinished file always has the same name: one that a killed batch left behind is what the next writes again. It is
 * on the disk before it takes the place of an earlier one.
 */
async function writeWhole(path: string, content: Content): Promise<void> {
  await writingTo('results', path, () => writeAndRename(path, content));
}

async function writeAndRename(path: string, content: Content): Promise<void> {
  const unfinished = `${path}.part`;
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(content);
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
