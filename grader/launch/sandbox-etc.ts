/**
 * The /etc of every sandbox of a worker: what programs need of the system's, and who they are there. It is copied once,
 * because bubblewrap reads the list of all mounts again for each file that it is told to show: a start in a sandbox takes
 * a third less of the processor with one folder than with some twenty files.
 */
import { copyFileSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../model/error-words.ts';
import { sandboxUser } from './sandbox.ts';

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

/** Makes the folder. What the system does not have, or not let this user read, is not in it. */
export function layDownEtc(folder: string): void {
  mkdirSync(folder);
  const pythons = readdirSync('/etc').filter((file) => /^python3(?:\.\d+)?$/.test(file));
  for (const file of [...etcNames, ...pythons]) {
    const [from, to] = [join('/etc', file), join(folder, file)];
    unlessMissing(() => {
      const isFolder = statSync(from).isDirectory();
      mkdirSync(dirname(to), { recursive: true });
      if (isFolder) copyFolder(from, to);
      else copyFileSync(from, to);
    });
  }
  for (const [file, text] of Object.entries(ownEtc)) writeFileSync(join(folder, file), text);
}

/** Links stay links: what they lead to is shown as well, or stays hidden. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    unlessMissing(() => {
      if (entry.isDirectory()) copyFolder(source, target);
      else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
      else if (entry.isFile()) copyFileSync(source, target);
    });
  }
}

function unlessMissing(copy: () => void): void {
  try {
    copy();
  } catch (error) {
    if (!mayBeMissing.has(codeOf(error))) throw error;
  }
}

const mayBeMissing = new Set(['ENOENT', 'EACCES', 'EPERM', 'ELOOP']);
