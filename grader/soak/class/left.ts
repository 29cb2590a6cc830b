/** What is left on the machine of something that was started: processes, and files where there should be none. */
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { linkOf, processIds, readProc } from '../../kernel/proc.ts';
import { isIn, processTree } from '../../kernel/process-tree.ts';

/** A process that was killed may take so long until it is gone, on a machine with much else to do. */
const patienceMs = 10_000;
const pauseMs = 20;

/** Inode numbers of the networks that a process and its descendants live in, e.g. `net:[4026531840]`, but for our own. */
export function networksOf(pid: number): string[] {
  const own = linkOf('/proc/self/ns/net');
  const all = new Set(processTree(pid).map((one) => linkOf(`/proc/${one}/ns/net`)));
  return [...all].filter((one) => one !== undefined).filter((one) => one !== own);
}

export type Trace = {
  /** A folder that nothing else on the machine has to do with. */
  readonly folder: string;
  /** As from `networksOf`. */
  readonly networks: ReadonlySet<string>;
};

/**
 * Processes of which a trace is found, each as `PID command line`: they live in one of the networks, or the folder comes up
 * in what they were started with, where they stand, their environment or the mounts they see. Nothing tells of the end
 * of what is nobody's child, so it is looked for until it is gone or the patience is over.
 */
export async function processesLeft(trace: Trace): Promise<string[]> {
  const endMs = performance.now() + patienceMs;
  let left = tracesOf(trace);
  while (left.length > 0 && performance.now() < endMs) {
    await setTimeout(pauseMs);
    left = tracesOf(trace);
  }
  return left.map((pid) => `${pid} ${(readProc(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ')}`);
}

function tracesOf({ folder, networks }: Trace): number[] {
  return processIds().filter((pid) => {
    if (pid === process.pid || isIn('ZX', pid)) return false;
    if (networks.has(linkOf(`/proc/${pid}/ns/net`) ?? '')) return true;
    const told = ['cmdline', 'environ', 'mountinfo'].map((file) => readProc(`/proc/${pid}/${file}`));
    return [...told, linkOf(`/proc/${pid}/cwd`)].some((one) => one?.includes(folder) === true);
  });
}

/** What stands in folders, at the top. */
export type Listing = ReadonlyMap<string, ReadonlySet<string>>;

/** A folder that is not there, or that we may not look into, is empty. */
export async function listed(folders: readonly string[]): Promise<Listing> {
  return new Map(
    await Promise.all([...new Set(folders)].map(async (folder) => [folder, new Set(await namesIn(folder))] as const)),
  );
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

export type New = { readonly folder: string; readonly name: string };

export function newIn(before: Listing, after: Listing): New[] {
  return [...after].flatMap(([folder, names]) =>
    [...names].filter((name) => before.get(folder)?.has(name) !== true).map((name) => ({ folder, name })),
  );
}

/** How fixtures/hostile calls what its programs write where they should not. */
export function isOfHostile({ name }: New): boolean {
  return name.startsWith('socklab-soak-');
}
