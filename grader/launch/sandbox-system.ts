/** What a sandbox shows of the system: /usr as it is, and an /etc of its own. */
import { lstatSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callFilter } from './call-filter.ts';
import type { Sandbox } from './sandbox.ts';
import { layDownEtc } from './sandbox-etc.ts';
import { findCommand } from './toolchain.ts';

/**
 * A file system in memory that every worker of the level has to itself, limited in bytes and files: all that programs
 * write, and all that they are given, stands in it and ends with the worker. Mounted over a folder that every Linux has.
 */
export const workerMemory = { path: '/dev/shm', bytes: 192 * 1024 * 1024, files: 20_000 } as const;

/** At the root of a system whose /usr has been merged these are links into it. */
const rootFolders = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];

/** Throws when this machine lacks one of the tools. Writes into the worker's memory. */
export function openSandbox(): Sandbox {
  const etc = join(workerMemory.path, 'etc');
  layDownEtc(etc);
  return {
    bwrap: requireTool('bwrap', 'bubblewrap'),
    prlimit: requireTool('prlimit', 'util-linux'),
    filter: writeFilter(),
    system: ['--ro-bind', '/usr', '/usr', ...rootFolders.flatMap(rootFolder), '--ro-bind', etc, '/etc'],
  };
}

function writeFilter(): string | null {
  const filter = callFilter(process.arch);
  if (filter === null) return null;
  const path = join(workerMemory.path, 'call-filter');
  writeFileSync(path, filter);
  return path;
}

function rootFolder(folder: string): string[] {
  const path = `/${folder}`;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  return stats.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

function requireTool(tool: string, from: string): string {
  const path = findCommand(tool);
  if (path === undefined) throw new Error(`There is no ${tool} here (${from})`);
  return realpathSync(path);
}
