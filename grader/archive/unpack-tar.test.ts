/** Tars as students hand them in, and as somebody would who wants more than points. */
import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Folder } from '../testing/folder.ts';
import { paxOf, tarGzOf, tarOf, type TarEntry } from '../testing/tar-bytes.ts';
import { zipOf, zipOfFiles } from '../testing/zip-bytes.ts';
import { usualLimits, type ArchiveLimits } from './archive-limits.ts';
import { unpackArchive } from './unpack.ts';

/** What comes of it, and everything that is then in the folder around the one it was unpacked into. */
async function unpacked(
  archive: Uint8Array,
  limits: Partial<ArchiveLimits> = {},
): Promise<{ readonly result: unknown; readonly written: Readonly<Record<string, string>> }> {
  await using folder = await Folder.of({});
  await writeFile(folder.at('a'), archive);
  await mkdir(folder.at('into'));
  const outcome = await unpackArchive(folder.at('a'), folder.at('into'), { ...usualLimits, ...limits });
  const result =
    outcome.kind === 'refused' ? outcome.problem : { root: relative(folder.path, outcome.root), files: outcome.files };
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && entry.name !== 'a');
  const read = files.map(async ({ parentPath, name }): Promise<[string, string]> => {
    const found = await lstat(join(parentPath, name));
    const content = found.isFile() ? await readFile(join(parentPath, name), 'utf8') : 'no file';
    return [relative(folder.path, join(parentPath, name)), content];
  });
  return { result, written: Object.fromEntries(await Promise.all(read)) };
}

async function refused(archive: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<unknown> {
  const { result, written } = await unpacked(archive, limits);
  expect(written).toEqual({});
  return result;
}

const work: readonly TarEntry[] = [
  { name: 'Práctica/', type: '5' },
  { name: 'Práctica/servidor.py', content: 'import socket\n'.repeat(500) },
  { name: 'Práctica/vacío.py' },
  { name: 'Práctica/._servidor.py', content: 'x' },
  { name: '__MACOSX/x', content: 'x' },
];

describe('a right archive', () => {
  test.each([
    ['tar.gz', tarGzOf(work)],
    ['tar', tarOf(work)],
    ['tar that ends with a single block', tarOf(work, 1)],
    [
      'tar.gz in two pieces',
      Buffer.concat([gzipSync(tarOf(work).subarray(0, 700)), gzipSync(tarOf(work).subarray(700))]),
    ],
  ])('becomes its files: %s', async (_, archive) => {
    expect(await unpacked(archive)).toEqual({
      result: { root: 'into/Práctica', files: ['servidor.py', 'vacío.py'] },
      written: { 'into/Práctica/servidor.py': 'import socket\n'.repeat(500), 'into/Práctica/vacío.py': '' },
    });
  });

  test('may have names longer than a header holds, as GNU and as pax write them', async () => {
    const long = `${'práctica/'.repeat(15)}servidor.py`;
    const gnu = [
      { name: '././@LongLink', type: 'L', content: `${long}\0` },
      { name: long.slice(0, 90), content: 'g' },
    ];
    expect(await unpacked(tarGzOf(gnu))).toMatchObject({ written: { [`into/${long}`]: 'g' } });
    const pax = [paxOf({ mtime: '1.5', path: long }), { name: 'corto.py', content: 'p' }];
    expect(await unpacked(tarGzOf(pax))).toMatchObject({ written: { [`into/${long}`]: 'p' } });
  });

  test('has its accents composed', async () => {
    expect(await unpacked(tarGzOf([{ name: 'pra\u0301ctica.py' }]))).toMatchObject({
      written: { 'into/práctica.py': '' },
    });
  });
});

describe('a name', () => {
  test.each([
    ['../fuera.py', 'PATH_OUTSIDE'],
    ['a/../../fuera.py', 'PATH_OUTSIDE'],
    ['..\\fuera.py', 'PATH_OUTSIDE'],
    ['/etc/passwd', 'PATH_OUTSIDE'],
    ['C:\\a.py', 'PATH_OUTSIDE'],
    ['python/con.py', 'RESERVED_NAME'],
    ['a\u001b[2J.py', 'UNPRINTABLE_NAME'],
    [`${'a/'.repeat(20)}b.py`, 'TOO_DEEP'],
  ])('is refused: %j', async (path, code) => {
    expect(await refused(tarGzOf([{ name: 'a.py' }, { name: path }]))).toMatchObject({ code, path });
    expect(await refused(tarGzOf([paxOf({ path }), { name: 'b.py' }]))).toMatchObject({ code, path });
  });

  test('is refused when it is too long, whatever says so', async () => {
    const path = `${'ñ'.repeat(119)}.py`;
    expect(await refused(tarGzOf([paxOf({ path }), { name: 'b.py' }]))).toMatchObject({ code: 'PATH_TOO_LONG' });
    const endless = 'a'.repeat(100_000);
    expect(await refused(tarGzOf([paxOf({ path: endless }), { name: 'b.py' }]))).toMatchObject({
      code: 'PATH_TOO_LONG',
    });
  });

  test.each([
    ['eco.py', 'eco.py'],
    ['Eco.py', 'eco.PY'],
    ['é.py', 'e\u0301.py'],
    ['a/b.py', 'a'],
    ['A', 'a/b.py'],
  ])('that is there already is refused: %s, %s', async (first, second) => {
    expect(await refused(tarGzOf([{ name: first }, { name: second }]))).toMatchObject({ code: 'SAME_NAME' });
  });
});

describe('what is no plain file is refused', () => {
  test.each([
    ['a hard link', '1'],
    ['a link', '2'],
    ['a device', '3'],
    ['another device', '4'],
    ['a pipe', '6'],
    ['a file with holes', 'S'],
    ['something of a vendor', 'Z'],
  ])('%s', async (_, type) => {
    const linkTo = type === '1' || type === '2' ? '/etc/passwd' : '';
    expect(await refused(tarGzOf([{ name: 'a.py' }, { name: 'b.py', type, linkTo }]))).toEqual({
      code: 'NO_PLAIN_FILE',
      path: 'b.py',
    });
  });

  test('so that nothing can be written through a link', async () => {
    const entries = [
      { name: 'fuera', type: '2', linkTo: '/tmp' },
      { name: 'fuera/a.py', content: 'x' },
    ];
    expect(await refused(tarGzOf(entries))).toEqual({ code: 'NO_PLAIN_FILE', path: 'fuera' });
  });
});

describe('too much', () => {
  const zeros = Buffer.alloc(3_000_000);

  test('in number, and which folder it is all in', async () => {
    const packages = Array.from({ length: 8 }, (_, index) => ({ name: `tarea/.venv/lib/${index}.py` }));
    expect(await refused(tarGzOf(packages), { entries: 5 })).toEqual({
      code: 'TOO_MANY_ENTRIES',
      limit: 5,
      folder: '.venv',
    });
  });

  test('in one file', async () => {
    const limits = { fileBytes: 1_000_000, ratio: 1e9 };
    const problem = { code: 'FILE_TOO_LARGE', path: 'a.txt', limitBytes: 1_000_000 };
    expect(await refused(tarGzOf([{ name: 'a.txt', content: zeros }]), limits)).toEqual(problem);
  });

  test('in all files together', async () => {
    const files = [
      { name: 'a.txt', content: 'aaaaaa' },
      { name: 'b.txt', content: 'bbbbbb' },
    ];
    expect(await refused(tarGzOf(files), { totalBytes: 10 })).toEqual({ code: 'TOO_LARGE', limitBytes: 10 });
  });

  test('in what comes out, before all of it has', async () => {
    const archive = tarGzOf([{ name: 'a.txt', content: zeros }]);
    expect(await refused(archive, { totalBytes: 1000, entries: 1, ratio: 1e9 })).toEqual({
      code: 'TOO_LARGE',
      limitBytes: 1000,
    });
  });

  test('out of too little', async () => {
    expect(await refused(tarGzOf([{ name: 'a.txt', content: zeros }]))).toEqual({ code: 'TOO_DENSE', path: null });
  });
});

describe('a damaged archive', () => {
  const whole = tarGzOf([
    { name: 'a.py', content: Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 251)) },
    { name: 'b.py', content: 'print(1)\n' },
  ]);

  test('that was cut off', async () => {
    expect(await refused(whole.subarray(0, -9))).toEqual({ code: 'TRUNCATED' });
    expect(await refused(whole.subarray(0, 40))).toEqual({ code: 'TRUNCATED' });
    const tar = tarOf([{ name: 'a.py', content: 'x'.repeat(2000) }]);
    expect(await refused(tar.subarray(0, 1024))).toEqual({ code: 'TRUNCATED' });
    expect(await refused(tarOf([{ name: 'a.py' }], 0))).toEqual({ code: 'TRUNCATED' });
  });

  test('with other bytes than it says', async () => {
    expect(await refused(tarGzOf([{ name: 'a.py' }, { name: 'b.py', checksum: 1 }]))).toEqual({
      code: 'DAMAGED',
      path: null,
    });
    const changed = Buffer.from(whole);
    changed.writeUInt32LE(1, changed.length - 8);
    expect(await refused(changed)).toEqual({ code: 'DAMAGED', path: null });
  });

  test('that says a file is longer than the archive', async () => {
    const archive = tarGzOf([{ name: 'a.py', content: 'x', declaredBytes: 9000 }]);
    expect(await refused(archive)).toEqual({ code: 'TRUNCATED' });
  });

  test('in any one byte is refused or read whole, and nothing else', async () => {
    for (let at = 0; at < whole.length; at += 31) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const { result, written } = await unpacked(changed);
      const paths = Object.keys(written);
      expect(paths.every((path) => path.startsWith('into/'))).toBe(true);
      expect(result).toHaveProperty(paths.length === 0 ? 'code' : 'files');
    }
  });

  test('that is no tar inside', async () => {
    expect(await refused(gzipSync('print(1)\n'))).toEqual({ code: 'NOT_A_ZIP', format: 'gzip' });
    expect(await refused(gzipSync(tarGzOf(work)))).toEqual({ code: 'NOT_A_ZIP', format: 'gzip' });
    expect(await refused(tarGzOf([]))).toEqual({ code: 'NOT_A_ZIP', format: 'gzip' });
  });
});

/** Alone in a zip. */
function wrapped(content: Uint8Array): Buffer {
  return zipOf([{ name: 'b.zip', content }]);
}

describe('an archive that is all there is in an archive', () => {
  const inner = zipOfFiles({ 'Ana/a.py': 'a', 'Ana/b.py': 'b' });

  test.each([
    ['a zip in a zip', zipOf([{ name: 'entrega.zip', content: inner }])],
    ['in a folder', zipOf([{ name: 'x/' }, { name: 'x/entrega.ZIP', content: inner }, { name: '__MACOSX/._x' }])],
    ['a zip in a tar.gz', tarGzOf([{ name: 'entrega.zip', content: inner }])],
    [
      'a tar.gz in a zip',
      zipOf([
        {
          name: 'a.tgz',
          content: tarGzOf([
            { name: 'Ana/a.py', content: 'a' },
            { name: 'Ana/b.py', content: 'b' },
          ]),
        },
      ]),
    ],
  ])('is opened as well: %s', async (_, archive) => {
    expect(await unpacked(archive)).toEqual({
      result: { root: 'into/Ana', files: ['a.py', 'b.py'] },
      written: { 'into/Ana/a.py': 'a', 'into/Ana/b.py': 'b' },
    });
  });

  test('is opened once', async () => {
    const twice = zipOf([{ name: 'b.zip', content: zipOf([{ name: 'c.zip', content: inner }]) }]);
    expect(await unpacked(twice)).toMatchObject({ result: { root: 'into', files: ['c.zip'] } });
  });

  test('is left alone beside other files', async () => {
    const archive = zipOf([{ name: 'b.zip', content: inner }, { name: 'a.py' }]);
    expect(await unpacked(archive)).toMatchObject({ result: { files: ['b.zip', 'a.py'] } });
  });

  test('is judged as strictly', async () => {
    expect(await refused(wrapped(zipOf([{ name: '../a.py' }])))).toMatchObject({ code: 'PATH_OUTSIDE' });
    expect(await refused(wrapped(zipOf([])))).toEqual({ code: 'NO_FILES' });
    expect(await refused(wrapped(Buffer.from('Rar!\x1a\x07\x01\0', 'latin1')))).toEqual({
      code: 'NOT_A_ZIP',
      format: 'rar',
    });
    const bomb = zipOf([{ name: 'a.txt', content: Buffer.alloc(3_000_000), method: 8 }]);
    expect(await refused(wrapped(bomb))).toEqual({ code: 'TOO_DENSE', path: 'a.txt' });
  });
});
