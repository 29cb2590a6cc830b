import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { languages } from '../launch/languages.ts';
import { decode } from './read-source.ts';
import { digestStubs, isUnchangedStub, readStubDigests, writeStubDigests } from './stubs.ts';

const committed = join(import.meta.dirname, '../../exercises');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stubs-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

test('the digests are those that sha256sum prints, one stub a line, ordered by path', async () => {
  await write('tcp-echo/python/tcp_server.py', 'hola\n');
  await write('tcp-echo/c/tcp_server.c', '');
  await write('tcp-echo/README.md', 'no stub');
  await write('tcp-echo/python/notes.txt', 'no stub');
  await write('tcp-echo/python/deeper/x.py', 'no stub');
  await writeStubDigests(folder, languages);
  expect(await readFile(join(folder, 'stubs.sha256'), 'utf8')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  tcp-echo/c/tcp_server.c\n' +
      '133ee989293f92736301280c6f14c89d521200c17dcdcecca30cd20705332d44  tcp-echo/python/tcp_server.py\n',
  );
});

test('a stub is unchanged with any line ends, in its own exercise only', async () => {
  await write('tcp-echo/python/tcp_server.py', 'uno\ndos\n');
  await writeStubDigests(folder, languages);
  const stubs = await readStubDigests(folder);
  expect(stubs.map(({ exercise, path }) => ({ exercise, path }))).toEqual([
    { exercise: 'tcp-echo', path: 'python/tcp_server.py' },
  ]);
  expect(isUnchangedStub(stubs, 'tcp-echo', 'uno\r\ndos\r\n')).toBe(true);
  expect(isUnchangedStub(stubs, 'udp-echo', 'uno\ndos\n')).toBe(false);
  expect(isUnchangedStub(stubs, 'tcp-echo', 'uno\ndos\ntres\n')).toBe(false);
});

test('the committed digests are those of the committed stubs (npm run generate writes them)', async () => {
  const stubs = await digestStubs(committed, languages);
  expect(await readStubDigests(committed)).toEqual(stubs);
  for (const { exercise, path } of stubs) {
    const text = decode(await readFile(join(committed, exercise, path)));
    expect(isUnchangedStub(stubs, exercise, text)).toBe(true);
  }
});
