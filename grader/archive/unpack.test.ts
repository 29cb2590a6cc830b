/** Archives as students hand them in, and as somebody would who wants more than points. */
import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, describe, test } from 'vitest';
import { ZipFile } from 'yazl';
import { Folder } from '../testing/folder.ts';
import { zipOf, zipOfFiles, type ZipEntry } from '../testing/zip-bytes.ts';
import { usualLimits, type ArchiveLimits } from './archive-limits.ts';
import { unpackArchive } from './unpack.ts';

type Result = { readonly result: unknown; readonly written: Readonly<Record<string, string>> };

/** Unpacks, and tells everything that is then in the folder around the one it was unpacked into. */
async function unpacked(archive: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<Result> {
  await using folder = await Folder.of({});
  await writeFile(folder.at('a.zip'), archive);
  await mkdir(folder.at('into'));
  const outcome = await unpackArchive(folder.at('a.zip'), folder.at('into'), { ...usualLimits, ...limits });
  const result =
    outcome.kind === 'refused' ? outcome.problem : { ...outcome, root: relative(folder.path, outcome.root) };
  return { result, written: await filesIn(folder.path, 'a.zip') };
}

async function filesIn(root: string, except: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && entry.name !== except);
  const read = files.map(async ({ parentPath, name }): Promise<[string, string]> => {
    const path = join(parentPath, name);
    return [relative(root, path), await readFile(path, 'utf8')];
  });
  return Object.fromEntries(await Promise.all(read));
}

async function refused(archive: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<unknown> {
  const { result, written } = await unpacked(archive, limits);
  expect(written).toEqual({});
  return result;
}

/** The file it was unpacked as. */
async function pathOf(entry: ZipEntry): Promise<string | undefined> {
  const { written } = await unpacked(zipOf([{ name: 'otro.txt' }, { ...entry, content: 'x' }]));
  return Object.keys(written)
    .map((path) => path.slice('into/'.length))
    .find((path) => path !== 'otro.txt');
}

async function yazlZip(add: (zip: ZipFile) => void, zip64: boolean): Promise<Buffer> {
  const zip = new ZipFile();
  add(zip);
  zip.end({ forceZip64Format: zip64, comment: '' });
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

describe('a right archive', () => {
  test('becomes its files', async () => {
    const archive = zipOf([
      { name: 'python/', unixMode: 0o040755 },
      { name: 'python/tcp_server.py', content: 'import socket\n'.repeat(500), method: 8 },
      { name: 'REPORTE.md', content: '# Reporte\n' },
      { name: 'python/vacío.py' },
    ]);
    expect(await unpacked(archive)).toEqual({
      result: { kind: 'unpacked', root: 'into', files: ['python/tcp_server.py', 'REPORTE.md', 'python/vacío.py'] },
      written: {
        'into/python/tcp_server.py': 'import socket\n'.repeat(500),
        'into/REPORTE.md': '# Reporte\n',
        'into/python/vacío.py': '',
      },
    });
  });

  test.each([false, true])('as other programs write it is read as well, zip64: %j', async (zip64) => {
    const archive = await yazlZip((zip) => {
      zip.addBuffer(Buffer.from('print(1)\n'.repeat(100)), 'prácticas/uno.py', { forceZip64Format: zip64 });
      zip.addEmptyDirectory('evidencia');
    }, zip64);
    const { written } = await unpacked(archive);
    expect(written).toEqual({ 'into/prácticas/uno.py': 'print(1)\n'.repeat(100) });
  });

  test('is seen through to the one folder that wraps everything, and no further', async () => {
    const archive = zipOfFiles({ 'PracticaSockets_Ana/python/a.py': 'a', 'PracticaSockets_Ana/python/b.py': 'b' });
    const { result } = await unpacked(archive);
    expect(result).toEqual({
      kind: 'unpacked',
      root: 'into/PracticaSockets_Ana',
      files: ['python/a.py', 'python/b.py'],
    });
  });

  test('is unpacked without what file managers leave in it', async () => {
    const archive = zipOfFiles({
      'Práctica/a.py': 'a',
      'Práctica/.DS_Store': '',
      'Práctica/._a.py': '',
      '__MACOSX/Práctica/._a.py': '',
      'Práctica/Thumbs.db': '',
      'Práctica/Icon\r': '',
      'Práctica/desktop.ini': '',
    });
    const { result, written } = await unpacked(archive);
    expect(result).toMatchObject({ root: 'into/Práctica', files: ['a.py'] });
    expect(written).toEqual({ 'into/Práctica/a.py': 'a' });
  });

  test('gives files that nobody can execute, whatever it says and whatever the umask is', async () => {
    await using folder = await Folder.of({});
    await writeFile(folder.at('a.zip'), zipOf([{ name: 'python/a.py', unixMode: 0o104777 }, { name: 'b.py' }]));
    const usual = process.umask(0o077);
    await unpackArchive(folder.at('a.zip'), folder.path).finally(() => process.umask(usual));
    const modeOf = async (path: string): Promise<number> => (await lstat(folder.at(path))).mode & 0o7777;
    expect([await modeOf('python/a.py'), await modeOf('python')]).toEqual([0o644, 0o755]);
  });
});

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('a name', () => {
  test.each([
    ['in UTF-8', { name: 'práctica ñandú 日本.py' }, 'práctica ñandú 日本.py'],
    ['in UTF-8 that nothing says is', { name: 'práctica.py', flags: 0 }, 'práctica.py'],
    [
      'of an old Windows',
      { name: bytes('pr\xa0ctica de a\xa4o, \xa8qu\x82\xa3.py'), flags: 0 },
      'práctica de año, ¿quéú.py',
    ],
    ['of an old Windows, with capitals', { name: bytes('\xb5NGEL MU\xa5OZ.py'), flags: 0 }, 'ÁNGEL MUÑOZ.py'],
    [
      'in the code page of Windows itself',
      { name: bytes('pr\xe1ctica del ni\xf1o Jos\xe9.py'), flags: 0 },
      'práctica del niño José.py',
    ],
    ['whose accents stand apart, as on a Mac', { name: 'pra\u0301ctica.py' }, 'práctica.py'],
    ['with backslashes between folders', { name: 'python\\tcp\\server.py' }, 'python/tcp/server.py'],
    ['that begins where the reader is', { name: './python//a.py' }, 'python/a.py'],
    ['that only looks like a device', { name: 'console/auxiliar.py' }, 'console/auxiliar.py'],
    ['of dots', { name: '...a/..b.py' }, '...a/..b.py'],
  ])('%s', async (_, entry, path) => {
    expect(await pathOf(entry)).toBe(path);
  });

  test.each([
    '../fuera.py',
    'python/../../fuera.py',
    '..\\fuera.py',
    'python\\..\\..\\fuera.py',
    '/etc/passwd',
    '\\\\servidor\\a.py',
    'C:\\Windows\\a.py',
    'c:a.py',
    'a/.. /b.py',
  ])('that leads out is refused: %s', async (path) => {
    expect(await refused(zipOf([{ name: 'a.py' }, { name: path }]))).toEqual({ code: 'PATH_OUTSIDE', path });
  });

  test.each(['NUL', 'python/con.py', 'Com1.txt/a.py', 'lpt9', 'aux .py', 'COM².py'])(
    'of a device is refused: %s',
    async (path) => {
      expect(await refused(zipOf([{ name: path }]))).toEqual({ code: 'RESERVED_NAME', path });
    },
  );

  test.each(['a\nb.py', 'a\0.py', 'a\u001b[2J.py', 'a\u202eyp.exe', 'a\u2028b'])(
    'that does something instead of showing is refused: %j',
    async (path) => {
      expect(await refused(zipOf([{ name: path }]))).toEqual({ code: 'UNPRINTABLE_NAME', path });
    },
  );

  test.each([
    ['twice', 'eco.py', 'eco.py'],
    ['in another case', 'Eco.py', 'eco.PY'],
    ['with accents apart', 'é.py', 'e\u0301.py'],
    ['after its folder', 'a/b.py', 'a'],
    ['before its folder', 'A', 'a/b.py'],
  ])('that is there already is refused: %s', async (_, first, second) => {
    expect(await refused(zipOf([{ name: first }, { name: second }]))).toMatchObject({ code: 'SAME_NAME' });
  });

  test('of a folder may come twice', async () => {
    const folders = [{ name: 'a/', unixMode: 0o040755 }, { name: 'a/b.py' }];
    expect(await unpacked(zipOf(folders))).toMatchObject({ written: { 'into/a/b.py': '' } });
  });
});

describe('too much', () => {
  const zeros = Buffer.alloc(3_000_000);

  test('in number, and which folder it is all in', async () => {
    const packages = Array.from({ length: 8 }, (_, index) => ({ name: `tarea/.venv/lib/${index}.py` }));
    expect(await refused(zipOf([{ name: 'a.py' }, ...packages]), { entries: 5 })).toEqual({
      code: 'TOO_MANY_ENTRIES',
      limit: 5,
      folder: '.venv',
    });
  });

  test('in number, of nothing in particular', async () => {
    const files = Array.from({ length: 2001 }, (_, index) => ({ name: `${index}.py` }));
    expect(await refused(zipOf(files))).toEqual({ code: 'TOO_MANY_ENTRIES', limit: 2000, folder: null });
    expect(await unpacked(zipOf(files.slice(0, 9)), { entries: 9 })).toMatchObject({ result: { kind: 'unpacked' } });
  });

  test('in one file', async () => {
    const archive = zipOf([{ name: 'a.txt', content: zeros, method: 8 }]);
    const limits = { fileBytes: 1_000_000 };
    expect(await refused(archive, limits)).toEqual({ code: 'FILE_TOO_LARGE', path: 'a.txt', limitBytes: 1_000_000 });
  });

  test('in all files together', async () => {
    const archive = zipOf([
      { name: 'a.txt', content: 'aaaaaa' },
      { name: 'b.txt', content: 'bbbbbb' },
    ]);
    expect(await refused(archive, { totalBytes: 10 })).toEqual({ code: 'TOO_LARGE', limitBytes: 10 });
  });

  test('in the archive itself', async () => {
    const archive = zipOfFiles({ 'a.txt': 'a'.repeat(2000) });
    expect(await refused(archive, { archiveBytes: 1000 })).toEqual({ code: 'TOO_LARGE', limitBytes: 1000 });
  });

  test('out of too little', async () => {
    const archive = zipOf([{ name: 'a.txt', content: zeros, method: 8 }]);
    expect(await refused(archive)).toEqual({ code: 'TOO_DENSE', path: 'a.txt' });
  });

  test('though it says that it is little', async () => {
    const archive = zipOf([{ name: 'a.txt', content: zeros, method: 8, declaredBytes: 10 }]);
    expect(await refused(archive)).toEqual({ code: 'DAMAGED', path: 'a.txt' });
  });

  test('in folders', async () => {
    const path = `${'a/'.repeat(20)}b.py`;
    expect(await refused(zipOf([{ name: path }]))).toEqual({ code: 'TOO_DEEP', path, limit: 20 });
    expect(await pathOf({ name: path.slice(2) })).toBe(path.slice(2));
  });

  test('in the length of a path, in bytes', async () => {
    const path = `${'ñ'.repeat(119)}.py`;
    expect(await refused(zipOf([{ name: path }]))).toEqual({ code: 'PATH_TOO_LONG', path, limitBytes: 240 });
    expect(await pathOf({ name: path.slice(1) })).toBe(path.slice(1));
  });
});

describe('what is no plain file is refused', () => {
  test.each([
    ['a link', 0o120777],
    ['a pipe', 0o010644],
    ['a device', 0o020644],
    ['a socket', 0o140644],
  ])('%s', async (_, unixMode) => {
    const archive = zipOf([{ name: 'a.py' }, { name: 'b.py', content: '/etc/passwd', unixMode }]);
    expect(await refused(archive)).toEqual({ code: 'NO_PLAIN_FILE', path: 'b.py' });
  });
});

describe('a damaged archive', () => {
  const whole = zipOf([
    { name: 'python/a.py', content: 'print("hola")\n'.repeat(100), method: 8 },
    { name: 'python/b.py', content: 'print("adiós")\n' },
  ]);

  test('that was cut off', async () => {
    expect(await refused(whole.subarray(0, 100))).toEqual({ code: 'TRUNCATED' });
    expect(await refused(whole.subarray(0, -1))).toEqual({ code: 'TRUNCATED' });
  });

  test('with other bytes than it says', async () => {
    const archive = zipOf([{ name: 'a.py', content: 'hola', crc: 1 }]);
    expect(await refused(archive)).toEqual({ code: 'DAMAGED', path: 'a.py' });
  });

  test('of which one part lies in another', async () => {
    const archive = zipOf([
      { name: 'a.py', content: 'hola' },
      { name: 'a.py', content: 'hola' },
      { name: 'b.py', offset: 0 },
    ]);
    expect(await refused(archive)).toMatchObject({ code: 'SAME_NAME' });
    const overlapping = zipOf([
      { name: 'a.py', content: zipOfFiles({ 'b.py': 'x' }) },
      { name: 'b.py', content: 'x', offset: 34 },
    ]);
    expect(await refused(overlapping)).toEqual({ code: 'DAMAGED', path: 'b.py' });
  });

  test('that tells one program another name than the next', async () => {
    const archive = zipOf([{ name: 'a.py', localName: 'b.py', content: 'hola' }]);
    expect(await refused(archive)).toEqual({ code: 'DAMAGED', path: 'a.py' });
  });

  test('behind or before something else', async () => {
    expect(await refused(Buffer.concat([whole, Buffer.from('más')]))).toEqual({ code: 'DAMAGED', path: null });
    expect(await refused(Buffer.concat([zipOfFiles({ 'x.py': '' }), whole]))).toEqual({ code: 'DAMAGED', path: null });
  });

  test('whose parts point anywhere', async () => {
    expect(await refused(zipOf([{ name: 'a.py', offset: 90_000 }]))).toMatchObject({ code: 'DAMAGED' });
  });

  test('in any one byte is refused or read whole, and nothing else', async () => {
    for (let at = 4; at < whole.length; at += 7) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const { result, written } = await unpacked(changed);
      const paths = Object.keys(written);
      expect(paths.every((path) => path.startsWith('into/'))).toBe(true);
      expect(result).toHaveProperty(paths.length === 0 ? 'code' : 'kind');
    }
  });
});

describe('what cannot be read is refused', () => {
  test.each<[string, Uint8Array, unknown]>([
    ['an empty file', Buffer.from(''), { code: 'EMPTY_FILE' }],
    ['an archive with a password', zipOf([{ name: 'a.py', content: 'hola', flags: 0x801 }]), { code: 'ENCRYPTED' }],
    ['another compression', zipOf([{ name: 'a.py', method: 14 }]), { code: 'UNSUPPORTED_COMPRESSION', path: 'a.py' }],
    ['no files at all', zipOf([]), { code: 'NO_FILES' }],
    ['nothing but litter', zipOfFiles({ '__MACOSX/._a': '' }), { code: 'NO_FILES' }],
    ['a RAR', Buffer.from('Rar!\x1a\x07\x01\0', 'latin1'), { code: 'NOT_A_ZIP', format: 'rar' }],
    ['a 7z', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), { code: 'NOT_A_ZIP', format: '7z' }],
    ['a gzip', gzipSync('x'), { code: 'NOT_A_ZIP', format: 'gzip' }],
    ['a program', Buffer.from('MZ\x90\0'), { code: 'NOT_A_ZIP', format: 'exe' }],
    ['a PDF', Buffer.from('%PDF-1.7'), { code: 'NOT_A_ZIP', format: 'pdf' }],
    ['a web page', Buffer.from('<!DOCTYPE html>'), { code: 'NOT_A_ZIP', format: 'unknown' }],
  ])('%s', async (_, archive, problem) => {
    expect(await refused(archive)).toEqual(problem);
  });
});

test('nothing is written once somebody wants it to end', async () => {
  await using folder = await Folder.of({});
  await writeFile(folder.at('a.zip'), zipOfFiles({ 'a.py': '' }));
  const ended = AbortSignal.abort(new Error('enough'));
  await expect(unpackArchive(folder.at('a.zip'), folder.path, usualLimits, ended)).rejects.toThrow('enough');
  expect(await readdir(folder.path)).toEqual(['a.zip']);
});
