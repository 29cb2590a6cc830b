/** Whether this machine shows the facts that verdicts can rest on; found out by reading them, not by its name. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { countsPacketsUnderWay } from './packets.ts';
import { readProc } from './proc.ts';

/** Asked of a child: what a process shows of itself is always allowed, while Yama may forbid it for another. */
export function kernelShowsFacts(): boolean {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) return false;
  if (!countsPacketsUnderWay()) return false;
  using child = waitingChild();
  return child.pid !== undefined && showsFactsOf(child.pid);
}

/** Whether this process may read what the kernel knows of another, by its id. */
export function showsFactsOf(pid: number): boolean {
  const own = `/proc/${pid}/task/${pid}`;
  const readable = [
    `${own}/syscall`,
    `${own}/schedstat`,
    `${own}/children`,
    `/proc/${pid}/net/tcp`,
    `/proc/${pid}/net/udp`,
  ];
  return existsSync(`/proc/${pid}/fd`) && readable.every((path) => readProc(path) !== undefined);
}

/** A shell that waits for a line that never comes. */
function waitingChild(): Disposable & { readonly pid: number | undefined } {
  const child = spawn('/bin/sh', { stdio: ['pipe', 'ignore', 'ignore'] });
  // What could not be started shows nothing.
  child.on('error', () => {});
  child.unref();
  return { pid: child.pid, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}
