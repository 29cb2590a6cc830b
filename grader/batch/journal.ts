/**
 * What came of each submission, kept the moment it is known: a first line that says what is graded and how, then a line
 * for each result. A line is one write that is forced to the disk, so that a batch that is killed, or loses its power,
 * knows afterwards what it need not do again. What the grader failed in is tried again, and then has a later line.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { jsonText } from '../report/json/result-text.ts';
import type { FullStanding } from '../report/class/standing.ts';
import type { BatchEntry } from './entry.ts';
import { differencesOf, parseHeader, type BatchHeader } from './header.ts';
import { readLines, type Line } from './json-lines.ts';
import { NoRoom, writingTo } from './no-room.ts';

export type JournalProblem =
  /** What was written is about something else. */
  | { readonly code: 'OTHER_BATCH'; readonly written: BatchHeader }
  /** A line, which is not the last, is not as it was written. */
  | { readonly code: 'DAMAGED'; readonly line: number };

export class JournalRefused extends Error {
  override readonly name = 'JournalRefused';
  readonly problem: JournalProblem;

  constructor(problem: JournalProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

export class Journal implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #keys: Set<string>;
  #end: number;
  /** Lines are written one after the other, however many are asked for at once. */
  #written: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle, path: string, { keys, end }: Found) {
    this.#file = file;
    this.#path = path;
    this.#keys = keys;
    this.#end = end;
  }

  /**
   * Goes on with the journal at `path`, or begins one with `header` where there is none, or none that got as far as its
   * first line. `read` throws for what is no entry; `onKept` is told what is in it already. Throws JournalRefused, and
   * leaves as it is what it refuses.
   */
  static async open(
    path: string,
    header: BatchHeader,
    read: (value: unknown) => FullStanding,
    onKept: (standing: FullStanding) => void,
  ): Promise<Journal> {
    const file = await openForBoth(path);
    try {
      const found = await readJournal(file, header, read, onKept);
      await file.truncate(found.end);
      const journal = new Journal(file, path, found);
      if (found.end === 0) {
        await journal.#write(jsonText(header, 0));
        await syncFolder(dirname(path));
      }
      return journal;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  get size(): number {
    return this.#keys.size;
  }

  /** Resolves once the entry is on the disk; rejects with NoRoom when that is full. */
  async append(entry: BatchEntry): Promise<void> {
    const writing = this.#written.then(() => this.#write(jsonText(entry, 0)));
    // Whoever asked for this line learns that it failed; the next finds out by itself.
    this.#written = writing.catch(() => {});
    await writing;
    this.#keys.add(entry.key);
  }

  async #write(line: string): Promise<void> {
    const bytes = Buffer.from(line);
    await writingTo('results', this.#path, async () => {
      const { bytesWritten } = await this.#file.write(bytes, 0, bytes.length, this.#end);
      if (bytesWritten < bytes.length) throw new NoRoom('results', this.#path);
      await this.#file.datasync();
    });
    this.#end += bytes.length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#written;
    await this.#file.close();
  }
}

/** A file that is not there is made; one that is there is not cut. */
async function openForBoth(path: string): Promise<FileHandle> {
  await (await open(path, 'a')).close();
  return open(path, 'r+');
}

/** A file that was just made is found after a loss of power only when its folder is on the disk, too. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(path, 'r');
  await folder.sync();
}

type Found = {
  readonly keys: Set<string>;
  /** Where the next line begins; 0 when there is no first line. */
  readonly end: number;
};

async function readJournal(
  file: FileHandle,
  header: BatchHeader,
  read: (value: unknown) => FullStanding,
  onKept: (standing: FullStanding) => void,
): Promise<Found> {
  const keys = new Set<string>();
  let end = 0;
  let torn: Line | undefined;
  for await (const line of readLines(file)) {
    if (torn !== undefined) throw new JournalRefused({ code: 'DAMAGED', line: torn.number });
    if (line.number === 1) requireSame(header, parsed(line, parseHeader));
    else {
      const standing = parsed(line, read);
      if (standing === undefined) torn = line;
      else keepOnce(standing, keys, onKept);
    }
    if (torn === undefined) ({ end } = line);
  }
  return { keys, end };
}

function keepOnce(standing: FullStanding, keys: Set<string>, onKept: (standing: FullStanding) => void): void {
  const { key } = standing.handedIn;
  if (keys.has(key) || standing.state === 'grader-error') return;
  keys.add(key);
  onKept(standing);
}

function requireSame(header: BatchHeader, written: BatchHeader | undefined): void {
  if (written === undefined) throw new JournalRefused({ code: 'DAMAGED', line: 1 });
  if (differencesOf(written, header).length > 0) throw new JournalRefused({ code: 'OTHER_BATCH', written });
}

/** Undefined for a line that is none of the journal's. */
function parsed<Value>({ text }: Line, parse: (value: unknown) => Value): Value | undefined {
  try {
    return parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
