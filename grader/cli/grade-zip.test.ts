/** Archives are graded as the folders that are in them. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseResult } from '../report/json/result-schema.ts';
import { english, processesIn, socklab, spanish, type Socklab } from '../testing/command.ts';
import { Folder } from '../testing/folder.ts';
import { dedent, Lab } from '../testing/lab.ts';
import { kernelFacts } from '../testing/needs.ts';
import { echoServer, silentServer } from '../testing/programs.ts';
import { eventually } from '../testing/started.ts';
import { zipOfFiles } from '../testing/zip-bytes.ts';

type Inside = Readonly<Record<string, string>>;

class Archives implements AsyncDisposable {
  readonly folder: Folder;
  /** For whatever the command makes while it runs. */
  readonly temporary: Folder;

  private constructor(folder: Folder, temporary: Folder) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /** By name, the files in each, or its bytes. */
  static async of(archives: Readonly<Record<string, Inside | Uint8Array>>): Promise<Archives> {
    const made = new Archives(await Folder.of({}), await Folder.of({}));
    for (const [name, inside] of Object.entries(archives)) await writeFile(made.folder.at(name), bytesOf(inside));
    return made;
  }

  grade(args: readonly string[], env: Readonly<Record<string, string>> = english): Socklab {
    return socklab(['grade', ...args, '--workers', '1'], {
      env: { ...env, TMPDIR: this.temporary.path },
      folder: this.folder.path,
    });
  }

  async left(): Promise<string[]> {
    return (await readdir(this.temporary.path)).filter((name) => name.startsWith('socklab'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.folder[Symbol.asyncDispose]();
    await this.temporary[Symbol.asyncDispose]();
  }
}

function bytesOf(inside: Inside | Uint8Array): Uint8Array {
  if (inside instanceof Uint8Array) return inside;
  return zipOfFiles(Object.fromEntries(Object.entries(inside).map(([path, text]) => [path, dedent(text)])));
}

const check = ['--check', 'echoes-one-message'];

describe('a zip', () => {
  test('is graded under its own name, and nothing of it is left', async () => {
    await using archives = await Archives.of({
      'PracticaSockets_Ana.zip': { 'Ana/python/tcp_server.py': echoServer, '__MACOSX/Ana/._python': '' },
    });
    const { exitCode, stdout, stderr } = await archives.grade(['PracticaSockets_Ana.zip', ...check]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Submission: PracticaSockets_Ana\n');
    expect(stdout).toContain('TCP server: python/tcp_server.py');
    expect(stdout).not.toContain(archives.temporary.path);
    expect(await archives.left()).toEqual([]);
  });

  test('can be graded again by the command that the report tells', async () => {
    await using archives = await Archives.of({ 'Ana Pérez.ZIP': { 'tcp_server.py': silentServer } });
    const { exitCode, stdout } = await archives.grade(['Ana Pérez.ZIP', ...check]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/npm run grade -- ["']Ana Pérez\.ZIP["'] --check echoes-one-message\n/);
  });

  test('beside another one is a submission of its own', async () => {
    await using archives = await Archives.of({
      'a.zip': { 'tcp_server.py': echoServer },
      'b.zip': { 'b/servidor.py': silentServer },
    });
    const args = ['a.zip', 'b.zip', '--exercise', 'tcp-echo', ...check, '--format', 'json'];
    const { exitCode, stdout } = await archives.grade(args);
    expect(exitCode).toBe(1);
    const documents: unknown = JSON.parse(stdout);
    if (!Array.isArray(documents)) throw new Error('No list');
    expect(documents.map((one) => parseResult(one).submission)).toEqual([
      { name: 'a', path: 'a.zip' },
      { name: 'b', path: 'b.zip' },
    ]);
    expect(await archives.left()).toEqual([]);
  });

  test('has its programs where the user says they are', async () => {
    await using archives = await Archives.of({ 'a.zip': { 'a/uno.py': echoServer, 'a/dos.py': silentServer } });
    const args = ['a.zip', '--exercise', 'tcp-echo', '--program', 'server=uno.py', ...check];
    const { exitCode, stdout } = await archives.grade(args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('TCP server: uno.py');
  });

  test('of a lab has the parts in the folders they are looked for in, even when one folder wraps everything', async () => {
    await using archives = await Archives.of({
      'Curso_Ana.zip': { 'tcp-echo/servidor.py': silentServer, 'tcp-echo/notas/tcp-framing.txt': '' },
    });
    const { exitCode, stdout } = await archives.grade(['Curso_Ana.zip', '--lab', 'course', '--format', 'json']);
    expect(exitCode).toBe(1);
    const { grades } = parseResult(JSON.parse(stdout));
    const found = grades.filter(({ programs }) => programs.some(({ file }) => file !== null));
    expect(found.map(({ exercise }) => exercise)).toEqual(['tcp-echo']);
  });
});

describe('is refused, in plain words and without a trace,', () => {
  const whole = zipOfFiles({ 'tcp_server.py': echoServer });

  test.each<[string, Inside | Uint8Array, string]>([
    ['a RAR', Buffer.from('Rar!\x1a\x07\x01\0'), 'No es un archivo ZIP, es un archivo RAR,'],
    ['half a zip', whole.subarray(0, 60), 'El archivo está incompleto'],
    [
      'an archive that leads out',
      { '../tcp_server.py': echoServer },
      'El nombre ../tcp_server.py lleva a otra carpeta.',
    ],
  ])('%s', async (_, inside, words) => {
    await using archives = await Archives.of({ 'tarea.zip': inside });
    const { exitCode, stdout, stderr } = await archives.grade(['tarea.zip'], spanish);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^tarea\.zip: .+\n$/);
    expect(stderr).toContain(words);
    expect(await archives.left()).toEqual([]);
  });

  test('a zip without any program, by the name that the user gave', async () => {
    await using archives = await Archives.of({ 'tarea.zip': { 'tarea/leeme.txt': 'hola' } });
    const { exitCode, stderr } = await archives.grade(['tarea.zip']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is no program of any exercise in tarea.zip.\n');
    expect(await archives.left()).toEqual([]);
  });

  test('a zip that is not there', async () => {
    await using archives = await Archives.of({});
    const { exitCode, stderr } = await archives.grade(['tarea.zip']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'tarea.zip does not exist. Check its name and the folder you run the command from.\n',
    });
  });
});

test('interrupted, what was unpacked goes with what was started', async (context) => {
  await using lab = await Lab.open(context);
  lab.needs(kernelFacts);
  const busyServer = `
    import pathlib, signal
    pathlib.Path(__file__).with_name("started").touch()
    while True:
        signal.pause()
  `;
  await using archives = await Archives.of({ 'tarea.zip': { 'tcp_server.py': busyServer } });
  const run = archives.grade(['tarea.zip', '--exercise', 'tcp-echo']);
  await eventually(async () => {
    const files = await readdir(archives.temporary.path, { recursive: true });
    expect(files.some((path) => path.endsWith('started'))).toBe(true);
  });
  run.kill('SIGTERM');
  const { exitCode, stderr } = await run;
  expect(exitCode).toBe(3);
  expect(stderr).toContain('Interrupted. Everything that had been started is stopped.\n');
  expect(await archives.left()).toEqual([]);
  expect(processesIn(archives.temporary.path)).toEqual([]);
});

test('a folder that is called like an archive is a folder', async () => {
  await using folder = await Folder.of({ 'tarea.zip/tcp_server.py': echoServer });
  const args = ['grade', folder.at('tarea.zip'), ...check, '--workers', '1'];
  const { exitCode, stdout } = await socklab(args, { env: english });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Submission: tarea.zip\n');
  expect(await readFile(join(folder.path, 'tarea.zip/tcp_server.py'), 'utf8')).toBe(dedent(echoServer));
});
