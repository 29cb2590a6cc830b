import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { FullStanding } from '../report/class/standing.ts';
import { Folder } from '../testing/folder.ts';
import { entryOf, standingReader } from './entry.ts';
import type { BatchHeader } from './header.ts';
import { Journal, JournalRefused } from './journal.ts';
import { ana, bob, eve, everyone, exercises, handedIn, header } from './sample/standings.ts';

const read = standingReader(exercises);

type Opened = { readonly journal: Journal; readonly kept: readonly FullStanding[] };

async function open(folder: Folder, as: BatchHeader = header): Promise<Opened> {
  const kept: FullStanding[] = [];
  const journal = await Journal.open(folder.at('results.jsonl'), as, read, (one) => void kept.push(one));
  return { journal, kept };
}

async function write(folder: Folder, standings: readonly FullStanding[]): Promise<Uint8Array> {
  const { journal } = await open(folder);
  for (const one of standings) await journal.append(entryOf(one, exercises));
  await journal[Symbol.asyncDispose]();
  return readFile(folder.at('results.jsonl'));
}

/** Accents make some bytes stand in the middle of a letter. */
const small: readonly FullStanding[] = [eve, { ...eve, handedIn: handedIn('felix', { source: 'Félix.zip' }) }];

function linesIn(bytes: Uint8Array): number {
  return bytes.filter((byte) => byte === 0x0a).length;
}

/** Without those that are to be tried again. */
function settled(standings: readonly FullStanding[]): FullStanding[] {
  return standings.filter(({ state }) => state !== 'grader-error');
}

async function keptIn(folder: Folder, as: BatchHeader = header): Promise<readonly FullStanding[]> {
  const { journal, kept } = await open(folder, as);
  await journal[Symbol.asyncDispose]();
  return kept;
}

describe('a journal', () => {
  test('gives back what was kept, in the order in which it came', async () => {
    await using folder = await Folder.of({});
    await write(folder, everyone);
    expect(await keptIn(folder)).toEqual(settled(everyone));
  });

  test('has one line for what is graded and one for each result, and no character that acts on a terminal', async () => {
    await using folder = await Folder.of({});
    const text = new TextDecoder().decode(await write(folder, everyone));
    const lines = text.split('\n');
    expect(lines).toHaveLength(everyone.length + 2);
    expect(lines.at(-1)).toBe('');
    // oxlint-disable-next-line no-control-regex
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u2028]/);
    expect(lines.slice(0, -1).map((line): unknown => JSON.parse(line))).toEqual([
      header,
      ...everyone.map((one) => entryOf(one, exercises)),
    ]);
  });

  test('knows whom it has', async () => {
    await using folder = await Folder.of({});
    await write(folder, [ana]);
    const { journal } = await open(folder);
    await using _ = journal;
    expect([journal.has('ana-perez'), journal.has('bob'), journal.size]).toEqual([true, false, 1]);
    await journal.append(entryOf(bob, exercises));
    expect([journal.has('bob'), journal.size]).toEqual([true, 2]);
  });

  test('writes what comes at once line by line', async () => {
    await using folder = await Folder.of({});
    const { journal } = await open(folder);
    const many = Array.from({ length: 50 }, (_, at): FullStanding => ({ ...eve, handedIn: handedIn(`student-${at}`) }));
    await Promise.all(many.map((one) => journal.append(entryOf(one, exercises))));
    await journal[Symbol.asyncDispose]();
    expect(await keptIn(folder)).toEqual(many);
  });

  test('reads lines that are longer than what is read at once', async () => {
    await using folder = await Folder.of({});
    const long: FullStanding = { ...eve, handedIn: handedIn('long', { source: 'ñ'.repeat(200_000) }) };
    await write(folder, [ana, long, eve]);
    expect(await keptIn(folder)).toEqual([ana, long, eve]);
  });

  test('lets what the grader failed in be tried again: what comes of it then counts', async () => {
    await using folder = await Folder.of({});
    const failed: FullStanding = { handedIn: handedIn('carla'), state: 'grader-error', message: 'no' };
    const graded: FullStanding = { ...eve, handedIn: handedIn('carla') };
    await write(folder, [ana, failed]);
    const { journal, kept } = await open(folder);
    expect([journal.has('carla'), journal.size, kept]).toEqual([false, 1, [ana]]);
    await journal.append(entryOf(graded, exercises));
    await journal[Symbol.asyncDispose]();
    expect(await keptIn(folder)).toEqual([ana, graded]);
  });
});

describe('a journal whose writer was killed', () => {
  test('at any byte loses nothing that was kept', async () => {
    await using folder = await Folder.of({});
    const whole = await write(folder, small);
    for (let bytes = 0; bytes <= whole.length; bytes += 1) {
      await writeFile(folder.at('results.jsonl'), whole.subarray(0, bytes));
      expect(await keptIn(folder)).toEqual(small.slice(0, Math.max(0, linesIn(whole.subarray(0, bytes)) - 1)));
    }
  });

  test('is gone on with as if it had never been torn', async () => {
    await using folder = await Folder.of({});
    const whole = await write(folder, small);
    for (let bytes = 0; bytes <= whole.length; bytes += 23) {
      await writeFile(folder.at('results.jsonl'), whole.subarray(0, bytes));
      const { journal, kept } = await open(folder);
      for (const one of small.slice(kept.length)) await journal.append(entryOf(one, exercises));
      await journal[Symbol.asyncDispose]();
      expect(await readFile(folder.at('results.jsonl'))).toEqual(whole);
    }
  });

  test('with its power loses a last line that was not written, though its end was', async () => {
    await using folder = await Folder.of({});
    const whole = await write(folder, [ana]);
    await appendFile(folder.at('results.jsonl'), '\0\0\0\0{"key":\n');
    expect(await keptIn(folder)).toEqual([ana]);
    expect(await readFile(folder.at('results.jsonl'))).toEqual(whole);
  });
});

async function refusal(opening: Promise<unknown>): Promise<unknown> {
  const error: unknown = await opening.catch((one: unknown) => one);
  return error instanceof JournalRefused ? error.problem : error;
}

describe('a journal is refused, and left as it is', () => {
  test.each(['lab', 'socklab', 'checks', 'handedIn'] as const)('when it is of another batch: %s', async (key) => {
    await using folder = await Folder.of({});
    const whole = await write(folder, everyone);
    expect(await refusal(keptIn(folder, { ...header, [key]: 'other' }))).toEqual({
      code: 'OTHER_BATCH',
      written: header,
    });
    expect(await readFile(folder.at('results.jsonl'))).toEqual(whole);
  });

  test.each([
    ['it is something else', 'key,name\nana,Ana\n', 1],
    [
      'a line in the middle is damaged',
      `${JSON.stringify(header)}\n{"key"\n${JSON.stringify(entryOf(bob, exercises))}\n`,
      2,
    ],
  ])('when %s', async (_, text, line) => {
    await using folder = await Folder.of({});
    await writeFile(folder.at('results.jsonl'), text);
    expect(await refusal(keptIn(folder))).toEqual({ code: 'DAMAGED', line });
    expect((await stat(folder.at('results.jsonl'))).size).toBe(Buffer.byteLength(text));
  });
});
