import { describe, expect, test } from 'vitest';
import type { BatchOutcome, BatchResult, HandedIn } from '../model/handed-in.ts';
import { NoRoom } from './no-room.ts';
import { runBatch, type BatchWork } from './run-batch.ts';
import { handedIn } from './sample/standings.ts';

const ungradable: BatchOutcome = { kind: 'ungradable', because: { code: 'NO_FILES' } };

function classOf(count: number): HandedIn[] {
  return Array.from({ length: count }, (_, at) => handedIn(`student-${at}`));
}

type Ran = { readonly results: BatchResult[]; readonly error: unknown };

async function run(work: Partial<BatchWork<HandedIn>> & Pick<BatchWork<HandedIn>, 'submissions'>): Promise<Ran> {
  const results: BatchResult[] = [];
  const error: unknown = await runBatch({
    isKept: () => false,
    gradeOne: () => Promise.resolve(ungradable),
    keep: (result) => Promise.resolve(void results.push(result)),
    atOnce: 2,
    signal: new AbortController().signal,
    ...work,
  }).catch((reason: unknown) => reason);
  return { results, error };
}

function keysOf({ results }: Ran): string[] {
  return results.map((result) => result.handedIn.key).toSorted();
}

describe('a batch', () => {
  test('grades everyone once, except who is kept already', async () => {
    const submissions = classOf(5);
    const ran = await run({ submissions, isKept: (key) => key === 'student-1' });
    expect(ran.error).toBeUndefined();
    expect(keysOf(ran)).toEqual(['student-0', 'student-2', 'student-3', 'student-4']);
  });

  test('has no more under way at once than it may, and that much when there is so much', async () => {
    let underWay = 0;
    const seen: number[] = [];
    const gradeOne = async (): Promise<BatchOutcome> => {
      underWay += 1;
      seen.push(underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return ungradable;
    };
    await run({ submissions: classOf(20), atOnce: 3, gradeOne });
    expect(Math.max(...seen)).toBe(3);
  });

  test('goes on when a submission breaks the grader', async () => {
    const { results, error } = await run({
      submissions: classOf(3),
      gradeOne: ({ key }) =>
        key === 'student-1' ? Promise.reject(new Error('no such thing')) : Promise.resolve(ungradable),
    });
    expect(error).toBeUndefined();
    expect(results.map(({ outcome }) => outcome.kind).toSorted()).toEqual(['grader-error', 'ungradable', 'ungradable']);
    const broken = results.find(({ outcome }) => outcome.kind === 'grader-error');
    expect(broken?.handedIn.key).toBe('student-1');
    expect(broken?.outcome.kind === 'grader-error' && broken.outcome.message).toContain('no such thing');
  });

  test('passes on what was handed in without what comes with it', async () => {
    const withMore = { ...handedIn('ana'), size: 7 };
    const { results } = await run({ submissions: [withMore] });
    expect(results.map((result) => result.handedIn)).toEqual([handedIn('ana')]);
  });

  test('begins nothing more when a result cannot be kept, and says why', async () => {
    const begun: string[] = [];
    const { error } = await run({
      submissions: classOf(10),
      atOnce: 1,
      gradeOne: ({ key }) => {
        begun.push(key);
        return Promise.resolve(ungradable);
      },
      keep: ({ handedIn: { key } }) =>
        key === 'student-2' ? Promise.reject(new Error('disk full')) : Promise.resolve(),
    });
    expect(error).toEqual(new Error('disk full'));
    expect(begun).toEqual(['student-0', 'student-1', 'student-2']);
  });

  test('begins nothing more when there is no room to grade in, and keeps nothing of whom that met', async () => {
    const full = new NoRoom('temporary', '/tmp/socklab-batch');
    const ran = await run({
      submissions: classOf(10),
      atOnce: 1,
      gradeOne: ({ key }) => (key === 'student-2' ? Promise.reject(full) : Promise.resolve(ungradable)),
    });
    expect(ran.error).toBe(full);
    expect(keysOf(ran)).toEqual(['student-0', 'student-1']);
  });

  test('keeps nothing of what was under way when it is stopped, and waits until that is over', async () => {
    const stopping = new AbortController();
    let over = false;
    const ran = await run({
      submissions: classOf(10),
      atOnce: 1,
      signal: stopping.signal,
      gradeOne: async ({ key }) => {
        if (key !== 'student-1') return ungradable;
        stopping.abort(new Error('enough'));
        await new Promise(setImmediate);
        over = true;
        return ungradable;
      },
    });
    expect(ran.error).toEqual(new Error('enough'));
    expect(over).toBe(true);
    expect(keysOf(ran)).toEqual(['student-0']);
  });
});
