import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, symlink } from 'node:fs/promises';
import { delimiter } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Lab } from '../testing/lab.ts';
import { sandboxHere, type Need } from '../testing/needs.ts';
import { WorkerProcess } from '../worker/worker-process.ts';

const root: Need = { what: 'root, who grades as another user', isHere: () => process.getuid?.() === 0 };
const system = '/usr/bin:/bin:/usr/sbin:/sbin';

let python: string | null;

beforeAll(async () => {
  await using worker = await WorkerProcess.start('bare', [], true);
  python = await worker.findTool('python');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What a worker finds whose PATH begins with these folders of the lab. */
async function findIn(lab: Lab, folders: readonly string[], rest = system): Promise<string | null> {
  vi.stubEnv('PATH', [...folders.map((folder) => `${lab.folder}/${folder}`), rest].join(delimiter));
  const worker = lab.use(await WorkerProcess.start('sandbox', [], true));
  return worker.findTool('python');
}

async function put(lab: Lab, folder: string, program: string): Promise<void> {
  await mkdir(`${lab.folder}/${folder}`, { recursive: true });
  await copyFile(program, `${lab.folder}/${folder}/python3`);
  await chmod(`${lab.folder}/${folder}/python3`, 0o755);
}

async function openLab(context: Parameters<typeof Lab.open>[0]): Promise<Lab> {
  const lab = await Lab.open(context);
  lab.needs(sandboxHere);
  await chmod(lab.folder, 0o755);
  return lab;
}

describe('A tool for the sandbox', () => {
  test('is the first of the PATH that works in it', async (context) => {
    await using lab = await openLab(context);
    await put(lab, 'broken/bin', '/bin/false');
    await mkdir(`${lab.folder}/switched/bin`, { recursive: true });
    await symlink(python ?? '', `${lab.folder}/switched/bin/python3`);
    expect(await findIn(lab, ['broken/bin'])).toBe(python);
    expect(await findIn(lab, ['broken/bin', 'switched/bin'])).toBe(`${lab.folder}/switched/bin/python3`);
  });

  test('is the Node that grades, wherever it stands', async (context) => {
    await using lab = await openLab(context);
    const worker = lab.use(await WorkerProcess.start('sandbox', [], true));
    expect(await worker.findTool('javascript')).toBe(process.execPath);
  });

  test('is not one that only whoever grades may read', async (context) => {
    await using lab = await openLab(context);
    lab.needs(root);
    await put(lab, 'closed/bin', '/bin/true');
    await chmod(`${lab.folder}/closed`, 0o700);
    expect(await findIn(lab, ['closed/bin'])).toBe(python);
  });

  test('is missed in the words of each that cannot be used', async (context) => {
    await using lab = await openLab(context);
    await put(lab, 'broken/bin', '/bin/false');
    const others = await withoutPython(lab);
    const found = findIn(lab, ['broken/bin'], others);
    await expect(found).rejects.toThrow(`${lab.folder}/broken/bin/python3: it ended with 1`);
    await expect(found).rejects.toThrow('No python3 or python of this machine can be used in the sandbox.');
  });

  test('is missed in the name of a folder that its user may not look into', async (context) => {
    await using lab = await openLab(context);
    lab.needs(root);
    await put(lab, 'closed/bin', '/bin/true');
    await chmod(`${lab.folder}/closed`, 0o700);
    const others = await withoutPython(lab);
    await expect(findIn(lab, ['closed/bin'], others)).rejects.toThrow(
      `${lab.folder}/closed/bin: its user may not look`,
    );
  });

  test('is null where there is none', async (context) => {
    await using lab = await openLab(context);
    const others = await withoutPython(lab);
    expect(await findIn(lab, [], others)).toBeNull();
  });
});

/** A folder with the tools of the system that a worker needs, and nothing else. */
async function withoutPython(lab: Lab): Promise<string> {
  const folder = `${lab.folder}/tools`;
  await mkdir(folder);
  for (const tool of ['setpriv', 'unshare', 'sh', 'ip', 'mount', 'bwrap', 'prlimit']) {
    const path = system.split(delimiter).map((one) => `${one}/${tool}`);
    await symlink(path.find((one) => existsSync(one)) ?? tool, `${folder}/${tool}`);
  }
  return folder;
}
