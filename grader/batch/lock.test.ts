import { readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { FolderInUse, Lock } from './lock.ts';

const nothing = (): Promise<void> => Promise.resolve();

/** A process that was here once: its id is given again, for this test runs. */
const gone = { pid: process.pid, host: hostname(), started: '1', temporary: '/tmp/socklab-batch-gone', token: 'gone' };

function locked(holder: unknown): Promise<Folder> {
  return Folder.of({ lock: JSON.stringify(holder) });
}

async function refusal(acquiring: Promise<unknown>): Promise<unknown> {
  const error: unknown = await acquiring.catch((one: unknown) => one);
  return error instanceof FolderInUse ? error.holder.token : error;
}

describe('a lock', () => {
  test('keeps others out as long as it is held, and is gone afterwards', async () => {
    await using folder = await Folder.of({});
    const first = await Lock.acquire(folder.at('lock'), '/tmp/first', nothing);
    await expect(Lock.acquire(folder.at('lock'), '/tmp/second', nothing)).rejects.toThrow(FolderInUse);
    await first[Symbol.asyncDispose]();
    await using _ = await Lock.acquire(folder.at('lock'), '/tmp/second', nothing);
    expect(await readdir(folder.path)).toEqual(['lock']);
  });

  test('of a process that is no more is taken over once its temporary folder is removed', async () => {
    await using folder = await locked(gone);
    const removed: string[] = [];
    const clear = async (path: string): Promise<void> => {
      expect(await readFile(folder.at('lock'), 'utf8')).toContain('gone');
      removed.push(path);
    };
    await using _ = await Lock.acquire(folder.at('lock'), '/tmp/mine', clear);
    expect(removed).toEqual(['/tmp/socklab-batch-gone']);
    expect(await readFile(folder.at('lock'), 'utf8')).toContain('/tmp/mine');
    expect(await readdir(folder.path)).toEqual(['lock']);
  });

  test.each([
    ['was not written to the end', '{"pid": 1'],
    ['is empty', ''],
  ])("that %s is nobody's", async (_, text) => {
    await using folder = await Folder.of({ lock: text });
    await using mine = await Lock.acquire(folder.at('lock'), '/tmp/mine', nothing);
    expect(mine).toBeInstanceOf(Lock);
  });

  test('of another machine counts as held: nothing is known of its processes', async () => {
    await using folder = await locked({ ...gone, host: 'elsewhere.example' });
    expect(await refusal(Lock.acquire(folder.at('lock'), '/tmp/mine', nothing))).toBe('gone');
  });

  test('is given to one only of many that come at once', async () => {
    await using folder = await locked(gone);
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => Lock.acquire(folder.at('lock'), '/tmp/mine', nothing)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(reasons.filter((reason) => !(reason instanceof FolderInUse))).toEqual([]);
    expect(await readdir(folder.path)).toEqual(['lock']);
  });
});
