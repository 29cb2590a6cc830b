/** The guard is tried with the real old Node of the machine, where there is one, on a copy of the project's skeleton. */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const olderNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find(isOld);
const none = olderNode === undefined;

function isOld(node: string): boolean {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return version.status === 0 && Number(version.stdout.slice(1).split('.')[0]) < 24;
}

const showsArguments =
  'using end = { [Symbol.dispose]: () => {} }; const code: number = 7; console.log(process.argv.slice(2).join("|")); process.exitCode = code;';

let project: string;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'guard-'));
  await mkdir(join(project, 'grader/cli'), { recursive: true });
  await mkdir(join(project, 'node_modules/.bin'), { recursive: true });
  await copyFile(join(import.meta.dirname, 'main.js'), join(project, 'grader/main.js'));
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  await commandIs(showsArguments);
});

afterEach(() => rm(project, { recursive: true }));

function commandIs(source: string): Promise<void> {
  return writeFile(join(project, 'grader/cli/main.ts'), source);
}

function installNode(target: string): Promise<void> {
  return symlink(target, join(project, 'node_modules/.bin/node'));
}

function run(node: string | undefined, ...args: string[]) {
  return execa(node ?? process.execPath, [join(project, 'grader/main.js'), ...args], { reject: false });
}

async function signalWhenReady(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') {
  const guard = run(olderNode);
  guard.stdout.once('data', () => guard.kill(signal));
  return guard;
}

describe('on a new Node', () => {
  test('the command gets its arguments and decides the exit code', async () => {
    expect(await run(process.execPath, 'grade', 'a b', '--lang=es')).toMatchObject({
      stdout: 'grade|a b|--lang=es',
      exitCode: 7,
    });
  });

  test('what Node compiles is kept in the project, and not in the temporary folder of the machine', async () => {
    const temporary = join(project, 'tmp');
    await mkdir(temporary);
    const env = { TMPDIR: temporary, NODE_COMPILE_CACHE: undefined };
    await execa(process.execPath, [join(project, 'grader/main.js')], { reject: false, env });
    expect(await readdir(temporary)).toEqual([]);
    expect(await readdir(join(project, 'node_modules/.cache/socklab/compiled'))).toHaveLength(1);
  });

  test('a command that cannot be loaded is the fault of the grader', async () => {
    await commandIs('import "./gone.ts";');
    const { exitCode, stderr } = await run(process.execPath, 'grade');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('gone.ts');
  });
});

describe.skipIf(none)(`on an older Node${none ? ' (skipped: there is none on the PATH)' : ''}`, () => {
  test("the project's own Node takes over, with the same arguments and exit code", async () => {
    await installNode(process.execPath);
    expect(await run(olderNode, 'grade', 'a b', '--lang=es')).toMatchObject({
      stdout: 'grade|a b|--lang=es',
      exitCode: 7,
    });
  });

  test('a signal reaches the command, which may end as it likes', async () => {
    await installNode(process.execPath);
    await commandIs('process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); console.log("ready");');
    expect(await signalWhenReady('SIGTERM')).toMatchObject({ exitCode: 5 });
  });

  test('a command that a signal ended ends the guard by the same signal', async () => {
    await installNode(process.execPath);
    await commandIs('setInterval(() => {}, 1000); console.log("ready");');
    expect(await signalWhenReady('SIGINT')).toMatchObject({ signal: 'SIGINT' });
  });

  test('a guard that is killed leaves no command behind, which would hold its output open', async () => {
    await installNode(process.execPath);
    await commandIs('setInterval(() => {}, 1000); console.log("ready");');
    expect(await signalWhenReady('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
  });

  test('without the own Node it says in both languages what to do, and exits with 2', async () => {
    const { exitCode, stdout, stderr } = await run(olderNode, 'grade');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Este programa necesita Node 24 o más nuevo, y este es Node \d+\.\d+\.\d+\.$/m);
    expect(stderr).toMatch(/^This program needs Node 24 or newer, and this is Node \d+\.\d+\.\d+\.$/m);
    expect(stderr).toContain('npm rebuild node --ignore-scripts=false');
  });

  test('an own Node that was never downloaded, or is old as well, counts as none', async () => {
    await installNode('../node/bin/node');
    expect(await run(olderNode, 'grade')).toMatchObject({ exitCode: 2 });
    await rm(join(project, 'node_modules/.bin/node'));
    await installNode(String(olderNode));
    expect(await run(olderNode, 'grade')).toMatchObject({ exitCode: 2 });
  });
});
