/**
 * Descriptors the grader was started with, by a shell or another tool, would be given on to every program. Node closes
 * only the first of them by itself. A thread of Node may have one open for a moment that looks the same: closed here, it
 * would be closed once more there, when its number already means another file. So only what is found twice, at the start
 * of the process and later, is inherited.
 */
import { closeSync } from 'node:fs';
import { listProc, linkOf, readProc } from '../kernel/proc.ts';

/** FD_CLOEXEC as fdinfo in proc(5) shows it, in octal. */
const closedOnExec = 0o2_000_000;

/** Descriptors that programs would inherit, and what they stand for. */
function given(): Map<number, string> {
  const open = new Map<number, string>();
  for (const fd of listProc('/proc/self/fd').map(Number)) {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readProc(`/proc/self/fdinfo/${fd}`) ?? '')?.[1];
    if (fd <= 2 || flags === undefined || (Number.parseInt(flags, 8) & closedOnExec) !== 0) continue;
    open.set(fd, linkOf(`/proc/self/fd/${fd}`) ?? '');
  }
  return open;
}

const givenAtStart = given();

export function closeInherited(): void {
  for (const [fd, target] of given()) if (givenAtStart.get(fd) === target) closeIfOpen(fd);
}

function closeIfOpen(fd: number): void {
  try {
    closeSync(fd);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EBADF')) throw error;
  }
}
