import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { languageNamed, languages } from './languages.ts';
import { findMissingLibrary, findTool } from './toolchain.ts';

const path = process.env['PATH'];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tools-'));
});

afterEach(async () => {
  process.env['PATH'] = path;
  await rm(folder, { recursive: true });
});

async function putOnPath(name: string, script: string): Promise<string> {
  const tool = join(folder, name);
  await writeFile(tool, `#!/bin/sh\n${script}\n`);
  await chmod(tool, 0o755);
  process.env['PATH'] = folder;
  return tool;
}

describe('A tool', () => {
  test('is Python itself where the PATH has a script that chooses between versions', async (context) => {
    await using lab = await Lab.open(context);
    const python = await lab.tool('python');
    await putOnPath('python3', `exec ${python} "$@"`);
    expect(await findTool('python')).toBe(python);
  });

  test('is passed over when it is there and does not work', async (context) => {
    await using lab = await Lab.open(context);
    const python = await lab.tool('python');
    await putOnPath('python3', 'exit 127');
    await putOnPath('python', `exec ${python} "$@"`);
    expect(await findTool('python')).toBe(python);
  });

  test('is the first of its names that the PATH has', async () => {
    const gcc = await putOnPath('gcc', 'exit 0');
    await putOnPath('clang', 'exit 0');
    expect(await findTool('c')).toBe(gcc);
    const cc = await putOnPath('cc', 'exit 0');
    expect(await findTool('c')).toBe(cc);
  });

  test('must be executable, in a folder that the PATH names in full', async () => {
    await chmod(await putOnPath('cc', 'exit 0'), 0o644);
    process.env['PATH'] = ['.', '', folder].join(delimiter);
    expect(await findTool('c')).toBeNull();
  });

  test('is null where the machine has none', async () => {
    process.env['PATH'] = folder;
    expect([await findTool('python'), await findTool('c')]).toEqual([null, null]);
  });

  test('that runs TypeScript and JavaScript is the Node that runs the grader', async () => {
    process.env['PATH'] = folder;
    expect([await findTool('typescript'), await findTool('javascript')]).toEqual([process.execPath, process.execPath]);
  });

  test('is found through links and beside folders of its name', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(join(folder, 'gcc'));
    await mkdir(elsewhere);
    await symlink(await putOnPath('real', 'exit 0'), join(elsewhere, 'gcc'));
    process.env['PATH'] = [folder, elsewhere].join(delimiter);
    expect(await findTool('c')).toBe(join(elsewhere, 'gcc'));
  });
});

describe('The languages', () => {
  test('share no file ending', () => {
    const endings = languages.flatMap((language) => language.endings);
    expect(endings).toEqual([...new Set(endings)]);
  });

  test('are known by name, and an unknown name is a mistake of the grader', () => {
    expect(languageNamed('python').endings).toEqual(['.py']);
    expect(() => languageNamed('cobol')).toThrow('No language called cobol');
  });
});

describe('A library', () => {
  const openssl = { header: 'openssl/ssl.h', package: 'libssl-dev' };

  test('is missing where the compiler does not find its header', async () => {
    const compiler = await putOnPath('cc', `read line; [ "$line" != '#include <${openssl.header}>' ]`);
    expect(await findMissingLibrary('c', compiler, ['openssl'])).toMatchObject(openssl);
    expect(await findMissingLibrary('c', compiler, [])).toBeUndefined();
  });

  test('is there where the compiler finds it', async () => {
    const compiler = await putOnPath('cc', 'exit 0');
    expect(await findMissingLibrary('c', compiler, ['openssl'])).toBeUndefined();
  });

  test('is nothing to programs that are not compiled', async () => {
    expect(await findMissingLibrary('python', '/no/such/python', ['openssl'])).toBeUndefined();
  });
});
