/** What a sandbox shows of the system: /usr as it is, and an /etc made of what programs need and of who they are there. */
import { lstatSync, mkdirSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callFilter } from './call-filter.ts';
import { sandboxUser, type Sandbox } from './sandbox.ts';
import { findCommand } from './toolchain.ts';

/**
 * A file system in memory that every worker of the level has to itself, limited in bytes and files: all that programs
 * write, and all that they are given, stands in it and ends with the worker. Mounted over a folder that every Linux has.
 */
export const workerMemory = { path: '/dev/shm', bytes: 192 * 1024 * 1024, files: 20_000 } as const;

/** At the root of a system whose /usr has been merged these are links into it. */
const rootFolders = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];

/** No secret is in any of them. */
const etcNames = [
  'ld.so.cache ld.so.conf ld.so.conf.d alternatives localtime gai.conf mime.types services protocols',
  'ssl/openssl.cnf ssl/certs ca-certificates pki/tls/certs crypto-policies',
].flatMap((names) => names.split(' '));

const { uid, gid, name, host } = sandboxUser;

const ownEtc: Readonly<Record<string, string>> = {
  passwd: `${name}:x:${uid}:${gid}::/tmp:/bin/sh\n`,
  group: `${name}:x:${gid}:\n`,
  hosts: `127.0.0.1 localhost ${host}\n::1 localhost ip6-localhost ip6-loopback\n`,
  hostname: `${host}\n`,
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n',
};

/** Throws when this machine lacks one of the tools. Writes into the worker's memory. */
export function openSandbox(): Sandbox {
  const etc = join(workerMemory.path, 'etc');
  mkdirSync(etc);
  for (const [file, text] of Object.entries(ownEtc)) writeFileSync(join(etc, file), text);
  const own = Object.keys(ownEtc).flatMap((file) => ['--ro-bind', join(etc, file), `/etc/${file}`]);
  return {
    bwrap: requireTool('bwrap', 'bubblewrap'),
    prlimit: requireTool('prlimit', 'util-linux'),
    filter: writeFilter(),
    system: ['--ro-bind', '/usr', '/usr', ...rootFolders.flatMap(rootFolder), ...etcOfSystem(), ...own],
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

function etcOfSystem(): string[] {
  const pythons = readdirSync('/etc').filter((file) => /^python3(?:\.\d+)?$/.test(file));
  return [...etcNames, ...pythons].flatMap((file) => ['--ro-bind-try', `/etc/${file}`, `/etc/${file}`]);
}

/** Where it really stands: in the sandbox there is the system, and no folder of links into it. */
function requireTool(tool: string, from: string): string {
  const path = findCommand(tool);
  if (path === undefined) throw new Error(`There is no ${tool} here (${from})`);
  return realpathSync(path);
}
