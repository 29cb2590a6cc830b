/**
 * Two batches must not write into one folder. Whoever works in it says so in a file, with the temporary folder that is
 * to be removed should it be killed. A file that was left behind by a process which is no more is taken over.
 */
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { readProc } from '../kernel/proc.ts';
import { statFields } from '../kernel/process-tree.ts';
import { codeOf } from '../model/error-words.ts';

const holderSchema = z.strictObject({
  pid: z.int().positive(),
  host: z.string(),
  /** Ticks from the start of the machine to that of the process; null where nothing tells it. */
  started: z.string().nullable(),
  /** Path of the temporary folder. */
  temporary: z.string(),
  /** Tells this lock from every other. */
  token: z.string(),
});

export type Holder = z.output<typeof holderSchema>;

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly file: string;
  readonly holder: Holder;

  constructor(file: string, holder: Holder) {
    super(`Process ${holder.pid} works in it`);
    this.file = file;
    this.holder = holder;
  }
}

export class Lock implements AsyncDisposable {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /**
   * Throws FolderInUse. `clear` removes the temporary folder of a process that is no more, while its lock still tells of
   * it: who is killed meanwhile leaves that to the next.
   */
  static async acquire(file: string, temporary: string, clear: (temporary: string) => Promise<void>): Promise<Lock> {
    const token = randomBytes(8).toString('hex');
    const mine: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid), temporary, token };
    if (!(await write(file, mine))) await takeOver(file, mine, clear);
    const holder = await readHolder(file);
    if (holder?.token !== token) throw new FolderInUse(file, holder ?? mine);
    return new Lock(file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#file, { force: true });
  }
}

/** False where there is a lock. */
async function write(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function takeOver(file: string, mine: Holder, clear: (temporary: string) => Promise<void>): Promise<void> {
  const found = await readHolder(file);
  if (found !== undefined && isAtWork(found)) throw new FolderInUse(file, found);
  if (found !== undefined) await clear(found.temporary);
  const aside = `${file}.${mine.token}`;
  await rename(file, aside).catch(() => {
    throw new FolderInUse(file, found ?? mine);
  });
  const moved = await readHolder(aside);
  if (moved !== undefined && moved.token !== found?.token) {
    // Somebody else was faster, and it is their lock that was moved.
    await rename(aside, file);
    throw new FolderInUse(file, moved);
  }
  await rm(aside);
  if (!(await write(file, mine))) throw new FolderInUse(file, (await readHolder(file)) ?? mine);
}

/** Undefined for a lock whose writer did not get as far as writing it. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Of another machine nothing is known: its process counts as alive. */
function isAtWork({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true;
  if (started !== null) return startOf(pid) === started;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Field 22 of /proc/PID/stat (proc_pid_stat(5)): with it, a process id that was given again is told from the first. */
function startOf(pid: number): string | null {
  const stat = readProc(`/proc/${pid}/stat`) ?? '';
  const [state, ...others] = statFields(stat);
  return state === 'Z' ? null : (others[18] ?? null);
}
