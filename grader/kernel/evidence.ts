/** Whether this machine shows the facts that verdicts can rest on; found out by reading them, not by its name. */
import { existsSync } from 'node:fs';
import { readProc } from './proc.ts';

export function kernelShowsFacts(): boolean {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return false;
  const own = `/proc/self/task/${process.pid}`;
  const readable = [
    `${own}/syscall`,
    `${own}/schedstat`,
    `${own}/children`,
    '/proc/self/net/tcp',
    '/proc/self/net/udp',
  ];
  return existsSync('/proc/self/fd') && readable.every((path) => readProc(path) !== undefined);
}
