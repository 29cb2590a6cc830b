import { describe, expect, test } from 'vitest';
import { fromText, toText } from '../model/bytes.ts';
import type { Unstamped } from '../model/observation.ts';
import { done, gaveUp } from '../report/sample/facts.ts';
import { failed, indexes, judged, ledgerAfter, passed } from './sample/judged.ts';

const sha256 = 'ab'.repeat(32);

function seen(content: string, differsAt: number | null): Unstamped {
  const start = fromText(content);
  return { kind: 'file-seen', path: 'nota.txt', length: start.length, sha256, start, differsAt };
}

function unseen(found: 'nothing' | 'folder' | 'link', ...names: readonly string[]): Unstamped {
  return { kind: 'file-unseen', path: 'nota.txt', found, names };
}

function gaveUpOn(fact: Unstamped): readonly Unstamped[] {
  const [began, ...end] = gaveUp(0, 'quiet', []);
  return began === undefined ? [] : [began, fact, ...end];
}

function ofLength(length: number, hash: string): readonly unknown[] {
  return [{ expectFile: { path: 'nota.txt', length, sha256: hash } }];
}

describe('expectFile', () => {
  const hello = [{ expectFile: { path: 'nota.txt', text: 'Hola' } }];

  test('is met by a file that differs nowhere', () => {
    expect(judged('tcp-server', hello, done(0, seen('Hola', null)))).toEqual(passed);
  });

  test('is met by a length and a hash', () => {
    expect(judged('tcp-server', ofLength(4, sha256), done(0, seen('Hola', null)))).toEqual(passed);
    const another = { findings: [{ code: 'FILE_DIFFERENT', args: { difference: 'other' } }] };
    expect(judged('tcp-server', ofLength(5, sha256), gaveUpOn(seen('Hola', null)))).toMatchObject(another);
    expect(judged('tcp-server', ofLength(4, 'cd'.repeat(32)), gaveUpOn(seen('Hola', null)))).toMatchObject(another);
  });

  test('misses a file, and tells the names of others', () => {
    const names = ['note.txt'];
    expect(judged('tcp-server', hello, gaveUpOn(unseen('nothing', ...names)))).toEqual(
      failed({
        code: 'FILE_MISSING',
        args: { program: 'program', path: 'nota.txt', found: 'nothing', names },
        evidence: indexes(0, 2),
      }),
    );
  });

  test.each([
    ['', 0, 'empty'],
    ['Ho', 2, 'cut-short'],
    ['Hola\n', 4, 'too-long'],
    ['PUT 4 nota.txt\nHola', 0, 'decorated'],
    ['HOLA', 1, 'case-changed'],
    ['Hora', 2, 'other'],
  ])('tells how %j is not what was expected', (content, differsAt, difference) => {
    const verdict = judged('tcp-server', hello, gaveUpOn(seen(content, differsAt)));
    expect(verdict).toMatchObject({
      findings: [{ code: 'FILE_DIFFERENT', args: { expectedLength: 4, differsAt, difference }, evidence: [1] }],
    });
  });

  test('does not set long contents side by side', () => {
    const step = [{ expectFile: { path: 'nota.txt', random: { bytes: 5000, seed: 1 } } }];
    expect(judged('tcp-server', step, gaveUpOn(seen('Hola', 0)))).toMatchObject({
      findings: [{ code: 'FILE_DIFFERENT', args: { expectedLength: 5000, length: 4, shown: null } }],
    });
  });
});

describe('expectNoFile', () => {
  const step = [{ expectNoFile: { path: 'nota.txt' } }];

  test('is met where nothing stands', () => {
    expect(judged('tcp-server', step, done(0, unseen('nothing', 'otra.txt')))).toEqual(passed);
  });

  test.each([
    [seen('Ho', null), 2],
    [unseen('folder'), null],
    [unseen('link'), null],
  ] as const)('tells what stands there', (fact, length) => {
    expect(judged('tcp-server', step, done(0, fact))).toEqual(
      failed({ code: 'FILE_LEFT', args: { program: 'program', path: 'nota.txt', length }, evidence: indexes(0, 2) }),
    );
  });
});

test('a template may name the folder around the one of the programs', () => {
  const made: Unstamped = { kind: 'folder-made', outside: '/tmp/files-1' };
  const lookUp = ledgerAfter(made).lookUp('alice');
  expect(toText(lookUp('outside') ?? new Uint8Array())).toBe('/tmp/files-1');
  expect(ledgerAfter().lookUp('alice')('outside')).toBeUndefined();
});
