/**
 * The sandbox of one program: bubblewrap gives it file, process, IPC and host-name spaces of its own inside the network
 * of its worker. It sees the system read-only, no home, no other process, and writes only into folders made for it.
 *
 * Options: bwrap(1) of bubblewrap 0.8, the first that has `--disable-userns`; prlimit(1) of util-linux.
 */
import { basename, dirname } from 'node:path';

export type Sandbox = {
  /** Absolute paths of the two tools. */
  readonly bwrap: string;
  readonly prlimit: string;
  /** File with the filter of system calls; null where there is none for this machine. */
  readonly filter: string | null;
  /** Options that show the system: /usr, and the files of /etc that programs need. */
  readonly system: readonly string[];
};

/** A file or folder of the worker's (`from`), and where the program finds it. */
export type Shown = {
  readonly from: string;
  readonly to: string;
  readonly writable: boolean;
  /** Only the ground on which the others lie: it hides nothing, and no tool is in it. */
  readonly under?: true;
};

export type Confined = {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Later ones lie over earlier ones. */
  readonly shown: readonly Shown[];
  /** The descriptor on which it reads the filter of system calls. */
  readonly filterDescriptor?: number;
};

/** On it bubblewrap says which process the sandbox began with, and how the program ended: a pipe of whoever starts it. */
export const statusDescriptor = 3;

export const limits = {
  /** Threads count as processes: a server with one for each of many clients must have room. */
  processes: 256,
  descriptors: 1024,
  fileBytes: 64 * 1024 * 1024,
  cpuSeconds: 120,
  /** Of all processes of a program together. */
  memoryBytes: 512 * 1024 * 1024,
} as const;

/** Who the program is in its sandbox. */
export const sandboxUser = { uid: 1000, gid: 1000, name: 'student', host: 'socklab' } as const;

const { uid, gid, host } = sandboxUser;

const apart = [
  `--unshare-user --uid ${uid} --gid ${gid} --disable-userns --unshare-pid --unshare-ipc --unshare-uts`,
  `--hostname ${host} --die-with-parent --new-session --cap-drop ALL`,
].flatMap((options) => options.split(' '));

/** Settings of the worker's network belong, for the kernel, to the user the program runs as: they are shown read-only. */
const kernelFiles = ['--dev', '/dev', '--proc', '/proc', '--ro-bind', '/proc/sys', '/proc/sys'];

/** What bubblewrap makes in memory has no limit of its size, so nothing can be written there. */
const closed = ['--remount-ro', '/dev', '--remount-ro', '/'];

/** The command line that runs a program in the sandbox, to be started with an empty environment. */
export function sandboxed(sandbox: Sandbox, confined: Confined): readonly string[] {
  const { command, folder, environment, shown, filterDescriptor } = confined;
  return [
    sandbox.bwrap,
    ...apart,
    ...sandbox.system,
    ...kernelFiles,
    ...inOrder(command, shown).flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
    ...closed,
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    '--json-status-fd',
    String(statusDescriptor),
    ...(filterDescriptor === undefined ? [] : ['--seccomp', String(filterDescriptor)]),
    '--chdir',
    folder,
    '--',
    ...limited(sandbox),
    ...command,
  ];
}

function limited({ prlimit }: Sandbox): readonly string[] {
  const { processes, descriptors, fileBytes, cpuSeconds } = limits;
  return [
    prlimit,
    `--nproc=${processes}`,
    `--nofile=${descriptors}`,
    `--fsize=${fileBytes}`,
    `--cpu=${cpuSeconds}`,
    '--core=0',
    '--',
  ];
}

/** They begin empty, so nothing that is below them outside can be seen in them. */
const scratchFolders = new Set(['/tmp', '/dev/shm']);

/** The tool lies over an empty folder that would hide it, and the submission over both. */
function inOrder(command: readonly string[], shown: readonly Shown[]): Shown[] {
  const isGround = ({ to, under }: Shown): boolean => scratchFolders.has(to) || under === true;
  const ground = shown.filter(isGround);
  const others = shown.filter((one) => !isGround(one));
  return [...ground, ...toolsShown(command, others), ...others];
}

const systemFolders = /^\/(?:usr|bin|sbin|lib\w*)\//;

/**
 * An interpreter outside of /usr. Node is a single file; others, as of a version switcher, have their library beside
 * them: PREFIX/bin/python3 and PREFIX/lib.
 */
function toolsShown([tool = '']: readonly string[], shown: readonly Shown[]): Shown[] {
  const isShown = systemFolders.test(tool) || shown.some(({ to }) => tool.startsWith(`${to}/`));
  if (isShown) return [];
  const isPrefix = basename(dirname(tool)) === 'bin' && tool !== process.execPath;
  const from = isPrefix ? dirname(dirname(tool)) : tool;
  return [{ from, to: from, writable: false }];
}
