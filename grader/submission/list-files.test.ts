/** Folders are built for real: links, pipes and virtual environments are what the listing is about. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listFiles } from './list-files.ts';
import { sourceReader } from './read-source.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'submission-')));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function listedPaths(): Promise<string[]> {
  const { files } = await listFiles(folder);
  return files.filter(({ kind }) => kind === 'file').map(({ path }) => path);
}

describe('a listing', () => {
  test('has files and folders with their sizes, what is nearer to the root first', async () => {
    await write({ 'python/deep/a b.py': 'x', 'tcp_server.py': 'four', 'Práctica/ñ.py': '' });
    expect(await listFiles(folder)).toEqual({
      root: folder,
      complete: true,
      files: [
        { path: 'Práctica', kind: 'directory', bytes: 0 },
        { path: 'python', kind: 'directory', bytes: 0 },
        { path: 'tcp_server.py', kind: 'file', bytes: 4 },
        { path: 'Práctica/ñ.py', kind: 'file', bytes: 0 },
        { path: 'python/deep', kind: 'directory', bytes: 0 },
        { path: 'python/deep/a b.py', kind: 'file', bytes: 1 },
      ],
    });
  });

  test('of an empty folder is empty', async () => {
    expect(await listFiles(folder)).toEqual({ root: folder, complete: true, files: [] });
  });

  test('of a single file has that file, in its folder', async () => {
    await write({ 'python/tcp_server.py': 'four', 'python/other.py': '' });
    expect(await listFiles(join(folder, 'python/tcp_server.py'))).toEqual({
      root: join(folder, 'python'),
      complete: true,
      files: [{ path: 'tcp_server.py', kind: 'file', bytes: 4 }],
    });
  });

  test('of what is not there fails', async () => {
    await expect(listFiles(join(folder, 'gone'))).rejects.toThrow('ENOENT');
  });

  test('leaves out a whole virtual environment, by whatever name', async () => {
    const modules = Array.from({ length: 429 }, (_, index) => [`entorno/lib/server_${index}.py`, ''] as const);
    await write({ ...Object.fromEntries(modules), 'entorno/pyvenv.cfg': '', 'venv/server.py': '', 'server.py': '' });
    expect(await listedPaths()).toEqual(['server.py']);
  });

  test('keeps the programs of someone who made the virtual environment in the root', async () => {
    await write({ 'pyvenv.cfg': '', 'lib/python3.12/site-packages/server.py': '', 'server.py': '' });
    expect(await listedPaths()).toEqual(['pyvenv.cfg', 'server.py']);
  });

  test('leaves out what tools keep beside the sources', async () => {
    const junk = ['node_modules', '__pycache__', '.git', '.history', '.vscode', '.idea', '__MACOSX', 'dist', 'build'];
    await write(Object.fromEntries(junk.map((name) => [`${name}/tcp_server.py`, ''])));
    await write({ '._tcp_server.py': '', 'server.exe': '', 'evidencia.PNG': '', 'a.o': '', 'tcp_server.py': '' });
    expect(await listedPaths()).toEqual(['tcp_server.py']);
  });

  test('has pictures and documents where they are wanted', async () => {
    await write({ 'REPORTE.md': '', 'evidencia/A.PNG': 'x', 'notas.docx': '', '.oculto.png': '', 'venv/a.png': '' });
    const { files } = await listFiles(folder, 'documents');
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(['REPORTE.md', 'evidencia', 'notas.docx', 'evidencia/A.PNG']);
  });

  test('says where links lead, and never goes out of the folder', async () => {
    await write({ 'real/server.py': 'x' });
    await symlink('real/server.py', join(folder, 'inside.py'));
    await symlink('/etc/hostname', join(folder, 'outside.py'));
    await symlink('gone.py', join(folder, 'dangling.py'));
    await symlink('real', join(folder, 'tcp_server.py'));
    await symlink('/etc', join(folder, 'etc'));
    await symlink('.', join(folder, 'loop'));
    const { files } = await listFiles(folder);
    expect(Object.fromEntries(files.map(({ path, kind }) => [path, kind]))).toEqual({
      'dangling.py': 'dangling-link',
      etc: 'outside-link',
      'inside.py': 'file',
      loop: 'directory',
      'outside.py': 'outside-link',
      real: 'directory',
      'real/server.py': 'file',
      'tcp_server.py': 'directory',
    });
  });

  test('tells a pipe from a file', async () => {
    execFileSync('mkfifo', [join(folder, 'tcp_server.py')]);
    expect((await listFiles(folder)).files).toEqual([{ path: 'tcp_server.py', kind: 'special', bytes: 0 }]);
  });

  test('ends after 8 levels and says that there was more', async () => {
    const deepest = '1/2/3/4/5/6/7/server.py';
    await write({ [deepest]: '' });
    expect(await listFiles(folder)).toMatchObject({ complete: true });
    await write({ '1/2/3/4/5/6/7/8/server.py': '' });
    expect(await listFiles(folder)).toMatchObject({ complete: false });
    expect(await listedPaths()).toEqual([deepest]);
  });

  test('ends after 5,000 entries, and the root comes first', async () => {
    await mkdir(join(folder, 'a'));
    const names = Array.from({ length: 5001 }, (_, index) => join(folder, 'a', `${index}.py`));
    await Promise.all(names.map((name) => writeFile(name, '')));
    await write({ 'z.py': '' });
    const { files, complete } = await listFiles(folder);
    expect({ listed: files.length, first: files.slice(0, 2).map(({ path }) => path), complete }).toEqual({
      listed: 5000,
      first: ['a', 'z.py'],
      complete: false,
    });
  });

  test('keeps a name that is no UTF-8 as something that cannot be read', async () => {
    await writeFile(Buffer.from(`${folder}/servidor_\xf1.py`, 'latin1'), '');
    expect((await listFiles(folder)).files).toEqual([{ path: 'servidor_\ufffd.py', kind: 'not-readable', bytes: 0 }]);
  });
});

describe('reading a source', () => {
  test.each([
    ['UTF-8', Buffer.from('ñ')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffñ')],
    ['Latin-1', Buffer.from('ñ', 'latin1')],
    ['UTF-16, as PowerShell writes', Buffer.from('\ufeffñ', 'utf16le')],
  ])('takes %s', async (_, bytes) => {
    await write({ 'a.py': bytes });
    expect(sourceReader(folder)('a.py')).toBe('ñ');
  });

  test('keeps Windows line ends as they are', async () => {
    await write({ 'a.py': 'uno\r\ndos\r\n' });
    expect(sourceReader(folder)('a.py')).toBe('uno\r\ndos\r\n');
  });

  test('stops after the first MiB', async () => {
    await write({ 'a.py': 'x'.repeat(1024 * 1024 + 1) });
    expect(sourceReader(folder)('a.py')).toHaveLength(1024 * 1024);
  });

  test('gives nothing for what is no file inside the folder, and does not wait for a pipe', async () => {
    await mkdir(join(folder, 'directory.py'));
    await symlink('/etc/hostname', join(folder, 'outside.py'));
    execFileSync('mkfifo', [join(folder, 'pipe.py')]);
    const read = sourceReader(folder);
    const paths = ['directory.py', 'outside.py', 'pipe.py', 'gone.py', '../../etc/hostname'];
    expect(paths.map(read)).toEqual(paths.map(() => undefined));
  });
});
