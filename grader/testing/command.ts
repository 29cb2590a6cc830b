/** socklab as its users start it: `node grader/main.js ...`, in an environment that the test chooses. */
import { cp, link, mkdir, readdir, symlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { execa } from 'execa';
import { linkOf, processIds, readProc } from '../kernel/proc.ts';
import { Folder } from './folder.ts';

export const projectFolder = join(import.meta.dirname, '../..');

/** Hardly anything takes so long; a command that hangs fails its test. */
const usualPatienceMs = 60_000;

export type Surroundings = {
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Another project than this one. */
  readonly project?: string;
  /** In a process group of its own, as the command in front of a terminal is. */
  readonly inFront?: boolean;
  readonly patienceMs?: number;
};

/** What would change what is said, or how: a test says for itself what of it is set. */
const unset = Object.fromEntries(
  ['LANG', 'LC_ALL', 'LC_MESSAGES', 'TERM', 'NO_COLOR', 'FORCE_COLOR', 'NODE_OPTIONS', 'INIT_CWD'].map((name) => [
    name,
    undefined,
  ]),
);

/** The command while it runs, and what it said once it has ended. */
export type Socklab = Promise<Ended> & {
  readonly pid?: number | undefined;
  readonly kill: (signal: NodeJS.Signals) => boolean;
};

type Ended = { readonly exitCode?: number | undefined; readonly stdout: string; readonly stderr: string };

export function socklab(
  args: readonly string[],
  { env, folder, project, inFront = false, patienceMs = usualPatienceMs }: Surroundings = {},
): Socklab {
  const main = join(project ?? projectFolder, 'grader/main.js');
  return execa(process.execPath, [main, ...args], {
    reject: false,
    stripFinalNewline: false,
    stdin: 'ignore',
    timeout: patienceMs,
    detached: inFront,
    cwd: folder ?? projectFolder,
    env: { ...unset, ...env },
  });
}

export const english = { LANG: 'en_US.UTF-8' };
export const spanish = { LANG: 'es_MX.UTF-8' };

/** The project without its tests, so that a test may change the exercises. */
export async function copyOfProject(): Promise<Folder> {
  const copy = await Folder.of({});
  for (const part of ['grader', 'exercises', 'reference', 'package.json']) {
    await cp(join(projectFolder, part), copy.at(part), { recursive: true, filter: isNoTest });
  }
  await linkPackages(copy);
  return copy;
}

const cache = '.cache/socklab';

/** What a command keeps for the next one goes with the copy; it begins with what the project has kept. */
async function linkPackages(copy: Folder): Promise<void> {
  const from = join(projectFolder, 'node_modules');
  const to = copy.at('node_modules');
  await mkdir(to);
  const packages = (await readdir(from)).filter((name) => name !== '.cache');
  await Promise.all(packages.map((name) => symlink(join(from, name), join(to, name))));
  const kept = await readdir(join(from, cache), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of kept) {
    const path = join(entry.parentPath, entry.name);
    const copied = join(to, relative(from, path));
    if (entry.isDirectory()) await mkdir(copied, { recursive: true });
    // From another file system there is no link: the copy begins with less.
    else await link(path, copied).catch(() => {});
  }
}

function isNoTest(path: string): boolean {
  return !path.endsWith('.test.ts') && !path.split(sep).includes('golden');
}

/** Processes that work in a folder, or were started with something in it, whatever they have become since. */
export function processesIn(folder: string): number[] {
  return processIds().filter((pid) =>
    [linkOf(`/proc/${pid}/cwd`), readProc(`/proc/${pid}/cmdline`)].some((told) => told?.includes(folder)),
  );
}
